"""`firsthour init`: a repository of your own."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def command(folder: Path) -> None:
    """Begin a repository of your own in DIR, from the sample team's.

    It can be checked and built at once, and asks nothing. DIR is made, or is there and empty; a
    .git in it may stay.

    Exits with 0 when all of it was written, with 1 when nothing was, because DIR holds something
    or cannot be written.
    """
    import shlex

    from firsthour.starter import NotEmpty, start

    try:
        written = start(folder)
    except NotEmpty:
        what = "is not empty" if folder.is_dir() else "is there, and is not a folder"
        message = f"`{folder}` {what}; nothing was written, name a new folder"
        raise click.ClickException(message) from None
    except OSError as error:
        message = f"cannot write `{error.filename or folder}`: {error.strerror or error}"
        message += "; nothing was written"
        raise click.ClickException(message) from error
    click.echo(f"{len(written)} files in {folder}: the sample team's, to make yours. Next:\n")
    if folder.resolve() != Path.cwd():
        click.echo(f"  cd {shlex.quote(str(folder))}")
    click.echo("  firsthour lint     what is wrong, and what is still the sample team's")
    click.echo("  firsthour serve    the site while you write")
    click.echo("\nREADME.md says in which order to make it yours.")
