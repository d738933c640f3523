"""`firsthour new`: a commented file to fill."""

from __future__ import annotations

import click


@click.command()
@click.argument("kind")
@click.argument("identifier", required=False, metavar="[ID]")
def command(kind: str, identifier: str | None) -> None:
    """Write a commented file of KIND, valid as it stands.

    KIND is settings, contacts, severity, roles or services, which exist once; or checklists,
    failure-modes, procedures, templates or incidents, which take an ID: the name of the file, such
    as disk-full. It goes into the nearest folder runbooks/ from here upwards; without one, that
    folder is made here. A file that is there is never touched.

    Exits with 0 when the file was written, with 1 when it was not, with 2 when the command was not
    understood.
    """
    import datetime
    import os
    import shlex
    from pathlib import Path

    from firsthour.cli.common import places
    from firsthour.pipeline import check
    from firsthour.starter import Exists, new, next_kind

    if identifier is None and "/" in kind:
        kind, _, identifier = kind.partition("/")
    _understood(kind, identifier)
    try:
        root = places.find_root()
    except click.UsageError:
        root = Path.cwd()
    catalog = check(root, rules=()).catalog
    try:
        path = new(root, kind, identifier or "", catalog, datetime.datetime.now(datetime.UTC))
    except Exists as there:
        message = f"`{os.path.relpath(root / str(there))}` is there already, and stays as it is"
        raise click.ClickException(message) from None
    except OSError as error:
        message = f"cannot write `{error.filename or root}`: {error.strerror or error}"
        raise click.ClickException(message) from error
    written = os.path.relpath(root / path)
    following = None if identifier else next_kind(root)
    click.echo(written)
    if following:
        click.echo(f"fill it in, then: firsthour new {following}")
        return
    text = (root / path).read_text(encoding="utf-8")
    what = "replace every TODO" if "TODO" in text else "fill it in"
    # A draft may be unfinished: the linter asks for the rest once it is active.
    what += ", set `status: active`" if "status: draft" in text else ""
    click.echo(f"{what}, then: firsthour lint {shlex.quote(written)}")


def _understood(kind: str, identifier: str | None) -> None:
    """Refuse a kind or an id that there cannot be, and say what there can."""
    from firsthour.model import KINDS, SINGLES
    from firsthour.starter import refusal, unknown_kind

    if kind not in KINDS:
        raise click.UsageError(unknown_kind(kind))
    if kind in SINGLES:
        if identifier is not None:
            message = f"`{kind}` exists once, and has no id; write `firsthour new {kind}`"
            raise click.UsageError(message)
        return
    if identifier is None:
        message = f"`{kind}` needs an id, such as: firsthour new {kind} disk-full"
        raise click.UsageError(message)
    refused = refusal(identifier)
    if refused:
        raise click.UsageError(refused)
