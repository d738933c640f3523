"""`firsthour codeowners`: who is asked when a runbook changes."""

from __future__ import annotations

from pathlib import Path

import click

from firsthour.cli.common import options


@click.command()
@options.root
@click.option("--write", is_flag=True, help="Write them into CODEOWNERS; all other lines stay.")
@click.option("--check", "check_", is_flag=True, help="Say what in CODEOWNERS no longer holds.")
def command(root: Path | None, write: bool, check_: bool) -> None:
    """Print the owners of the runbooks as lines for CODEOWNERS.

    They are those whose github is in contacts.yaml: a team as itself if it has one, else its
    members. What names no owner goes to default_owner of settings.yaml.

    ROOT is the folder that has runbooks/ in it; without it, the folder is looked for from here
    upwards. --write keeps a block between two marks. --check looks at that block, and in every
    other line for paths that fit no file and for people who left; without a block, and without the
    file, there is nothing to be out of date.

    Exits with 0 when all is well, with 1 when --check found something or --write could not write,
    with 2 when the command was not understood.
    """
    import os

    from firsthour import forge, history
    from firsthour.cli.common import places, terminal
    from firsthour.pipeline import check
    from firsthour.report import FORMATS, Outcome

    if write and check_:
        raise click.UsageError("--write and --check exclude each other")
    root = places.find((root,))[0] if root else places.find_root()
    catalog = check(root, rules=()).catalog
    top = history.top(root)
    prefix = root.resolve().relative_to(top).as_posix()
    lines = forge.block(catalog, "" if prefix == "." else f"{prefix}/")
    path = forge.find(top)
    text = _read(top / path)
    if check_:
        found = forge.problems(path, text, history.files(top), catalog, lines)
        screen = terminal.screen(top, verbose=True)
        outcome = Outcome(tuple(found), {path: text}, int((top / path).is_file()))
        click.echo("\n".join(FORMATS["text"](outcome, screen)))
        if outcome.problems:
            raise SystemExit(1)
        return
    if not write:
        click.echo("".join(f"{line}\n" for line in lines), nl=False)
    else:
        try:
            new = forge.rewritten(text, lines)
        except forge.Broken as broken:
            raise click.ClickException(f"`{path}` stays as it is: {broken}") from broken
        shown = os.path.relpath(top / path)
        click.echo(f"{'no change' if new == text else 'written'}: {shown}")
        if new != text:
            _write(top / path, new)
    for owner in forge.nameless(catalog):
        click.echo(f"`{owner}` has no `github` in contacts.yaml, and is left out", err=True)


def _read(path: Path) -> str:
    """What the file holds, its line ends as they are; empty when there is none."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise click.ClickException(f"`{path}` is not UTF-8") from error
    except OSError as error:
        raise click.ClickException(f"cannot read `{path}`: {error.strerror or error}") from error


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    except OSError as error:
        message = f"cannot write `{path}`: {error.strerror or error}"
        raise click.ClickException(message) from error
