"""Every rule of this room, with what it keeps from happening."""

from __future__ import annotations

from types import MappingProxyType

RULES = MappingProxyType(
    {
        "file-extension": "Content files end in `.yaml`, so that one id is one file.",
        "file-link": "Links stay inside the repository, and folders are never links.",
        "file-name": "A file name is an id: kebab-case ASCII that works in links and on Windows.",
        "file-unknown": "Everything in the content folder is read, or stands somewhere else.",
        "file-unreadable": "Every content file is a plain file that can be read.",
        "no-content": "There is a content folder with something in it.",
        "yaml-alias": "A value is repeated where it is needed; `*name` hides it elsewhere.",
        "yaml-ambiguous-scalar": "`NO`, `12:30` and `0777` are quoted: tools differ on them.",
        "yaml-anchor": "A value is repeated where it is needed; `&name` serves nothing else.",
        "yaml-bad-character": "No control characters: parsers and editors disagree on them.",
        "yaml-complex-key": "A key is plain text. `{{ x }}` at the start of a value is quoted.",
        "yaml-directive": "A file has no `%` directives: they change how the rest is read.",
        "yaml-duplicate-key": "A key stands once in its mapping: the other value would be lost.",
        "yaml-empty": "A content file has content.",
        "yaml-encoding": "Files are UTF-8, so that every tool reads the same characters.",
        "yaml-explicit-key": "Keys are written `key: value`, which everybody knows.",
        "yaml-invisible-character": "Nothing hides in a text or in a command that is copied.",
        "yaml-merge-key": "Fields are repeated where they are needed; `<<` is not YAML 1.2.",
        "yaml-multiple-documents": "A file holds one document; a second would not be read.",
        "yaml-no-break-space": "Indentation and keys use ordinary spaces: others are text to YAML.",
        "yaml-not-a-mapping": "A content file is a mapping of keys to values.",
        "yaml-number": "A number has a length that computers agree on.",
        "yaml-private-use": "Characters mean the same on every computer.",
        "yaml-swallowed-comment": "A value such as `#channel` is quoted, or it is a comment.",
        "yaml-syntax": "A file can be parsed.",
        "yaml-tag": "Values are plain; a tag makes a parser build something else.",
        "yaml-too-deep": "Nesting stays within 64 levels.",
        "yaml-too-large": "A file stays within 1 MiB.",
        "yaml-too-many-problems": "At most 100 problems are shown for one file.",
        "yaml-too-many-values": "A file stays within 50,000 values.",
    }
)
