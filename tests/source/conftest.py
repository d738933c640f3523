"""A small repository for the tests of this room."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.source.tree import FAILURES


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one runbook."""
    (tmp_path / FAILURES).mkdir(parents=True)
    (tmp_path / FAILURES / "disk-full.yaml").write_text("title: Disk is full\n")
    return tmp_path
