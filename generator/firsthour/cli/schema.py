"""`firsthour schema`: teach the editor your team's ids."""

from __future__ import annotations

from pathlib import Path

import click

from firsthour.cli.common import options


@click.command()
@options.root
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path),
    help="Where the schemas go.  [default: schema]",
)  # fmt: skip
def command(root: Path | None, out: Path | None) -> None:
    """Write schemas that know your owners, services and pages.

    An editor that speaks YAML then completes and checks them. Run it again when ids have come or
    gone. Only files that it wrote itself are written again.

    ROOT is the folder that has runbooks/ in it; without it, the folder is looked for from here
    upwards.

    Exits with 0 when the schemas are up to date, with 1 when they could not be written.
    """
    import os

    from firsthour.cli.common import places
    from firsthour.pipeline import check
    from firsthour.report.counting import in_words
    from firsthour.starter import Foreign, unread, write

    root = places.find((root,))[0] if root else places.find_root()
    out = out or root / "schema"
    catalog = check(root, rules=()).catalog
    try:
        changed = write(out, catalog)
    except Foreign as found:
        message = f"`{os.path.relpath(str(found))}` was not written by firsthour schema"
        help_ = "move it away, or name another folder with --out; nothing was written"
        raise click.ClickException(f"{message}; {help_}") from None
    except OSError as error:
        message = f"cannot write into `{os.path.relpath(out)}`: {error.strerror or error}"
        raise click.ClickException(message) from error
    folder = os.path.relpath(out)
    written = f"{in_words(len(changed), 'schema')} written"
    click.echo(f"{written if changed else 'no change'}: {folder}")
    for file in unread(catalog):
        click.echo(f"ids of {file} stay open: it is missing or cannot be read")
