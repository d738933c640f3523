"""`firsthour lint`: what is wrong in the runbooks, at the line."""

from __future__ import annotations

import gc
from pathlib import Path

import click

_PATHS = click.Path(exists=True, path_type=Path)


@click.command()
@click.argument("paths", nargs=-1, type=_PATHS, metavar="[PATH]...")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="Text for people, or JSON for other programs.",
)  # fmt: skip
@click.option("--select", multiple=True, metavar="RULE", help="Run this rule and no others.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Leave this rule out.")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "info"]), default="error",
    show_default=True, help="Exit with 1 when something at least this bad is found.",
)  # fmt: skip
@click.option("--verbose", is_flag=True, help="Show hints, too, and not only how many there are.")
def command(
    paths: tuple[Path, ...],
    format_: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
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
    # A run is short and makes no cycles worth the search for them: one seventh of the time.
    gc.disable()

    from firsthour.cli.common import names, places, terminal
    from firsthour.lint import chosen
    from firsthour.pipeline import check
    from firsthour.problem import Severity
    from firsthour.report import FORMATS, Outcome
    from firsthour.rules import all_rules

    root, within = places.find(paths)
    rules = all_rules()
    ids = {rule.id for rule in rules}
    wanted = chosen(rules, names.named(select, ids), names.named(ignore, ids))
    checked = check(root, within, rules=wanted)
    outcome = Outcome(checked.problems, checked.texts, checked.files)
    click.echo("\n".join(FORMATS[format_](outcome, terminal.screen(root, verbose))))
    worst = min((problem.severity.rank for problem in checked.problems), default=len(Severity))
    if worst <= Severity(fail_on).rank:
        raise SystemExit(1)
