"""`firsthour alerts`: where the alerts of some rule files lead."""

from __future__ import annotations

from pathlib import Path

import click

_PATHS = click.Path(path_type=Path)


@click.command()
@click.argument("files", nargs=-1, type=_PATHS, metavar="[FILE]...")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="Text for people, JSON for programs.",
)  # fmt: skip
@click.option("--diff", is_flag=True, help="Show what --write would do, and write nothing.")
@click.option("--write", is_flag=True, help="Put missing and dead links into the rules.")
@click.option("-v", "--verbose", is_flag=True, help="Show everything, not only the first of many.")
def command(files: tuple[Path, ...], format_: str, diff: bool, write: bool, verbose: bool) -> None:
    """Say where every alert leads, and write the links that are missing.

    FILE is a file or folder with rules of Prometheus, plain or as resources or Helm templates, an
    Alertmanager configuration, what Grafana is provisioned with, or a text file with a name on each
    line. Without FILE, those that runbooks/settings.yaml names are read.

    Exits with 0 when every link holds or no file is named at all, with 1 when one is dead or
    missing or a file was not understood, with 2 when the command was not understood.
    """
    import os
    import sys

    from firsthour.alerts.coverage import State
    from firsthour.alerts.gathering import below, matching, read_file
    from firsthour.cli.common import places, rewriting
    from firsthour.pipeline import check
    from firsthour.pipeline.alerting import covered
    from firsthour.report.alerts import FORMATS
    from firsthour.report.screen import safe

    if (diff or write) and format_ != "text":
        raise click.UsageError("--diff and --write show text; leave --format out")
    root = places.find_root()
    catalog = check(root, rules=()).catalog
    paths = list(below(files))
    if not files:
        settings = catalog.settings.alerts if catalog.settings else None
        patterns = settings.sources if settings else ()
        paths = [Path(os.path.relpath(path)) for path in matching(root, patterns)]
        if patterns and not paths:
            where = "alerts.sources in runbooks/settings.yaml names no file that is there"
            raise click.UsageError(f"name the files with your alert rules; {where}")
        if not patterns and format_ == "text":
            click.echo(
                "no file with alert rules is named yet. To look at some: firsthour alerts FILE"
            )
            click.echo(
                "To let firsthour lint look each time: alerts.sources in runbooks/settings.yaml"
            )
            return
    found = covered(catalog, [read_file(path, path.as_posix()) for path in paths])
    if diff or write:
        raise SystemExit(rewriting.links(found, write=write, again=not diff))
    encoding = sys.stdout.encoding or "utf-8"
    for line in FORMATS[format_](found, verbose=verbose):
        click.echo("\n".join(safe(part, encoding) for part in line.split("\n")))
    bad = any(found.count(state) for state in (State.DEAD, State.NOT_LINKED))
    if bad or any(not file.format and not file.skipped for file in found.files):
        raise SystemExit(1)
