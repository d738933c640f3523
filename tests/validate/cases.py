"""The fault table: documents in faults/*.txt with one fault each, and what the writer is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from firsthour.problem import Problem
from firsthour.source import Document, load
from firsthour.validate import all_problems

HERE = Path(__file__).parent
FAULTS = tuple(sorted((HERE / "faults").glob("*.txt")))
GOOD = tuple(sorted((HERE / "good").glob("*.yaml")))


@dataclass(frozen=True)
class Case:
    """A document with one fault; `kind` is the name of its file."""

    kind: str
    name: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


def read(path: Path) -> list[Case]:
    """The cases of a file: `=== name`, the document, and after `-->` what is found."""
    cases = []
    for block in re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))[1:]:
        name, text = re.split(r"(?m)^--> ", block)[0].split("\n", 1)
        cases.append(Case(path.stem, name, text.rstrip("\n") + "\n"))
    return cases


def rendered(case: Case) -> str:
    """The case as it should stand in its file."""
    found = "".join(
        f"--> {each.location.line}:{each.location.column} {each.rule}: {each.message}\n"
        f"    {each.help}\n"
        for each in problems(case.kind, case.text)
    )
    return f"=== {case.name}\n{case.text}{found}"


def document(kind: str, text: str) -> Document:
    """A loaded document of a kind."""
    return load(f"{kind}.yaml", text.encode(), kind, "x")


def problems(kind: str, text: str) -> list[Problem]:
    """All that loading and validating find."""
    return [*all_problems(document(kind, text))]
