"""The command line: parse, call one function, print, exit. One command a file.

A command is a module of this folder with a click command named `command`; where its name has a
hyphen, the module's has an underscore. It imports what it needs inside its function, so that
`--help` and `--version` stay instant. What they share is in `common`.
"""

from __future__ import annotations

import errno
import functools
import importlib
import os
import sys
from pathlib import Path
from typing import Any, TextIO

import click

from firsthour import __version__

# What other tools call it.
_ALSO = {"check": "lint", "validate": "lint", "add": "new", "create": "new", "watch": "serve"}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class LazyGroup(click.Group):
    """Finds commands by their module, and imports one when it is wanted."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Run a command. A full disk is said; without a stream, the exit code is what is left."""
        for name in ("stdout", "stderr"):
            if getattr(sys, name) is None:
                setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        try:
            return super().main(*args, **options)
        except OSError as error:
            if error.errno not in _FULL:
                raise
            click.echo(f"Error: cannot write: {os.strerror(error.errno).lower()}", err=True)
            _let_go(sys.stdout)
            sys.exit(1)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The modules of this folder."""
        return list(_names())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a module, if there is one of that name."""
        if cmd_name not in _names():
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named; of a name that there is none of, the one that was meant."""
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            from firsthour.validate.wording import near

            meant = _ALSO.get(args[0]) or near(args[0], known)
            help_ = f"did you mean `{meant}`?" if meant else f"there is {', '.join(known)}"
            raise click.UsageError(f"there is no command `{args[0]}`; {help_}", ctx)
        return super().resolve_command(ctx, args)


def _let_go(stream: TextIO) -> None:
    """Leave what a stream holds back and cannot write, or Python complains of it once more."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@functools.cache
def _names() -> tuple[str, ...]:
    """The commands, in order. Help asks for them once for each."""
    # Importing pkgutil would take a tenth of the time of --help.
    with os.scandir(__path__[0]) as entries:
        modules = [each.name.removesuffix(".py") for each in entries if each.name.endswith(".py")]
    return tuple(sorted(name.replace("_", "-") for name in modules if name != "__init__"))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="firsthour", message="%(prog)s %(version)s")
def main() -> None:
    """Runbooks in YAML, checked, and made into a site that opens fast at night."""
