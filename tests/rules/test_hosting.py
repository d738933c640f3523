"""Where the runbooks are hosted, and what else needs that host."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthour.pipeline import check
from tests.rules.cases import RULES, lay_out

SERVICES = """\
services:
  - id: web
    title: Web application
    owner: platform
    runs_on:
      - northcloud
    depends_on:
      - postbird
  - id: worker
    title: Background jobs
    owner: platform
    depends_on:
      - web
      - northcloud
"""


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("web", "the runbooks are hosted on `web`, and are about it"),
        ("northcloud", "which 2 of the services need as well"),
        ("postbird", "which `web` needs as well"),
        ("pagelight", ""),
    ],
)
def test_a_host_that_others_need_is_named(host: str, said: str, tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    (root / "runbooks/settings.yaml").write_text(f"product: Larkspur\nhosted_on: {host}\n")
    (root / "runbooks/services.yaml").write_text(SERVICES)
    found = check(root, rules=[RULES["hosted-elsewhere"]]).problems
    assert len(found) == bool(said)
    assert all(said in each.message for each in found)
    for problem in found:
        places = [note.location.line for note in problem.notes]
        assert places == {"web": [2], "northcloud": [6, 14], "postbird": [8]}[host]
