"""Why a file has to be readable in one way only, and what to do: id -> why, fix."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WARNINGS = frozenset(
    {"file-unknown", "yaml-explicit-key", "yaml-no-break-space", "yaml-private-use"}
)

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "file-extension": (
            "With `.yml` beside `.yaml`, two files can have one id, and a search finds half of "
            "them.",
            "rename the file so that it ends in `.yaml`.",
        ),
        "file-link": (
            "A link can lead out of the repository, and then a page shows what nobody reviewed. A "
            "copy on another machine would not have it at all.",
            "put the file itself where the link is.",
        ),
        "file-name": (
            "The name becomes the address of the page, and is typed, spoken and pasted at night. "
            "Capitals, spaces and accents differ between systems; some names cannot be made on "
            "Windows.",
            "rename the file with small letters, digits and hyphens, such as `disk-full.yaml`.",
        ),
        "file-unknown": (
            "A file in the wrong place is on no page. Whoever wrote it believes it is there.",
            "move it into the folder of its kind, or out of `runbooks/`.",
        ),
        "file-unreadable": (
            "What cannot be read is on no page, and is missed when it is needed.",
            "give the file back its permissions, or replace it by a plain file.",
        ),
        "no-content": (
            "Without content there is nothing to check, and an empty check would look like a "
            "clean one.",
            "write `runbooks/settings.yaml` with `firsthour new settings`, or begin with "
            "`firsthour init DIR`.",
        ),
        "yaml-alias": (
            "Whoever reads one step at night has to scroll for what `*name` means, and an edit at "
            "the anchor changes places that nobody looks at.",
            "write the value where the alias stands.",
        ),
        "yaml-ambiguous-scalar": (
            "Old and new YAML read `no`, `12:30` and `0777` differently: as text, as false, as "
            "750, as 511. An editor then shows something else than the page.",
            "put quotes around the value.",
        ),
        "yaml-anchor": (
            "An anchor is of use only to an alias, and runbooks have none: each step says "
            "everything.",
            "delete `&name`.",
        ),
        "yaml-bad-character": (
            "Control characters are invisible, move a terminal's cursor, and are read as line "
            "breaks by one tool and not by the next. A command copied with one does something "
            "else.",
            "delete the character at the place named; retype the word if it comes back.",
        ),
        "yaml-complex-key": (
            "A value that begins with `{{` is a mapping to YAML, and its text is lost.",
            "put quotes around the whole value.",
        ),
        "yaml-directive": (
            "A directive changes what the same text means further down, and editors ignore it.",
            "delete the line that begins with `%`.",
        ),
        "yaml-duplicate-key": (
            "YAML keeps one of the two values and drops the other without a word; which one "
            "depends on the parser. The dropped one may be the warning.",
            "merge the two values below one key, or rename one of them.",
        ),
        "yaml-empty": (
            "An empty file has an id, so that links lead to it, and nothing to read when they do.",
            "fill it, or delete it.",
        ),
        "yaml-encoding": (
            "In another encoding, umlauts, dashes and quotes of a name or a command turn into "
            "other characters on the next computer.",
            "save the file as UTF-8; most editors offer it beside the file name.",
        ),
        "yaml-explicit-key": (
            "A key after `?` is right YAML that nearly nobody can read, least of all at night.",
            "write `key: value`.",
        ),
        "yaml-invisible-character": (
            "A command with a hidden character fails with a message that makes no sense, and text "
            "with direction marks reads differently from what is run.",
            "delete it; retype the word when the editor does not show it.",
        ),
        "yaml-merge-key": (
            "`<<` was never part of YAML 1.2: some parsers merge, others make a key called `<<`.",
            "write the keys where they are needed.",
        ),
        "yaml-multiple-documents": (
            "Only one document of a file becomes a page; what stands behind `---` would vanish.",
            "move the second document to a file of its own.",
        ),
        "yaml-no-break-space": (
            "It looks like a space, and is a letter to YAML and to a shell: keys are not "
            "recognised, and a copied command says `command not found`.",
            "replace it by an ordinary space.",
        ),
        "yaml-not-a-mapping": (
            "A list or a bare text has no keys, so that nothing in it can be found or shown.",
            "write keys with values; `firsthour new KIND` shows which.",
        ),
        "yaml-number": (
            "Numbers that are too long are rounded by one program and refused by another.",
            "put quotes around it when it is a name or a code.",
        ),
        "yaml-private-use": (
            "Such characters come from fonts with icons. Where the font is missing, there is a "
            "box.",
            "write a word, or a character that every font has.",
        ),
        "yaml-swallowed-comment": (
            "To YAML a `#` after a space begins a comment: the channel or ticket number is gone, "
            "and the page shows an empty place.",
            "put quotes around the value: `'#inc-db'`.",
        ),
        "yaml-syntax": (
            "A file that cannot be parsed is not on the site; all others are still checked.",
            "look at the place named and the line above it: most often a quote, a colon or the "
            "indentation is missing.",
        ),
        "yaml-tag": (
            "A tag tells a parser to build an object, in some languages to run code.",
            "delete the word that begins with `!`; quote the value when it is meant as text.",
        ),
        "yaml-too-deep": (
            "Text this deep is a mistake or an attack, and breaks parsers.",
            "look for a bracket or an indentation that repeats.",
        ),
        "yaml-too-large": (
            "Nobody finds anything in such a file, and it slows every check.",
            "split it into several pages; keep logs and pictures elsewhere.",
        ),
        "yaml-too-many-problems": (
            "More lines than these would only hide the first, which may have caused the others.",
            "mend those that are shown, then run it again.",
        ),
        "yaml-too-many-values": (
            "Nobody finds anything in such a file, and it slows every check.",
            "split it into several files.",
        ),
    }
)
