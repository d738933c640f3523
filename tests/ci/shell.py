"""Every firsthour command line in the files that code hosts and hooks read."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "generator/firsthour/starter/files"
WORKFLOWS = sorted(
    [*(ROOT / ".github/workflows").iterdir(), *(STARTER / "dot-github/workflows").iterdir()]
)
ACTION = ROOT / "action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
GITLAB = ROOT / "docs/examples/gitlab/.gitlab-ci.yml"
FILES = [*WORKFLOWS, ACTION, HOOKS, GITLAB]

_KEYS = {"run", "script", "before_script", "entry"}
_OPTIONAL = re.compile(r"\$\{\w+:\+([^}]*)\}")
_END = re.compile(r"\s(?:>>?|\||\|\||&&|;)\s")
_PROGRAM = re.compile(r'(?:^|[\s/])firsthour"?\s+(.*)')
# What stands there when a job runs.
_VALUES = {"$FAIL_ON": "warning", "$ROOT": ".", "$SINCE": "HEAD"}
_VALUES["$CI_MERGE_REQUEST_DIFF_BASE_SHA"] = "HEAD"


@dataclass(frozen=True)
class Line:
    """A line of a file as it stands there, and the arguments that firsthour gets from it."""

    path: Path
    text: str
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT).as_posix()}: {' '.join(self.arguments)}"


def lines() -> list[Line]:
    """All of them, each once for each file."""
    found = [line for path in FILES for line in _lines(path)]
    return list({str(line): line for line in found}.values())


def load(path: Path) -> Any:
    """A YAML file as plain data. `on` is a truth value to this reader, and that is all it is."""
    return yaml.safe_load(path.read_text())


def _lines(path: Path) -> Iterator[Line]:
    for script in _scripts(load(path)):
        for text in script.splitlines():
            found = _PROGRAM.search(_END.split(_OPTIONAL.sub(r"\1", text))[0])
            if found:
                words = shlex.split(found[1])
                yield Line(path, text, tuple(_VALUES.get(word, word) for word in words))


def _scripts(value: Any) -> Iterator[str]:
    """Everything below a key that holds commands."""
    if isinstance(value, list):
        for each in value:
            yield from _scripts(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key in _KEYS and not isinstance(each, dict):
                yield from [each] if isinstance(each, str) else each
            else:
                yield from _scripts(each)
