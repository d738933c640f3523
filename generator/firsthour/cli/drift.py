"""`firsthour drift`: pages that watch what a change touches."""

from __future__ import annotations

import click

from firsthour.cli.common.formats import FORMATS

_NOTHING = "nothing to ask about this change"


@click.command()
@click.option("--since", required=True, metavar="REV", help="Where the change began, such as main.")
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True,
    help="Text for people, or what other programs and code hosts read.",
)  # fmt: skip
def command(since: str, format_: str) -> None:
    """Ask of a change whether the pages that watch what it touches still hold.

    A page says under `watches` which paths it depends on. When a change since REV touches one of
    them and not the page, the page is named. So are reviews that were written down in a heap, and
    old ones whose date was moved.

    Exits with 0, whatever it asks; with 2 when the command was not understood.
    """
    from firsthour.cli.common import places, terminal
    from firsthour.git import GitError
    from firsthour.pipeline import check
    from firsthour.report import FORMATS as REPORTS
    from firsthour.report import Outcome
    from firsthour.review.drift import drift

    root = places.find_root()
    checked = check(root, rules=())
    try:
        found = drift(root, checked.catalog, since)
    except GitError as error:
        raise click.UsageError(str(error)) from None
    if not found and format_ in ("text", "github"):
        # The summary of the run needs no second heading that says nothing.
        click.echo(_NOTHING)
        return
    outcome = Outcome(tuple(found), checked.texts, checked.files)
    click.echo("\n".join(REPORTS[format_](outcome, terminal.screen(root, True))))
