"""Services that need a runbook are asked for one once there are runbooks."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthour.pipeline import check
from tests.rules.cases import HERE, RULES, lay_out

ASKING = ("service-has-runbook", "single-point-of-failure-has-plan")


@pytest.mark.parametrize("rule", ASKING)
def test_without_any_runbook_nothing_is_said(rule: str, tmp_path: Path) -> None:
    root = lay_out(tmp_path, HERE / rule / "bad")
    assert len(check(root, rules=[RULES[rule]]).problems) == 1
    for page in (root / "runbooks/failure-modes").iterdir():
        page.unlink()
    assert check(root, rules=[RULES[rule]]).problems == ()


@pytest.mark.parametrize("rule", ASKING)
def test_a_runbook_that_cannot_be_read_may_be_the_one(rule: str, tmp_path: Path) -> None:
    root = lay_out(tmp_path, HERE / rule / "bad")
    (root / "runbooks/failure-modes/broken.yaml").write_text("title: [\n")
    assert {each.rule for each in check(root, rules=[RULES[rule]]).problems} == {"yaml-syntax"}


def test_no_message_in_use_is_no_message_yet(tmp_path: Path) -> None:
    root = lay_out(tmp_path, HERE / "status-page-has-template" / "bad")
    rules = [RULES["status-page-has-template"]]
    assert [each.message for each in check(root, rules=rules).problems] == [
        "there is no public message for `sev2`"
    ]
    messages = root / "runbooks/templates"
    (messages / "for-colleagues.yaml").unlink()
    (messages / "first-word.yaml").unlink()
    assert check(root, rules=rules).problems == ()
    (messages / "broken.yaml").write_text("title: [\n")
    assert {each.rule for each in check(root, rules=rules).problems} == {"yaml-syntax"}


def test_a_message_without_a_level_is_for_all(tmp_path: Path) -> None:
    root = lay_out(tmp_path, HERE / "status-page-has-template" / "bad")
    message = root / "runbooks/templates/first-word.yaml"
    message.write_text(message.read_text().replace("when:\n  severity:\n    - sev1\n", ""))
    assert check(root, rules=[RULES["status-page-has-template"]]).problems == ()
