"""The answer to `firsthour lint`: a check with its options, done again only where it must be."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from firsthour import changes
from firsthour.cache import FOLDER, Cache
from firsthour.fingerprint import fingerprints
from firsthour.lint import Baseline, Named, Verdict, brought
from firsthour.pipeline import alerting
from firsthour.pipeline.checking import is_in, looked_at, normal
from firsthour.pipeline.reading import read_each
from firsthour.pipeline.remembering import Reader, remember, remembered, run_key
from firsthour.problem import Problem, Severity
from firsthour.source import CONTENT, File, find_all

if TYPE_CHECKING:
    from firsthour.pipeline.checking import Ask


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a run.

    Attributes:
        paths: report only what is found in these; everything is read.
        select: run these rules and no others.
        ignore: leave these rules out.
        today: the day from which rules and waivers count, the real one unless told.
        since: report only what a change brought since it left this revision.
        instead: a file whose text is not the one on the disk.
        cache: whether earlier runs may help, and this one later ones.
        online: whether links are followed.
    """

    paths: tuple[str, ...] = ()
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    today: datetime.date | None = None
    since: str | None = None
    instead: File | None = None
    cache: bool = True
    online: bool = False


@dataclass(frozen=True, slots=True)
class Linted:
    """What a run found, and the text of every file it read, by path.

    `names` are the fingerprints of the problems, in their order. `files` counts those that were
    asked for, `known` the findings that the baseline set aside. `named` has all findings, also
    those that were not asked for, with their fingerprints; `verdict` is theirs.
    """

    problems: tuple[Problem, ...]
    names: tuple[str, ...]
    texts: Mapping[str, str]
    files: int
    known: int
    named: Sequence[Named]
    verdict: Verdict


def lint_all(root: Path, request: Request) -> Linted:
    """Check everything in the runbooks folder of `root`, and report what was asked for.

    Raises:
        firsthour.git.GitError: there is nothing to compare with.
    """
    cache = Cache(root / FOLDER if request.cache else None)
    today = request.today or datetime.datetime.now(datetime.UTC).date()
    files, loose = find_all(root)
    if request.instead is not None:
        files = _with(files, request.instead)
    ask = None
    if request.online:
        from firsthour.pipeline.asking import asking

        ask = asking(root, keep=request.cache)
    keep = request.instead is None
    verdict = _verdict(root, files, loose, request, today, cache, ask, keep=keep)
    texts = {file.path: file.text for file in files}
    del files
    named = verdict.named(texts)
    baseline = Baseline.of(root)
    asked = named
    if request.since is not None:
        change = changes.read(root, request.since, CONTENT)
        asked = _since(root, change, named, texts, request, today, cache)
    rest = baseline.without(asked, verdict)
    problems = [*rest.problems, *baseline.outdated(named, verdict)]
    within = normal(request.paths)
    shown = [problem for problem in problems if is_in(problem.location.path, within)]
    shown.sort(key=lambda problem: problem.sort_key)
    names = {id(problem): name for name, problem in named}
    own = [problem for problem in shown if id(problem) not in names]  # of the baseline
    names |= zip(map(id, own), fingerprints(own, baseline.texts), strict=True)
    return Linted(
        problems=tuple(shown),
        names=tuple(names[id(problem)] for problem in shown),
        texts={**texts, **baseline.texts},
        files=looked_at(texts, shown, within),
        known=rest.known,
        named=named,
        verdict=verdict,
    )


def _verdict(
    root: Path,
    files: list[File],
    loose: list[Problem],
    request: Request,
    today: datetime.date,
    cache: Cache,
    ask: Ask | None = None,
    *,
    keep: bool,
) -> Verdict:
    """All that is wrong in some files; remembered, or found out."""
    rules_of_alerts = alerting.state(root, files) if cache else ""
    options = (sorted(request.select), sorted(request.ignore), today, rules_of_alerts)
    # What the network says is another matter every time.
    again = bool(cache) and ask is None
    key = run_key(files, loose, *options) if again else ""
    found = remembered(cache, key) if again else None
    if found is not None:
        return found
    from firsthour.lint.findings import chosen
    from firsthour.pipeline.checking import look
    from firsthour.rules import all_rules

    reader = Reader(cache)
    reads = read_each(files, reader.read)
    if keep:
        reader.save()
    every_rule = all_rules()
    rules = chosen(every_rule, request.select, request.ignore)
    catalog, verdict = look(reads, loose, rules, every_rule, today, ask)
    beside = alerting.problems(root, catalog, request.select, request.ignore)
    verdict = verdict.joined(beside)
    if again:
        remember(cache, key, verdict)
    return verdict


def _since(
    root: Path,
    change: changes.Change,
    named: list[Named],
    texts: Mapping[str, str],
    request: Request,
    today: datetime.date,
    cache: Cache,
) -> list[Named]:
    """The findings that a change brought."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="firsthour-") as folder:
        before = Path(folder)
        changes.lay_out(root, change.base, CONTENT, before)
        files, loose = find_all(before)
    # What the change did to the runbooks, seen from the alert rules as they are.
    verdict = _verdict(root, files, loose, request, today, cache, keep=False)
    old = {file.path: file.text for file in files}
    lasting: frozenset[str] = frozenset()
    if any(problem.clock and problem.severity is Severity.ERROR for _, problem in named):
        from firsthour.rules import all_rules

        owners = (rule for rule in all_rules() if rule.clock and rule.severity is Severity.ERROR)
        lasting = frozenset(rule.id for rule in owners)
    return list(brought(named, texts, verdict.problems, old, change, lasting))


def _with(files: list[File], instead: File) -> list[File]:
    """The files, one of them with another text or added."""
    others = [file for file in files if file.path != instead.path]
    return sorted([*others, instead], key=lambda file: file.path)
