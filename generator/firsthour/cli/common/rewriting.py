"""Links written into alert rules: shown first, then put in place, a file whole or not at all."""

from __future__ import annotations

import difflib
import os
import sys
import tempfile
from pathlib import Path

import click

from firsthour.alerts.coverage import Coverage, Landing
from firsthour.alerts.editing import Edited, edit, wanted
from firsthour.report.screen import safe

_BOM = b"\xef\xbb\xbf"


def links(found: Coverage, *, write: bool, again: bool) -> int:
    """Show every change, and write it when asked to; 1 when something was left out."""
    by_path: dict[str, list[Landing]] = {}
    for landing in wanted(found.landings):
        by_path.setdefault(landing.alert.location.path, []).append(landing)
    count = left = 0
    for path, landings in by_path.items():
        try:
            data = Path(path).read_bytes()
            text = data.decode("utf-8-sig")
        except (OSError, UnicodeError):
            left += len(landings)
            continue
        edited = edit(path, text.replace("\r\n", "\n"), landings)
        _show(edited)
        count += len(edited.written)
        left += len(edited.left)
        for name in edited.left:
            said = f"{path}: `{name}` is written so that its link is better put by hand"
            click.echo(safe(said, sys.stdout.encoding or "utf-8"))
        if write and again and edited.written:
            try:
                _put(
                    Path(path), data, edited.after.replace("\n", "\r\n" if "\r\n" in text else "\n")
                )
            except OSError as error:
                raise click.ClickException(f"{path}: {error.strerror or error}") from None
    verb = "written" if write and again else "would be written"
    click.echo(f"{count} {'link' if count == 1 else 'links'} {verb}, {left} left to you")
    return 1 if left else 0


def _show(edited: Edited) -> None:
    before, after = edited.before.split("\n"), edited.after.split("\n")
    for line in difflib.unified_diff(before, after, edited.path, edited.path, n=2, lineterm=""):
        click.echo(safe(line, sys.stdout.encoding or "utf-8"))


def _put(path: Path, before: bytes, text: str) -> None:
    mark = _BOM if before.startswith(_BOM) else b""
    target = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(mark + text.encode())
        temporary.chmod(target.stat().st_mode & 0o7777)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
