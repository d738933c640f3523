"""What programs read: it holds to its schema, says risk and state, and names nobody's number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from firsthour.machines.markdown import markdown
from firsthour.pipeline import assemble, check

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "generator/firsthour/machines"


@pytest.fixture(scope="module")
def files() -> dict[str, str | bytes]:
    return dict(assemble(ROOT).files)


def load(files: dict[str, str | bytes], path: str) -> Any:
    return json.loads(files[path])


def test_the_index_and_every_page_hold_to_their_schema(files: dict[str, str | bytes]) -> None:
    index = load(files, "index.json")
    for name, things in {
        "index": [index],
        "runbook": [load(files, entry["json"]) for entry in index["runbooks"]],
    }.items():
        schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        assert things
        for thing in things:
            assert [error.message for error in validator.iter_errors(thing)] == []


def test_every_address_is_there(files: dict[str, str | bytes]) -> None:
    index = load(files, "index.json")
    for entry in index["runbooks"]:
        assert entry["markdown"] in files
        assert entry["address"].rstrip("/") + ".md" in files
        assert entry["markdown"] in str(files["llms.txt"], "utf-8")  # type: ignore[arg-type]
    assert index["alerts"]["EdgeHigh502Rate"].rstrip("/") + ".md" in files
    assert index["schema"] in files


def test_steps_say_their_risk_and_their_way_back(files: dict[str, str | bytes]) -> None:
    page = load(files, "failure-modes/http-502.json")
    assert page["risk"] in ("disruptive", "destructive")
    assert all("risk" in step for option in page["mitigate"] for step in option["steps"])
    assert any("undo" in option for option in page["mitigate"])
    assert isinstance(page["state"]["verified"], bool)
    text = str(files["failure-modes/http-502.txt"], "utf-8")  # type: ignore[arg-type]
    assert "worst risk: " in text
    assert "undo: " in text


def test_contacts_are_in_none_of_it(files: dict[str, str | bytes]) -> None:
    contacts = check(ROOT, rules=()).catalog.contacts
    assert contacts is not None
    private = [way.value for person in contacts.people for way in person.channels]
    private += [person.name for person in contacts.people]
    assert len(private) > 8
    for path, content in files.items():
        if path.endswith((".json", ".txt")) and isinstance(content, bytes):
            text = content.decode()
            assert [value for value in private if value in text] == [], path


def test_a_command_with_a_fence_stays_a_command() -> None:
    page = {
        "title": "T", "owner": "o", "address": "x/", "risk": "read",
        "state": {"status": "active", "verified": False},
        "steps": [{"risk": "read", "run": "echo '````'\n# no heading\n"}],
    }  # fmt: skip
    assert "`````sh\n   echo '````'\n   # no heading\n   `````" in markdown(page)
