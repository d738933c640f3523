"""`firsthour bundle`: the copies for the day that the site is down."""

from __future__ import annotations

from pathlib import Path

import click

from firsthour.cli.common import options

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@options.root
@options.engine
@click.option("--out", type=_FOLDER, help="Where the copies go.  [default: build/bundle]")
def command(root: Path | None, engine: str, out: Path | None) -> None:
    """Make copies of the site that need no server.

    Builds the site, and writes runbooks.html, which has every page and a search in one file and
    opens from a folder, a stick or a phone; site.zip, the whole site for any host, the same bytes
    for the same site; and the binder, when firsthour print has made one. Put them where they are
    while everything else is down, and say in settings.yaml where that is.

    ROOT is the folder that has runbooks/ and mkdocs.yml in it; without it, the folder is looked for
    from here upwards.

    Exits with 0 when the copies were made, with 1 when they were not.
    """
    import os

    from firsthour.cli.common import places, terminal
    from firsthour.engine import broken, texts
    from firsthour.engine.bundling import bundle
    from firsthour.report import FORMATS, Outcome

    root = places.find((root,))[0] if root else places.find_root()
    made = bundle(root, out, engine)
    screen = terminal.screen(root, verbose=False)
    unread = broken(made.built.content)
    if unread:
        outcome = Outcome(unread, texts(unread, root), len({it.location.path for it in unread}))
        click.echo("\n".join(FORMATS["text"](outcome, screen)))
    for problem in made.built.site:
        click.echo(f"{screen.path(problem.location.path)}: {problem.severity.value}", nl=False)
        click.echo(f" [{problem.rule}]\n  {problem.message}")
        if problem.help:
            click.echo(f"  help: {problem.help}")
    if not made.files:
        click.echo("\nno copies were made; those that are there stay as they were")
        raise SystemExit(1)
    folder = os.path.relpath(made.out)
    for name, size in made.files:
        click.echo(f"{folder}/{name}  {size / 1_000_000:.1f} MB")
    if made.built.made and made.built.made.left:
        click.echo(made.built.made.left)
    elif not made.binder:
        click.echo("no binder among them: firsthour print makes it")
