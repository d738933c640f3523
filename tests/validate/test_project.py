"""The schemas with a team's own ids."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from firsthour.validate import KINDS, REFERENCES, project_schema, project_schemas, schema
from tests.validate.walk import parts, properties

KNOWN = {
    "person": ["mara", "tomas"],
    "team": ["platform"],
    "role": ["incident-lead"],
    "vendor": ["paywave"],
    "escalation": ["nobody-answers"],
    "service": ["web", "redis"],
    "channel": ["incidents"],
    "level": ["sev1", "sev2"],
    "status": ["investigating"],
    "checklists": ["first-ten-minutes"],
    "failure-modes": ["worker-backlog"],
    "procedures": ["freeze-deploys"],
    "templates": ["payments-delayed"],
    "incidents": ["2026-09-15-login-outage"],
}
PAGES = ["failure-modes/", "procedures/", "checklists/", "templates/", "incidents/"]
ANYONE = ["role", "person", "team", "vendor", "escalation"]
OWNER, PERSON, ROLE, SERVICE = ["team", "person"], ["person"], ["role"], ["service"]
HOST, CHANNEL, LEVEL = ["service", "vendor"], ["channel"], ["level"]
CHECKED = ["failure-modes/", "procedures/", "checklists/"]
GO = ["section", *CHECKED]

# Every reference of the content model, by kind and route; `*` is any name, `[]` any entry.
REFERENCES_IN = {
    "settings": {
        "hosted_on": HOST,
        "alerts.route": CHANNEL,
        "alerts.fallback_owner": OWNER,
        "practice[].record": ["incidents/"],
    },
    "severity": {"levels[].page.who": ANYONE},
    "roles": {
        "roles[].holder": OWNER,
        "roles[].backup": PERSON,
        "roles[].checklist": ["checklists/"],
    },
    "contacts": {
        "teams[].members[]": PERSON,
        "teams[].channel": CHANNEL,
        "on_call.now": PERSON,
        "escalation[].hops[].to": ANYONE,
        "emergency_access[].approve": ROLE,
    },
    "services": {
        "services[].owner": OWNER,
        "services[].runs_on[]": HOST,
        "services[].depends_on[]": HOST,
        "services[].depends_on[].id": HOST,
        "services[].configuration[].rotate": ["procedures/"],
        "services[].secrets[].rotate": ["procedures/"],
        "customer_paths[].services[]": SERVICE,
    },
    "checklists": {
        "owner": OWNER,
        "panels.call[]": ANYONE,
        "related[]": PAGES,
        "reviewed[].by": PERSON,
        "reviewed[].record": ["incidents/"],
    },
    "failure-modes": {
        "owner": OWNER,
        "services[]": SERVICE,
        "alerts[].start": ["section"],
        "severity": LEVEL,
        "severity.default": LEVEL,
        "severity.raise[].to": LEVEL,
        "access[].for[]": ["section"],
        "diagnose[].use": ["procedures/"],
        "diagnose[].where": SERVICE,
        "diagnose[].approve": ROLE,
        "diagnose[].if[].go": GO,
        "mitigate[].approve": ROLE,
        "mitigate[].steps[].use": ["procedures/"],
        "rollback.approve": ROLE,
        "rollback.last_tried.record": ["incidents/"],
        "escalate[].to": ANYONE,
        "communicate[].when": LEVEL,
        "communicate[].template": ["templates"],
        "communicate[].to": CHANNEL,
        "related[]": PAGES,
        "reviewed[].by": PERSON,
        "reviewed[].record": ["incidents/"],
    },
    "procedures": {"owner": OWNER, "approve": ROLE, "services[]": SERVICE, "related[]": PAGES},
    "templates": {
        "owner": OWNER,
        "channel": CHANNEL,
        "when.severity[]": LEVEL,
        "when.status[]": ["status"],
        "reviewed[].by": PERSON,
    },
    "incidents": {
        "owner": OWNER,
        "severity": LEVEL,
        "severity.level": LEVEL,
        "severity.corrected.to": LEVEL,
        "roles.*": PERSON,
        "impact.services[]": SERVICE,
        "timeline[].by": PERSON,
        "runbooks_used[].runbook": CHECKED,
        "runbooks_used[].step": ["section"],
        "checks_added[]": CHECKED,
        "actions[].owner": PERSON,
    },
}
ROUTES = [
    (kind, route, to) for kind, routes in REFERENCES_IN.items() for route, to in routes.items()
]


def part(document: dict[str, Any], route: str) -> dict[str, Any]:
    """The schema at a route, its references followed."""
    node: dict[str, Any] = document
    for step in route.replace("[]", ".[]").split("."):
        node = _resolve(node, document)
        if step == "[]":
            node = node["items"]
        elif step == "*":
            node = node["additionalProperties"]
        else:
            node = node["properties"][step]
    return _resolve(node, document)


def _resolve(node: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in node:
        definition: dict[str, Any] = document["$defs"][node["$ref"].split("/")[-1]]
        return definition | node
    return node


@pytest.mark.parametrize(("kind", "route", "targets"), ROUTES)
def test_every_reference_is_marked(kind: str, route: str, targets: list[str]) -> None:
    assert part(schema(kind), route)["x-ref"] == targets


def test_names_of_roles_are_marked() -> None:
    assert part(schema("incidents"), "roles")["propertyNames"]["x-ref"] == ROLE


def test_every_target_is_used_and_known_here() -> None:
    used = {
        target.rstrip("/")
        for kind in KINDS
        for _, node in properties(schema(kind))
        for target in node.get("x-ref", ())
    }
    assert used == {*REFERENCES, "section"}
    assert set(KNOWN) == set(REFERENCES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_project_schema_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(project_schema(kind, KNOWN))


@pytest.mark.parametrize(("kind", "route", "targets"), ROUTES)
def test_what_exists_is_offered(kind: str, route: str, targets: list[str]) -> None:
    node = part(project_schema(kind, KNOWN), route)
    offered = {each for each in node["examples"] if isinstance(each, str)}
    for target in targets:
        folder, slash, _ = target.partition("/")
        for id_ in KNOWN.get(folder, ()):
            assert (f"{folder}/{id_}" if slash else id_) in offered


@pytest.mark.parametrize(("kind", "route", "targets"), ROUTES)
def test_what_does_not_exist_is_refused_unless_other_text_is_allowed(
    kind: str, route: str, targets: list[str]
) -> None:
    document = project_schema(kind, KNOWN)
    node = part(document, route)
    check = Draft202012Validator({**node, "$defs": document["$defs"]})
    for each in node["examples"]:
        assert check.is_valid(each)
    stranger = "procedures/nothing" if targets[0].endswith("/") else "nobody"
    assert check.is_valid(stranger) == bool(node.get("x-ref-open"))


@pytest.mark.parametrize("kind", KINDS)
def test_only_references_and_examples_change(kind: str) -> None:
    base, own = dict(parts(schema(kind))), dict(parts(project_schema(kind, KNOWN)))
    assert list(base) == list(own)
    for path, node in base.items():
        changed = {key for key in {*node, *own[path]} if node.get(key) != own[path].get(key)}
        allowed = {
            "examples",
            "properties",
            "items",
            "additionalProperties",
            "propertyNames",
            "$defs",
        }
        if "x-ref" in node:
            allowed |= {"enum", "errorMessage", "pattern", "patternErrorMessage", "maxLength"}
        assert changed <= allowed, path
        assert list(node.get("properties", ())) == list(own[path].get("properties", ())), path


@pytest.mark.parametrize("kind", KINDS)
def test_examples_name_only_what_exists(kind: str) -> None:
    document = project_schema(kind, KNOWN)
    for path, node in properties(document):
        check = Draft202012Validator({**node, "$defs": document["$defs"]})
        for example in node.get("examples", ()):
            assert check.is_valid(example), f"{path}: {example}"


def test_the_base_schema_accepts_ids_of_every_team() -> None:
    node = part(schema("failure-modes"), "owner")
    assert "enum" not in node


def test_a_mapping_stays_allowed_where_plain_text_is_short_for_it() -> None:
    document = project_schema("failure-modes", KNOWN)
    check = Draft202012Validator({**part(document, "severity"), "$defs": document["$defs"]})
    assert check.is_valid("sev2")
    assert check.is_valid({"default": "sev1"})
    assert not check.is_valid("sev9")
    assert not check.is_valid({"default": "sev9"})


def test_what_is_not_known_stays_open() -> None:
    document = project_schema("failure-modes", {"person": ["mara"]})
    assert part(document, "owner")["pattern"] == part(schema("failure-modes"), "owner")["pattern"]
    assert "enum" not in part(document, "owner")
    assert part(document, "reviewed[].by")["enum"] == ["mara"]


def test_an_empty_list_stays_open() -> None:
    document = project_schema("failure-modes", {"role": []})
    assert "enum" not in part(document, "rollback.approve")


def test_all_schemas_are_written_as_the_base_ones_are_named() -> None:
    files = project_schemas(KNOWN)
    assert set(files) == {f"{kind}.schema.json" for kind in KINDS}
    for name, text in files.items():
        assert json.loads(text) == project_schema(name.removesuffix(".schema.json"), KNOWN)
        assert text.endswith("}\n")
