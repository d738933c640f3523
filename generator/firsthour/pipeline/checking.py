"""A whole check: files are read, their shape is checked, a model is made, rules look at it."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from firsthour.lint import Baseline, Verdict, without_secrets
from firsthour.pipeline import alerting
from firsthour.pipeline.reading import Read, read_each
from firsthour.problem import Problem
from firsthour.source import find_all

if TYPE_CHECKING:
    from firsthour.model import Catalog
    from firsthour.model.links import Answer
    from firsthour.rules import Rule


Ask = Callable[["Catalog"], "Mapping[str, Answer]"]


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
    ask: Ask | None = None,
) -> Checked:
    """Read and check everything in the runbooks folder of `root`.

    A broken file is a problem like any other, and all others are still checked: the model is made
    of the files that hold, and knows which do not. What the team has waived, or has in its
    baseline, is no problem.

    Args:
        root: the folder that has `runbooks/`.
        paths: files and folders, relative to `root`. Everything is read, and only what is found
            in one of these is reported.
        rules: those to run instead of all.
        today: the day from which rules count, the real one unless told.
        ask: says where links lead; without it nobody is asked.
    """
    from firsthour.rules import all_rules

    files, loose = find_all(root)
    reads = read_each(files)
    every_rule = all_rules()
    run = every_rule if rules is None else tuple(rules)
    catalog, verdict = look(reads, loose, run, every_rule, today, ask)
    if rules is None:
        verdict = verdict.joined(alerting.problems(root, catalog))
    texts = {each.document.path: each.document.text for each in reads}
    stay = Baseline.of(root).without(verdict.named(texts), verdict).problems
    within = normal(paths)
    shown = tuple(problem for problem in stay if is_in(problem.location.path, within))
    return Checked(
        problems=shown,
        catalog=catalog,
        texts=without_secrets(texts, verdict.problems),
        files=looked_at(texts, shown, within),
    )


def look(
    reads: Sequence[Read],
    loose: Iterable[Problem],
    rules: Sequence[Rule],
    every_rule: Sequence[Rule],
    today: datetime.date | None,
    ask: Ask | None = None,
) -> tuple[Catalog, Verdict]:
    """The model of the files that hold, and all that is wrong, in the order of the files."""
    # A run that finds nothing changed comes here for the paths alone.
    from firsthour.lint.judging import judge
    from firsthour.lint.own_ids import with_own_ids
    from firsthour.model import build_catalog

    sound = [each.document for each in reads if each.holds]
    broken = [each.name for each in reads if not each.holds]
    catalog = build_catalog(sound, broken, today=today)
    if ask is not None:
        catalog = dataclasses.replace(catalog, answers=ask(catalog))
    verdict = judge(catalog, rules, every_rule)
    own = (
        problem for each in reads for problem in with_own_ids(each.document, each.problems, catalog)
    )
    return catalog, verdict.joined(own, loose)


def looked_at(texts: Iterable[str], shown: Iterable[Problem], within: tuple[str, ...]) -> int:
    """How many files were looked at, those that become no page, but have findings, among them."""
    asked = {path for path in texts if is_in(path, within)}
    return len(asked | {problem.location.path for problem in shown})


def normal(paths: Iterable[str]) -> tuple[str, ...]:
    """Paths without a slash at the end."""
    return tuple(path.rstrip("/") for path in paths)


def is_in(path: str, within: tuple[str, ...]) -> bool:
    """True when a path was asked for: it is named, or a folder above it, or nothing is."""
    return not within or any(path == each or path.startswith(each + "/") for each in within)
