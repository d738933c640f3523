"""`firsthour print`: a PDF of every sheet, and the binder."""

from __future__ import annotations

from pathlib import Path

import click

from firsthour.cli.common import options

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@options.root
@click.option(
    "--out", type=_FOLDER,
    help="Where the PDFs go.  [default: build/print, with --private build/print-private]",
)  # fmt: skip
@click.option(
    "--private", is_flag=True,
    help="Show the telephone numbers that are marked private. The site never takes these PDFs.",
)  # fmt: skip
def command(root: Path | None, out: Path | None, private: bool) -> None:
    """Make a PDF of every sheet, and the binder of all of them.

    ROOT is the folder that has runbooks/ in it; without it, the folder is looked for from here
    upwards. A checklist is one page on A4 and on Letter, in the largest type that fits. What has
    not changed is not made again. `firsthour build` puts the PDFs on the site. A responder's sheet
    whose two pages need type below 11 pt is a warning.

    Exits with 0 when every sheet fits, with 1 when one does not or a file cannot be read.
    """
    import os
    import time

    from firsthour.cli.common import places, terminal
    from firsthour.engine.keeping import refusal
    from firsthour.engine.outcome import broken, texts
    from firsthour.paper.press import NoPressError
    from firsthour.pipeline import print_all
    from firsthour.problem import Severity
    from firsthour.report import FORMATS, Outcome
    from firsthour.report.counting import in_words

    root = places.find((root,))[0] if root else places.find_root()
    if private and (refused := refusal(root, out)):
        raise click.UsageError(refused)
    start = time.monotonic()
    bar = terminal.Bar()
    try:
        printed = print_all(root.resolve(), out, private=private, progress=bar)
    except NoPressError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise click.ClickException(f"cannot write the PDFs: {reason}") from error
    finally:
        bar.end()
    seconds = time.monotonic() - start
    found = (*broken(printed.content), *printed.problems)
    if found:
        screen = terminal.screen(root, verbose=False)
        outcome = Outcome(found, texts(found, root), len({it.location.path for it in found}))
        click.echo("\n".join(FORMATS["text"](outcome, screen)))
    folder = os.path.relpath(printed.out)
    click.echo(
        f"{in_words(printed.made, 'sheet')} made, {_kept(printed.kept)}, in {seconds:.1f} seconds: "
        f"{in_words(len(printed.files), 'PDF')} in {folder}"
    )
    if private:
        click.echo("they hold private numbers: print them, and do not put them on a server")
    if any(it.severity is Severity.ERROR for it in found):
        raise SystemExit(1)


def _kept(count: int) -> str:
    return "1 as it was" if count == 1 else f"{count:,} as they were"
