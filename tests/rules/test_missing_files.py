"""No rule stumbles when a file that exists once is missing, whatever else is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthour.model import SINGLES
from firsthour.pipeline import check
from tests.rules.cases import HERE, RULES, TODAY, lay_out


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_stands_without_any_of_the_files(rule: str, tmp_path: Path) -> None:
    for missing in SINGLES:
        root = lay_out(tmp_path / missing, HERE / rule / "bad")
        (root / f"runbooks/{missing}.yaml").unlink(missing_ok=True)
        found = check(root, rules=[RULES[rule]], today=TODAY).problems
        assert all(each.location.path != f"runbooks/{missing}.yaml" for each in found)


def test_pages_alone_are_enough_for_every_rule(tmp_path: Path) -> None:
    for rule in sorted(RULES):
        root = lay_out(tmp_path / rule, HERE / rule / "bad")
        for single in SINGLES:
            (root / f"runbooks/{single}.yaml").unlink(missing_ok=True)
        check(root, today=TODAY)


def test_a_page_that_cannot_be_read_may_lead_anywhere(tmp_path: Path) -> None:
    root = lay_out(tmp_path, HERE / "procedure-is-linked" / "bad")
    rules = [RULES["procedure-is-linked"]]
    assert len(check(root, rules=rules).problems) == 1
    (root / "runbooks/failure-modes/http-502.yaml").write_text("title: [\n")
    assert {each.rule for each in check(root, rules=rules).problems} == {"yaml-syntax"}
