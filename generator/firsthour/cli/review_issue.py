"""`firsthour review-issue`: one issue that says what wants a review, and no second one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

import click


@click.command()
@click.argument("review", type=click.File("rb"))
@click.option("--dry-run", is_flag=True, help="Print the text of the issue and ask nobody.")
def command(review: BinaryIO, dry_run: bool) -> None:
    """Keep the issue of the monthly review true, on GitHub.

    REVIEW is a file that firsthour review --format json has printed, or - for standard input. When
    it names pages, there is exactly one open issue afterwards, assigned to their owners; when it
    names none, the issue is closed. An issue that is right already is left alone.

    The environment says where and with what right, as it does in GitHub Actions: GITHUB_REPOSITORY,
    GITHUB_TOKEN, and GITHUB_API_URL for a server of your own.

    Exits with 0 however much there is to review, with 1 when GitHub could not be reached or said
    no, with 2 when the command was not understood.
    """
    import os

    from firsthour import forge
    from firsthour.cli.common import places
    from firsthour.pipeline import check

    try:
        asked = forge.parse(review.read().decode("utf-8"))
    except (forge.Unreadable, UnicodeDecodeError) as error:
        why = error if isinstance(error, forge.Unreadable) else "it is not UTF-8"
        message = (
            f"`{review.name}` is no review: {why}; make one with firsthour review --format json"
        )
        raise click.UsageError(message) from error
    catalog = check(places.find_root(), rules=()).catalog
    addresses = forge.places(catalog, catalog.today)

    def text(assigned: Sequence[str], ticked: frozenset[str]) -> str:
        return forge.body(asked, catalog, addresses, assigned, ticked)

    owners = dict.fromkeys(page.owner for page in asked)
    logins = [login for owner in owners for login in forge.logins(catalog, owner)]
    if dry_run:
        click.echo(text(logins, frozenset()), nl=False)
        return
    try:
        with forge.GitHub(forge.access(os.environ)) as github:
            kept = forge.keep(github, len(asked), logins, text)
    except forge.Missing as missing:
        raise click.UsageError(str(missing)) from missing
    except forge.Refused as refused:
        raise click.ClickException(str(refused)) from refused
    pages = f"{len(asked)} {'page' if len(asked) == 1 else 'pages'} to review"
    issue = f"issue #{kept.number} {kept.done}" if kept.number else "no issue is needed"
    click.echo(f"{pages}: {issue}")
    for login in kept.unassigned:
        click.echo(f"`{login}` was not assigned: no collaborator of this repository", err=True)
