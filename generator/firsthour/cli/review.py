"""`firsthour review`: what to look at this month, and writing down what was looked at."""

from __future__ import annotations

import click

_HOW = click.Choice(["incident", "drill", "walkthrough", "read"])
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("page", required=False, metavar="[ID]")
@click.option("--how", type=_HOW, help="What was done. It makes the command write.")
@click.option("--record", default="", help="incidents/ID, an address, or a sentence.")
@click.option(
    "--by", default="", metavar="PERSON", help="Who did it; as git knows you, if left out."
)
@click.option("--date", type=_DAY, metavar="DAY", help="The day it was done; today, if left out.")
@click.option("--owner", default="", metavar="OWNER", help="Only the list of this person or team.")
@click.option("--today", type=_DAY, metavar="DAY", help="Count from this day, such as 2026-11-21.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text",
    show_default=True, help="Text for people, JSON for programs, Markdown for an issue.",
)  # fmt: skip
def command(
    page: str | None,
    how: str | None,
    record: str,
    by: str,
    date: object,
    owner: str,
    today: object,
    format_: str,
) -> None:
    """List the pages whose turn it is this month; with ID and --how, write a review down.

    The list holds a few pages for each owner, the riskiest first, with the reasons. It gets shorter
    with every review and reaches zero; runbooks/settings.yaml says how many a month may hold. Pages
    with `sample: true` are left out.

    ID is a page, such as failure-modes/disk-full. Its review goes into the file with the hash of
    what stands there now, so that a later change of a command shows. Nothing else is touched.

    Exits with 0, also when there is something to review; with 1 when a review was not written; with
    2 when the command was not understood.
    """
    import datetime

    from firsthour.cli.common import places
    from firsthour.pipeline import check
    from firsthour.report.reviews import FORMATS
    from firsthour.review import Refused, Wanted, changes, find_page, month, samples, write
    from firsthour.review.person import reviewer

    def day(value: object) -> datetime.date | None:
        return value.date() if isinstance(value, datetime.datetime) else None

    root = places.find_root()
    catalog = check(root, rules=(), today=day(today)).catalog
    if page is None:
        if how or record or by or date:
            raise click.UsageError("name the page that was reviewed: firsthour review ID --how ...")
        if owner and owner not in catalog.people and owner not in catalog.teams:
            raise click.UsageError(f"`{owner}` is no person and no team of runbooks/contacts.yaml")
        months = month(catalog, catalog.today, changes(root, catalog), owner)
        click.echo("\n".join(FORMATS[format_](months, catalog.today)))
        left_out = samples(catalog, owner)
        if left_out:
            pages = "1 sample page" if left_out == 1 else f"{left_out} sample pages"
            click.echo(f"left out: {pages}, until they are made your own", err=True)
        lost = sorted(catalog.broken)
        if lost:
            more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
            click.echo(f"left out, see firsthour lint: runbooks/{lost[0]}.yaml{more}", err=True)
        return
    if how is None:
        raise click.UsageError("say what was done: --how incident, drill, walkthrough or read")
    if owner or format_ != "text":
        raise click.UsageError("--owner and --format belong to the list, not to one page")
    try:
        person = by or reviewer(root, catalog)
        wanted = Wanted(day(date) or catalog.today, person, how, record)
        written = write(root, catalog, find_page(catalog, page), wanted)
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"{written}: {how} on {wanted.date} by {person}")
