"""`firsthour serve`: the site while it is written."""

from __future__ import annotations

from pathlib import Path

import click

from firsthour.cli.common import options


@click.command()
@options.root
@click.option("--host", default="127.0.0.1", show_default=True, help="Who may see it.")
@click.option("--port", default=8000, show_default=True, help="The port to listen at.")
@click.option("--open", "open_", is_flag=True, help="Open it in a browser.")
def command(root: Path | None, host: str, port: int, open_: bool) -> None:
    """Show the site while it is written.

    Every change in runbooks/, docs/ and mkdocs.yml builds it again, and open pages reload. A file
    that cannot be read is named here and on its page; the rest of the site stays there.

    ROOT is the folder that has runbooks/ and mkdocs.yml in it; without it, the folder is looked for
    from here upwards. Ctrl+C ends it.
    """
    import errno
    import logging

    from mkdocs.commands.serve import serve

    from firsthour.cli.common import places

    root = places.find((root,))[0] if root else places.find_root()
    logger = logging.getLogger("mkdocs")
    handler = logging.StreamHandler()
    handler.addFilter(_shown)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        # Some versions of click leave live reload off unless it is asked for.
        serve(
            config_file=str(root / "mkdocs.yml"),
            livereload=True,
            open_in_browser=open_,
            strict=False,
            dev_addr=f"{host}:{port}",
        )
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL):
            raise
        message = f"cannot listen at {host}:{port}: {error.strerror}; try another --port"
        raise click.UsageError(message) from error
    finally:
        logger.removeHandler(handler)


# What a writer wants to know, of all that MkDocs tells at this level.
_WANTED = ("Detected", "Documentation built", "Serving on", "firsthour:")


def _shown(record: object) -> bool:
    import logging

    assert isinstance(record, logging.LogRecord)
    text = record.getMessage()
    return record.levelno > logging.INFO or any(word in text for word in _WANTED)
