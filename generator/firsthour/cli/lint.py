"""`firsthour lint`: what is wrong in the runbooks, at the line."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from firsthour.cli.common.formats import FORMATS

_PATHS = click.Path(allow_dash=True, readable=False, path_type=Path)


def _day(_context: object, _option: object, value: str | None) -> datetime.date | None:
    """The day of an option, or a refusal that shows how one is written."""
    try:
        return datetime.date.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter(f"`{value}` is no date; write it as 2026-12-31") from None


@click.command()
@click.argument("paths", nargs=-1, type=_PATHS, metavar="[PATH]...")
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True,
    help="Text for people, or what other programs and code hosts read.",
)  # fmt: skip
@click.option("--select", multiple=True, metavar="RULE", help="Run this rule and no others.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Leave this rule out.")
@click.option(
    "--since", metavar="REV",
    help="Report only what the work since this branch or commit touched or caused.",
)  # fmt: skip
@click.option(
    "--today", callback=_day, metavar="DATE",
    help="The day from which rules count.  [default: the real one, in UTC]",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "info"]),
    help="Exit with 1 when something at least this bad is found.  "
    "[default: what settings.yaml says, or error]",
)  # fmt: skip
@click.option("--fix", is_flag=True, help="Mend what nobody could mean otherwise.")
@click.option("--diff", is_flag=True, help="Show what --fix would do, and write nothing.")
@click.option(
    "--online/--offline", default=False, show_default=True,
    help="Whether links are followed.",
)  # fmt: skip
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option(
    "--write-baseline", is_flag=True,
    help="Set aside what is there now; later, keep what was mended.",
)  # fmt: skip
@click.option(
    "--stdin-filename", metavar="FILE",
    help="With - as PATH: check standard input as if it were this file.",
)  # fmt: skip
@click.option("--no-cache", is_flag=True, help="Do everything again, and keep nothing.")
@click.option("-v", "--verbose", is_flag=True, help="Show hints, too, not only how many they are.")
def command(
    paths: tuple[Path, ...],
    format_: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    since: str | None,
    today: datetime.date | None,
    fail_on: str | None,
    fix: bool,
    diff: bool,
    online: bool,
    statistics: bool,
    write_baseline: bool,
    stdin_filename: str | None,
    no_cache: bool,
    verbose: bool,
) -> None:
    """Check the runbooks.

    PATH is the folder that has runbooks/ in it, or files and folders below that: everything is
    read, and only what is found in them is reported. Without PATH the folder is looked for from
    here upwards. --select and --ignore take several rules with commas between them; they concern
    rules, not whether a file can be read.

    Exits with 0 when nothing was found, with 1 when something was, with 2 when the command was not
    understood.
    """
    import atexit
    import gc
    import os

    # A run is short and makes no cycles worth the search for them: one seventh of the time. Nor are
    # they searched for at its end, which takes as long as twenty files.
    gc.disable()
    atexit.register(gc.freeze)

    from firsthour.cli.common import linting, places, terminal
    from firsthour.git import GitError
    from firsthour.pipeline import Request, lint_all
    from firsthour.problem import Severity

    modes = {
        "--fix": fix,
        "--diff": diff,
        "--statistics": statistics,
        "--write-baseline": write_baseline,
        "--stdin-filename": stdin_filename is not None,
        "--since": since is not None and stdin_filename is not None,
        f"--format {format_}": format_ != "text" and (diff or statistics or write_baseline),
    }
    _apart([name for name, wanted in modes.items() if wanted])
    instead = None
    if stdin_filename is not None or Path("-") in paths:
        root, within, instead = linting.standard_input(paths, stdin_filename)
    else:
        root, within = places.find(paths)
    if write_baseline and (within or select or ignore or since):
        raise click.UsageError("--write-baseline looks at everything; leave the other choices out")
    request = Request(
        paths=within,
        select=linting.rules(select),
        ignore=linting.rules(ignore),
        today=today,
        since=since,
        instead=instead,
        # A gate asks nothing that a change could bring along.
        cache=not no_cache and not os.environ.get("CI"),
        online=online,
    )
    try:
        linted = lint_all(root, request)
        if fix and linting.mend(root, linted):
            linted = lint_all(root, request)
    except GitError as error:
        raise click.UsageError(str(error)) from None
    if write_baseline:
        raise SystemExit(0 if linting.set_aside(root, linted) else 1)
    if diff:
        raise SystemExit(1 if linting.show_diff(linted) else 0)
    if statistics:
        click.echo("\n".join(linting.table(linted.problems)))
    else:
        linting.report(linted, format_, terminal.screen(root, verbose))
    bound = Severity(fail_on) if fail_on else linted.verdict.fail_on
    if any(problem.severity.rank <= bound.rank for problem in linted.problems):
        raise SystemExit(1)


def _apart(modes: list[str]) -> None:
    """Refuse options that ask for different things at once."""
    if modes == ["--fix", "--diff"]:
        raise click.UsageError("--diff alone shows what --fix would do; leave one of the two out")
    if len(modes) > 1:
        raise click.UsageError(f"{modes[0]} and {modes[1]} cannot be combined")
