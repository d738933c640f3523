"""References come from the schemas, and one missing or broken file is one finding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from firsthour.model import KINDS
from firsthour.pipeline import check
from firsthour.rules.common.near import suggest
from firsthour.rules.common.references import FILES, family_of
from firsthour.validate import schema
from tests.rules.cases import RULES, lay_out

FAMILIES = {"owner", "contact", "role", "service", "level", "status", "page", "part"}


def _declared(node: Any) -> list[tuple[str, ...]]:
    found = []
    if isinstance(node, dict):
        if "x-ref" in node:
            found.append(tuple(node["x-ref"]))
        for child in node.values():
            found += _declared(child)
    elif isinstance(node, list):
        for child in node:
            found += _declared(child)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_of_a_schema_has_a_rule(kind: str) -> None:
    families = {family_of(targets) for targets in _declared(schema(kind))}
    assert families
    assert families <= FAMILIES


def test_every_file_that_a_reference_leads_to_exists() -> None:
    assert {*FILES.values()} <= {*KINDS}


@pytest.mark.parametrize(
    ("missing", "rules"),
    [
        ("contacts", {"owner-exists", "contact-exists"}),
        ("services", {"service-exists"}),
        ("severity", {"level-exists"}),
        ("roles", {"role-exists", "contact-exists"}),
    ],
)
def test_a_missing_file_is_said_once_a_rule(missing: str, rules: set[str], tmp_path: Path) -> None:
    root = _busy(tmp_path)
    (root / f"runbooks/{missing}.yaml").unlink()
    found = check(root).problems
    assert {problem.rule for problem in found} == rules
    assert len(found) == len(rules)
    assert all(f"runbooks/{missing}.yaml is missing" in problem.message for problem in found)


@pytest.mark.parametrize("broken", ["contacts", "services", "severity", "roles"])
def test_a_broken_file_is_one_problem_and_no_flood(broken: str, tmp_path: Path) -> None:
    root = _busy(tmp_path)
    (root / f"runbooks/{broken}.yaml").write_text("people: [\n")
    found = check(root).problems
    assert [problem.location.path for problem in found] == [f"runbooks/{broken}.yaml"]


def test_a_broken_page_is_not_a_missing_page(tmp_path: Path) -> None:
    root = _busy(tmp_path)
    (root / "runbooks/failure-modes/http-502.yaml").write_text("title: Customers see 502\n")
    found = check(root).problems
    assert {problem.location.path for problem in found} == {"runbooks/failure-modes/http-502.yaml"}


def test_settings_may_be_missing(tmp_path: Path) -> None:
    root = _busy(tmp_path)
    (root / "runbooks/settings.yaml").unlink()
    assert check(root).problems == ()


def test_any_status_will_do_where_none_are_listed(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    (root / "runbooks/settings.yaml").write_text("product: Larkspur\n")
    (root / "runbooks/templates").mkdir()
    (root / "runbooks/templates/first-word.yaml").write_text(
        "title: First word\nowner: mara\naudience: public\nbody: We look into it.\n"
        "when:\n  status:\n    - anything\n"
    )
    assert check(root).problems == ()


@pytest.mark.parametrize(
    ("word", "help_"),
    [
        ("platfrom", "did you mean `platform`?"),
        ("Platform", "did you mean `platform`?"),
        ("http-503", "see there; there is `http-502`, `platform`"),
        ("nobody", "see there; there is `http-502`, `platform`"),
    ],
)
def test_a_near_name_is_suggested_but_not_another_number(word: str, help_: str) -> None:
    assert suggest(word, ["platform", "http-502"], "see there") == help_


def test_procedures_may_use_each_other_in_circles_and_long_chains(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    folder = root / "runbooks/procedures"
    folder.mkdir()
    for number in range(1500):
        (folder / f"p-{number}.yaml").write_text(
            f"title: P\nowner: mara\nsteps:\n  - use: procedures/p-{(number + 1) % 1500}\n"
            + ("  - do: Delete\n    risk: destructive\n" if number == 700 else "")
        )
    found = check(root, rules=[RULES["verify-where-something-changes"]]).problems
    assert len(found) == 1500


def test_many_names_are_not_listed() -> None:
    assert suggest("x", [f"page-{n}" for n in range(9)], "see there") == "see there"


def _busy(root: Path) -> Path:
    """A tree in which ten pages refer to everything."""
    lay_out(root)
    for number in range(10):
        path = root / f"runbooks/failure-modes/http-{502 + number}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            f"title: Customers see error {502 + number}\nowner: platform\nservices:\n  - web\nseverity: sev1\n"
            "steps:\n  - do: Look\n    approve: incident-lead\n"
            "escalate:\n  - to: incident-lead\n  - to: mara\n  - to: northcloud\n"
            f"related:\n  - failure-modes/http-{502 + (number + 1) % 10}\n"
        )
    return root
