"""What `firsthour lint` does besides looking: baseline, repairs, standard input, statistics."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from firsthour.lint import Baseline, without_secrets
from firsthour.lint.baseline import NAME as BASELINE
from firsthour.lint.baseline import write as write_baseline
from firsthour.lint.fixes import ChangedError, Repair, repairs, write
from firsthour.pipeline import Linted
from firsthour.problem import Problem, Severity
from firsthour.report import FORMATS, Outcome, Screen
from firsthour.source import CONTENT, MAX_BYTES, File


def rules(values: Sequence[str]) -> frozenset[str]:
    """The rules in options. Rules are only loaded when some are named."""
    if not values:
        return frozenset()
    from firsthour.alerts.guide import RULES
    from firsthour.cli.common.names import named
    from firsthour.rules import all_rules

    return named(values, {*RULES, *(rule.id for rule in all_rules())})


def standard_input(paths: Sequence[Path], name: str | None) -> tuple[Path, tuple[str, ...], File]:
    """Where the text of standard input belongs, and the text."""
    from firsthour.cli.common import places
    from firsthour.source import file_of

    if name is None or [str(path) for path in paths] != ["-"]:
        message = "standard input is checked alone, and needs a name: "
        raise click.UsageError(f"{message}firsthour lint - --stdin-filename {CONTENT}/roles.yaml")
    root, relative = places.place(Path(name))
    file = file_of(relative, sys.stdin.buffer.read(MAX_BYTES + 1))
    if not file.kind:
        refusal = file.refusals[0]
        raise click.UsageError(f"{refusal.message}; {refusal.help}")
    return root, (relative,), file


def report(linted: Linted, format_: str, screen: Screen) -> None:
    """Print the findings, and what was set aside."""
    texts = without_secrets(linted.texts, linted.verdict.problems)
    outcome = Outcome(linted.problems, texts, linted.files, linted.verdict.site_url, linted.names)
    click.echo("\n".join(FORMATS[format_](outcome, screen)))
    aside = [(linted.verdict.waived, "waived"), (linted.known, "in the baseline")]
    said = [f"{_many(count, 'finding')} {how}" for count, how in aside if count]
    if said:
        # Beside the report, which a program reads.
        click.echo(f"not shown: {', '.join(said)}", err=format_ != "text")


def table(problems: Sequence[Problem]) -> Iterator[str]:
    """How often each rule was broken, the worst and the most frequent first."""
    counts = Counter((it.severity.rank, it.rule) for it in problems)
    fixable = Counter((it.severity.rank, it.rule) for it in problems if it.fix)
    width = max((len(rule) for _, rule in counts), default=4)
    for (rank, rule), count in sorted(counts.items(), key=lambda it: (it[0][0], -it[1], it[0][1])):
        mends = f"  {fixable[rank, rule]} with --fix" if fixable[rank, rule] else ""
        yield f"{count:6,}  {list(Severity)[rank].value:7}  {rule:{width}}{mends}".rstrip()
    yield _many(len(problems), "finding") if problems else "nothing to fix"


def fixable(linted: Linted) -> list[Repair]:
    """The repairs of what was reported."""
    from firsthour.pipeline.reading import read
    from firsthour.source import file_of

    def look(path: str, text: str) -> tuple[Problem, ...]:
        return read(file_of(path, text.encode())).problems

    return repairs(linted.problems, linted.texts, look)


def mend(root: Path, linted: Linted) -> bool:
    """Write the repairs, and say which; true when something was written."""
    done = 0
    for repair in fixable(linted):
        where = os.path.relpath(root / repair.path)
        try:
            write(root, repair)
        except ChangedError:
            click.echo(f"{where}: changed meanwhile, and left alone; run it again", err=True)
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            click.echo(f"{where}: cannot be written: {reason}", err=True)
        else:
            click.echo(f"{where}: {_many(repair.count, 'finding')} mended", err=True)
            done += 1
    return done > 0


def show_diff(linted: Linted) -> bool:
    """Print what --fix would change; true when there is something."""
    import difflib

    found = fixable(linted)
    for repair in found:
        before = repair.before.splitlines(keepends=True)
        after = repair.after.splitlines(keepends=True)
        names = f"a/{repair.path}", f"b/{repair.path}"
        for line in difflib.unified_diff(before, after, *names):
            click.echo(line, nl=not line.endswith("\n"))
            if not line.endswith("\n"):
                click.echo("\\ No newline at end of file")
    return bool(found)


def set_aside(root: Path, linted: Linted) -> bool:
    """Write the baseline, and say what is in it; true when all that can be is in it."""
    baseline = Baseline.of(root)
    if baseline.problem is not None:
        problem = baseline.problem
        raise click.ClickException(f"{problem.location}: {problem.message}; {problem.help}")
    new = baseline.written(linted.named, linted.verdict)
    path = os.path.relpath(root / BASELINE)
    try:
        write_baseline(root, new.entries)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise click.ClickException(f"cannot write `{path}`: {reason}") from error
    mended = f", {new.gone:,} fewer than before" if new.gone else ""
    click.echo(f"{path}: {_many(len(new.entries), 'finding')}{mended}")
    if new.unfit:
        first = new.unfit[0]
        count = _many(len(new.unfit), "finding")
        click.echo(f"{count} not taken: only what firsthour rules lists can be set aside")
        click.echo(f"  {first.location} [{first.rule}]")
    if new.refused:
        click.echo(f"{_many(len(new.refused), 'new finding')} not taken: a baseline only shrinks")
        for problem in new.refused:
            click.echo(f"  {problem.location} [{problem.rule}]")
        click.echo("mend or waive them; firsthour lint shows how")
    return not new.refused


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
