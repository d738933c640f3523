"""`firsthour build`: the site, or why there is none."""

from __future__ import annotations

from pathlib import Path

import click

from firsthour.cli.common import options

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@options.root
@options.engine
@click.option("--out", type=_FOLDER, help="Where the site goes.  [default: build/site]")
def command(root: Path | None, engine: str, out: Path | None) -> None:
    """Build the site.

    ROOT is the folder that has runbooks/ and mkdocs.yml in it; without it, the folder is looked for
    from here upwards. The old site stays until the new one is there: when a file cannot be read, or
    a page of the new site leads nowhere, nothing changes.

    Exits with 0 when the site was built, with 1 when it was not.
    """
    import os
    import time

    from firsthour.cli.common import places, terminal
    from firsthour.engine import broken, build, texts
    from firsthour.problem import Severity
    from firsthour.report import FORMATS, Outcome
    from firsthour.report.counting import in_words

    root = places.find((root,))[0] if root else places.find_root()
    start = time.monotonic()
    built = build(root, out, engine)
    seconds = time.monotonic() - start
    screen = terminal.screen(root, verbose=False)
    folder = os.path.relpath(built.out)
    unread = broken(built.content)
    if unread:
        outcome = Outcome(unread, texts(unread, root), len({it.location.path for it in unread}))
        click.echo("\n".join(FORMATS["text"](outcome, screen)))
    for problem in built.site:
        click.echo(f"{screen.path(problem.location.path)}: {problem.severity.value}", nl=False)
        click.echo(f" [{problem.rule}]\n  {problem.message}")
        if problem.help:
            click.echo(f"  help: {problem.help}")
    if not built.done:
        stays = "the site that is there stays as it was" if built.out.exists() else "there is none"
        click.echo(f"\nno site was built; {stays}")
        raise SystemExit(1)
    click.echo(f"{in_words(built.pages, 'page')} in {seconds:.1f} seconds: {folder}")
    found = [it for it in built.content if it.severity is not Severity.INFO]
    if found:
        count = in_words(len(found), "finding")
        click.echo(f"{count} in the runbooks; firsthour lint shows what to do")
    click.echo(f"open {folder}/index.html, or see it while you write: firsthour serve")
    if built.made and built.made.left:
        click.echo(built.made.left)
