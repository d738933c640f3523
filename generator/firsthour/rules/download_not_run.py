from __future__ import annotations

import re
from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.command_texts import command_texts
from firsthour.rules.common.shell import word_set
from firsthour.rules.common.unwrap import Command, commands
from firsthour.source.faults import show

_GET = word_set("curl wget fetch aria2c http")
_RUN = word_set("sh bash zsh dash ash ksh python python3 perl ruby node php source . pwsh iex")
_HINT = re.compile(r"\b(?:curl|wget|fetch|aria2c|http)\b")
# The shell is given what a download prints: `bash <(curl ...)`, `sh -c "$(curl ...)"`.
_INSIDE = re.compile(
    r"(?:(?<![\w/.-])(?:ba|z|da|k)?sh\s+(?:-\w+\s+)*|source\s+|eval\s+|(?<!\S)\.\s+)"
    r"[\"']?(?:<\(|\$\(|`)\s*(?:curl|wget)\s"
)


@rule(Severity.ERROR)
def download_not_run(catalog: Catalog) -> Iterator[Finding]:
    """Nothing is run straight from the network, as `curl ... | sh` does.

    In an outage the other side may be down, changed or taken over, and half of a script is run when
    the line breaks. Nobody has read what then runs as root.

    To fix: download it to a file, compare its checksum with one written in the runbook, then run
    it; better, keep the script in the repository or the image.
    """
    for text, origin, *_ in command_texts(catalog):
        if not _HINT.search(text):
            continue
        piped = next(filter(_runs_download, commands(text)), None)
        inside = None if piped else _INSIDE.search(text)
        if piped or inside:
            name = piped.words[0] if piped else inside[0].split()[0] if inside else ""
            message = f"{show(name)} runs what was downloaded a moment ago, unread"
            help_ = "download it, compare its checksum, then run it"
            yield Finding(origin, message, help_, excerpt=piped.written if piped else name)


def _runs_download(command: Command) -> bool:
    """True for an interpreter that reads its script from a pipe that begins with a download."""
    program, *rest = command.words
    if program not in _RUN or _GET.isdisjoint(command.before):
        return False
    # `python3 -m json.tool` and `sh script` read data; `sh -s -- x` and `python -` read a script.
    return not rest or rest[0] in ("-", "-s", "-x", "-e", "-ex", "-eux", "-l", "/dev/stdin")
