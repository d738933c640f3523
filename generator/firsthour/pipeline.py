"""The story of a run: files are read, their shape is checked, a model is made, rules look at it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from firsthour.lint import lint
from firsthour.model import Catalog, build_catalog
from firsthour.problem import Problem, Severity
from firsthour.rules import Rule, all_rules
from firsthour.source import Document, read_all
from firsthour.validate import validate

if TYPE_CHECKING:
    from firsthour.site.assembly import Assembly


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, the model it made, and the text of every file it read, by path.

    In the texts, asterisks stand in place of what no report may show.

    `files` counts those that were asked for.
    """

    problems: tuple[Problem, ...]
    catalog: Catalog
    texts: Mapping[str, str]
    files: int


def check(
    root: Path,
    paths: Iterable[str] = (),
    *,
    rules: Iterable[Rule] | None = None,
    today: datetime.date | None = None,
) -> Checked:
    """Read and check everything in the runbooks folder of `root`.

    A broken file is a problem like any other, and all others are still checked: the model is made
    of the files that hold, and knows which do not.

    Args:
        root: the folder that has `runbooks/`.
        paths: files and folders, relative to `root`. Everything is read, and only what is found
            in one of these is reported.
        rules: those to run instead of all.
        today: the day from which rules count, the real one unless told.
    """
    documents, problems = read_all(root)
    sound: list[Document] = []
    broken: list[str] = []
    for document in documents:
        found = [*document.problems, *validate(document)]
        problems += found
        if any(problem.severity is Severity.ERROR for problem in found):
            broken.append(document.id if _is_single(document) else f"{document.kind}/{document.id}")
        else:
            sound.append(document)
    catalog = build_catalog(sound, broken, today=today)
    problems += lint(catalog, all_rules() if rules is None else rules)
    within = tuple(path.rstrip("/") for path in paths)
    asked = [problem for problem in problems if _is_in(problem.location.path, within)]
    return Checked(
        problems=tuple(sorted(asked, key=lambda problem: problem.sort_key)),
        catalog=catalog,
        texts=_without_secrets({document.path: document.text for document in documents}, problems),
        files=sum(_is_in(document.path, within) for document in documents),
    )


def _without_secrets(texts: dict[str, str], problems: Iterable[Problem]) -> dict[str, str]:
    """The texts, each as long as before, with asterisks where a problem says so."""
    for problem in problems:
        if problem.concealed:
            place = problem.location
            text = texts[place.path]
            lines = text.split("\n")
            if place.line == place.end_line:
                # Whoever wrote it once may have written it twice.
                secret = lines[place.line - 1][place.column - 1 : place.end_column - 1]
                texts[place.path] = text.replace(secret, "*" * len(secret)) if secret else text
                continue
            for number in range(place.line, place.end_line + 1):
                line = lines[number - 1]
                start = place.column - 1 if number == place.line else 0
                end = place.end_column - 1 if number == place.end_line else len(line)
                lines[number - 1] = line[:start] + "*" * (end - start) + line[end:]
            texts[place.path] = "\n".join(lines)
    return texts


def _is_single(document: Document) -> bool:
    return document.path.count("/") == 1


def _is_in(path: str, within: tuple[str, ...]) -> bool:
    return not within or any(path == each or path.startswith(each + "/") for each in within)


def assemble(root: Path, *, today: datetime.date | None = None) -> Assembly:
    """Everything an engine needs to build the site of `root`; nothing is written.

    Broken files become pages that say what is wrong with them.

    Args:
        root: the folder that has `runbooks/`.
        today: the day from which the pages count, the real one unless told.
    """
    # Checking alone must not wait for the template engine to load.
    from firsthour import history
    from firsthour.pages import Context
    from firsthour.site.assembly import assembly

    checked = check(root, today=today)
    context = Context(
        checked.catalog,
        checked.catalog.today,
        history.read(root),
        all_rules(),
        checked.problems,
        checked.texts,
    )
    return assembly(context)
