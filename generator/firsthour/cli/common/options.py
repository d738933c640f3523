"""What several commands ask for in the same words."""

from __future__ import annotations

from pathlib import Path

import click

root = click.argument("root", required=False, type=click.Path(exists=True, path_type=Path))
engine = click.option(
    "--engine", type=click.Choice(["mkdocs", "zensical"]), default="mkdocs", show_default=True,
    help="What makes HTML of the pages.",
)  # fmt: skip
