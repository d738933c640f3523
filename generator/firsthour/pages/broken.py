"""Files that cannot be read: a page in the place of each, that says what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from firsthour.model import SINGLES, Catalog
from firsthour.pages import Context, Page, page_kind
from firsthour.problem import Location, Problem, Severity
from firsthour.source.layout import check_id

# Kind -> the path and the section of its one page. The settings have none.
_SINGLES: Mapping[str, tuple[str, str]] = {
    "severity": ("severity.md", "severity"),
    "roles": ("roles.md", "people"),
    "contacts": ("contacts.md", "people"),
    "services": ("services/index.md", "services"),
}
_FOLDERS: Mapping[str, str] = {"templates": "messages"}  # where the folder of the pages differs
_SHAPE = ("yaml-", "schema-")
_AROUND = 2
_LAST = 10**6  # behind the pages that can be used


@dataclass(frozen=True, slots=True)
class Words:
    """A part of a sentence; `code` stood between backticks."""

    text: str
    code: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file in three parts; the one in the middle is what a finding points at."""

    number: int
    before: str
    marked: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a file, with the lines around it."""

    place: str
    rule: str
    message: tuple[Words, ...]
    help: tuple[Words, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """One name whose file cannot be read, or several files with it."""

    reference: str
    files: tuple[str, ...]
    findings: tuple[Finding, ...]


@page_kind
def broken(context: Context) -> Iterator[Page]:
    """A page for each in its usual place, and one that lists them all. None when all is well."""
    found = unreadable(context)
    if not found:
        return
    count = sum(len(it.files) for it in found)
    places = {it.reference: _place(it.reference, context.catalog) for it in found}
    yield Page(
        "broken.md",
        "Broken files",
        "broken-files",
        "more",
        {
            "found": [(it, it.reference if places[it.reference] else "") for it in found],
            "count": count,
        },
        description="Files that cannot be read, and what is wrong with them.",
        order=(1, "broken"),
        searchable=False,
    )
    for it in found:
        place = places[it.reference]
        if place is None:
            continue
        path, section = place
        yield Page(
            path,
            _title(it.reference),
            "broken",
            section,
            {"it": it, "others": count - len(it.files)},
            source=it.files[0],
            description="This file cannot be read.",
            order=(0 if path.endswith("index.md") else _LAST, it.reference),
            searchable=False,
            reference=it.reference,
        )


def unreadable(context: Context) -> list[Broken]:
    """What could not be read, in the order of the files."""
    problems: dict[str, list[Problem]] = {each: [] for each in sorted(context.catalog.broken)}
    for problem in context.problems:
        reference = reference_of(problem.location.path)
        shape = reference in problems or problem.rule.startswith(_SHAPE)
        if reference and shape and problem.severity is Severity.ERROR:
            problems.setdefault(reference, []).append(problem)
    return [
        Broken(
            reference,
            tuple(dict.fromkeys(it.location.path for it in each))
            or (f"runbooks/{reference}.yaml",),
            tuple(_finding(it, context) for it in sorted(each, key=lambda it: it.sort_key)),
        )
        for reference, each in problems.items()
    ]


def reference_of(path: str) -> str:
    """`runbooks/failure-modes/web/x.yaml` -> `failure-modes/x`; empty for what is no such file."""
    parts = path.split("/")
    stem = parts[-1].rpartition(".")[0]
    if len(parts) < 2 or not stem:
        return ""
    return stem if len(parts) == 2 else f"{parts[1]}/{stem}"


def _place(reference: str, catalog: Catalog) -> tuple[str, str] | None:
    """Path and section of the page that is missing; None where no page is or another one stands."""
    kind, _, identifier = reference.partition("/")
    if not identifier:
        # Of two files with one name, the one that can be read has the page.
        taken = getattr(catalog, kind) is not None
        return None if taken or kind not in catalog.broken else _SINGLES.get(kind)
    if kind in SINGLES or check_id(identifier):
        return None
    if reference not in catalog.broken or catalog.page(reference) is not None:
        return None
    return f"{_FOLDERS.get(kind, kind)}/{identifier}.md", kind


def _title(reference: str) -> str:
    name = reference.rpartition("/")[2].replace("-", " ")
    return f"{name[:1].upper()}{name[1:]} (broken)"


def _finding(problem: Problem, context: Context) -> Finding:
    at = problem.location
    return Finding(
        f"{at.path}, line {at.line}, column {at.column}",
        problem.rule,
        _words(problem.message),
        _words(problem.help),
        tuple(_lines(at, context.texts.get(at.path, ""))),
    )


def _lines(at: Location, text: str) -> Iterator[Line]:
    """The line that is meant and its neighbours; nothing for a file as a whole."""
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    if not text or (at.line, at.column) == (at.end_line, at.end_column) == (1, 1):
        return
    for number in range(max(1, at.line - _AROUND), min(len(lines), at.line + _AROUND) + 1):
        line = lines[number - 1]
        if number != at.line:
            yield Line(number, line)
            continue
        start = at.column - 1
        stop = at.end_column - 1 if at.end_line == at.line else len(line)
        yield Line(number, line[:start], line[start:stop], line[stop:])


def _words(text: str) -> tuple[Words, ...]:
    """Cut a sentence at its backticks."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # one without its partner
        return (Words(text, code=False),)
    return tuple(Words(part, number % 2 == 1) for number, part in enumerate(parts) if part)
