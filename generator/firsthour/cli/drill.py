"""`firsthour drill`: what to practise next."""

from __future__ import annotations

import click

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("page", required=False, metavar="[ID]")
@click.option("--list", "list_", is_flag=True, help="List all scenarios, the next one first.")
@click.option("--today", type=_DAY, metavar="DAY", help="Count from this day, such as 2026-11-21.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="Text for people, or JSON for other programs.",
)  # fmt: skip
def command(page: str | None, list_: bool, today: object, format_: str) -> None:
    """Pick the scenario of the next drill: what was least recently tried, the worst first.

    Every active runbook is a scenario. A drill or an incident in which its steps were done counts,
    reading does not. ID picks another one, such as disk-full or failure-modes/disk-full.

    The drill runs in the browser, on the built site, and its exported record is evidence like that
    of an incident.

    Exits with 0; with 1 when there is nothing to drill; with 2 when the command was not understood.
    """
    import datetime

    from firsthour.cli.common import places
    from firsthour.pipeline import check
    from firsthour.report import drills as report
    from firsthour.review.drills import scenarios
    from firsthour.rules.common.near import suggest

    day = today.date() if isinstance(today, datetime.datetime) else None
    catalog = check(places.find_root(), rules=(), today=day).catalog
    found = scenarios(catalog)
    if page is not None:
        name = page.removeprefix("failure-modes/")
        known = [it.page.id for it in found]
        if name not in known:
            hint = suggest(name, known, "firsthour drill --list shows them all")
            raise click.UsageError(f"there is no active runbook `{name}`; {hint}")
        found = [it for it in found if it.page.id == name]
    if format_ == "json":
        click.echo("\n".join(report.json_(found, catalog)))
    elif list_ or not found:
        click.echo("\n".join(report.all_(found, catalog)))
    else:
        click.echo("\n".join(report.one(found[0], catalog)))
    if not found:
        raise SystemExit(1)
