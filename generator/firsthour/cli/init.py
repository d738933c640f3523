"""`firsthour init`: a repository of your own."""

from __future__ import annotations

from pathlib import Path

import click

_AFTER = (
    "firsthour lint     what is wrong, and what is still the sample team's",
    "firsthour serve    the site while you write",
)
_AFTER_EMPTY = (
    "firsthour lint --verbose                 the files to fill in, and what is wrong",
    "firsthour new failure-modes site-down    the first runbook, for what broke last",
    "firsthour serve                          the site while you write",
)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--empty", is_flag=True, help="Begin with files to fill in, without the sample team.")
def command(folder: Path, empty: bool) -> None:
    """Begin a repository of your own in DIR, from the sample team's or from almost nothing.

    It can be checked and built at once, and asks nothing. DIR is made, or is there and empty; a
    .git in it may stay.

    Exits with 0 when all of it was written, with 1 when nothing was, because DIR holds something
    or cannot be written.
    """
    import shlex

    from firsthour.starter import NotEmpty, start

    try:
        written = start(folder, empty=empty)
    except NotEmpty:
        what = "is not empty" if folder.is_dir() else "is there, and is not a folder"
        message = f"`{folder}` {what}; nothing was written, name a new folder"
        raise click.ClickException(message) from None
    except OSError as error:
        message = f"cannot write `{error.filename or folder}`: {error.strerror or error}"
        message += "; nothing was written"
        raise click.ClickException(message) from error
    what = "what every team needs, to fill in" if empty else "the sample team's, to make yours"
    click.echo(f"{len(written)} files in {folder}: {what}. Next:\n")
    if folder.resolve() != Path.cwd():
        click.echo(f"  cd {shlex.quote(str(folder))}")
    for line in _AFTER_EMPTY if empty else _AFTER:
        click.echo(f"  {line}")
    click.echo("\nREADME.md says in which order to make it yours.")
