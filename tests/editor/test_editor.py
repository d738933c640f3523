"""What a writer sees in an editor: the real language server, with this repository's settings."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from firsthour.validate import KINDS, project_schemas, schema_dir
from tests.editor.client import Server
from tests.validate.cases import FAULTS, GOOD, Case, problems, read
from tests.validate.test_project import KNOWN

ROOT = Path(__file__).parents[2]
SETTINGS = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
SCHEMAS: dict[str, str] = SETTINGS["yaml.schemas"]
SINGLES = ("settings", "severity", "roles", "contacts", "services")
CONTENT = sorted((ROOT / "runbooks").rglob("*.yaml"))

# Formats are no business of the editor, only patterns are.
ONLY_OURS = {
    "failure-modes: a day that does not exist",
    "failure-modes: an address with a port that does not exist",
    "incidents: a moment that does not exist",
}
# What the editor underlines on another line than ours.
ELSEWHERE = {
    "failure-modes: a step with values and no procedure": 4,
    "failure-modes: a dry run of nothing": 4,
    "failure-modes: a service twice": 4,
}


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, node: str, yaml_language_server: str
) -> Iterator[Server]:
    """The server on a copy of this repository's schemas and content."""
    folder = tmp_path_factory.mktemp("editor")
    shutil.copytree(ROOT / "schema", folder / "schema")
    shutil.copytree(ROOT / "runbooks", folder / "runbooks")
    with Server(node, yaml_language_server, folder, SCHEMAS) as found:
        yield found


@pytest.fixture(scope="module")
def own_server(
    tmp_path_factory: pytest.TempPathFactory, node: str, yaml_language_server: str
) -> Iterator[Server]:
    """The server with the schemas of a team that has written its ids."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "schema").mkdir()
    for name, text in project_schemas(KNOWN).items():
        (folder / "schema" / name).write_text(text, encoding="utf-8")
    with Server(node, yaml_language_server, folder, SCHEMAS) as found:
        yield found


def file_name(kind: str, number: str) -> str:
    """A name under which a file of this kind is known; singles need a folder of their own."""
    return f"{number}/runbooks/{kind}.yaml" if kind in SINGLES else f"runbooks/{kind}/{number}.yaml"


def lines(server: Server, uri: str) -> list[int]:
    return [each["range"]["start"]["line"] + 1 for each in server.diagnostics(uri)]


def test_settings_name_every_schema_and_only_those() -> None:
    names = {f"./schema/{entry.name}" for entry in schema_dir().iterdir()}
    assert set(SCHEMAS) == names
    for kind in KINDS:
        wanted = f"runbooks/{kind}.yaml" if kind in SINGLES else f"runbooks/{kind}/*.yaml"
        assert SCHEMAS[f"./schema/{kind}.schema.json"] == wanted


def test_settings_ask_no_other_host() -> None:
    assert SETTINGS["yaml.schemaStore.enable"] is False


def test_the_extension_is_recommended() -> None:
    extensions = json.loads((ROOT / ".vscode/extensions.json").read_text(encoding="utf-8"))
    assert extensions["recommendations"] == ["redhat.vscode-yaml"]


def test_nothing_is_underlined_in_the_content(server: Server) -> None:
    names = [path.relative_to(ROOT).as_posix() for path in CONTENT]
    opened = [
        server.open(name, path.read_text("utf-8"))
        for name, path in zip(names, CONTENT, strict=True)
    ]
    found = {name: server.diagnostics(uri) for name, uri in zip(names, opened, strict=True)}
    assert {name: diagnostics for name, diagnostics in found.items() if diagnostics} == {}
    assert len(found) > 30


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_nothing_is_underlined_in_a_complete_file(server: Server, path: Path) -> None:
    uri = server.open(file_name(path.stem, "good"), path.read_text(encoding="utf-8"))
    assert server.diagnostics(uri) == []


def test_the_editor_and_the_check_agree_on_every_fault(server: Server) -> None:
    cases = [case for path in FAULTS for case in read(path)]
    opened = [server.open(file_name(c.kind, f"fault-{n}"), c.text) for n, c in enumerate(cases)]
    wrong = []
    for case, uri in zip(cases, opened, strict=True):
        underlined = lines(server, uri)
        (ours,) = problems(case.kind, case.text)
        expected = ELSEWHERE.get(str(case), ours.location.line)
        agree = underlined == [] if str(case) in ONLY_OURS else expected in underlined
        if not agree:
            wrong.append((str(case), expected, underlined))
    assert wrong == []


def test_exceptions_are_cases() -> None:
    names = {str(case) for path in FAULTS for case in read(path)}
    assert names >= ONLY_OURS | set(ELSEWHERE)


def test_a_modeline_names_the_schema_without_settings(
    tmp_path: Path, node: str, yaml_language_server: str
) -> None:
    shutil.copytree(ROOT / "schema", tmp_path / "schema")
    line = "# yaml-language-server: $schema=../../schema/failure-modes.schema.json\n"
    with Server(node, yaml_language_server, tmp_path, {}) as server:
        uri = server.open("runbooks/anything/x.yaml", line + "title: x\n")
        found = [each["message"] for each in server.diagnostics(uri)]
    assert 'Missing property "owner".' in found


STEP = "title: x\nsteps:\n  - do: y\n    "
COMPLETIONS = [
    ("failure-modes", "ti|", {"title", "owner", "status", "rollback", "sample"}),
    ("failure-modes", "title: x\nstatus: |", {"draft", "active", "retired"}),
    ("failure-modes", "title: x\nowner: |", {"platform"}),
    ("failure-modes", "title: x\nseverity: |", {"sev2"}),
    ("failure-modes", "title: x\nseverity:\n  |", {"default", "raise"}),
    (
        "failure-modes",
        "title: x\nsteps:\n  - |",
        {"step: look", "step: change", "do", "run", "use"},
    ),
    ("failure-modes", STEP + "|", {"run", "risk", "undo", "expect", "dry_run"}),
    ("failure-modes", STEP + "risk: |", {"read", "reversible", "disruptive", "destructive"}),
    ("failure-modes", STEP + "undo:\n      |", {"do", "run", "impossible"}),
    ("failure-modes", STEP + "if:\n      - |", {"new branch", "when", "go"}),
    ("failure-modes", STEP + "if:\n      - when: z\n        go: |", {"mitigate"}),
    ("failure-modes", "title: x\nmitigate:\n  - |", {"new option", "title", "when", "steps"}),
    ("failure-modes", "title: x\nparams:\n  since:\n    |", {"new parameter", "from", "help"}),
    ("failure-modes", "title: x\nparams:\n  since:\n    from: |", {"operator", "alert", "command"}),
    (
        "failure-modes",
        "title: x\nrollback:\n  mode: |",
        {"revert", "restore", "roll-forward", "none"},
    ),
    ("failure-modes", "title: x\nreviewed:\n  - |", {"new review", "date", "by", "how"}),
    ("procedures", "title: x\ncategory: |", {"rollback", "mitigation", "reference"}),
    ("checklists", "title: x\nphase: |", {"respond", "verify", "handover"}),
    ("checklists", "title: x\nblocks:\n  - |", {"new block", "title", "items", "minutes"}),
    ("templates", "title: x\naudience: |", {"internal", "public", "document"}),
    ("incidents", "title: x\nactions:\n  - |", {"new action", "what", "kind", "owner", "due"}),
    ("incidents", "title: x\ntimeline:\n  - |", {"new entry", "at", "note", "by", "result"}),
    ("settings", "product: x\npaper:\n  - |", {"a4", "letter"}),
    ("severity", "levels:\n  - |", {"new level", "code", "definition"}),
    ("roles", "roles:\n  - |", {"new role", "duties", "holder", "backup"}),
    ("contacts", "people:\n  - |", {"new person", "channels", "left"}),
    ("contacts", "people:\n  - channels:\n      - by: |", {"call", "text", "portal"}),
    ("services", "services:\n  - links:\n      |", {"health", "logs", "deploys"}),
]
OWN_COMPLETIONS = [
    ("failure-modes", "title: x\nowner: |", {"platform", "mara", "tomas"}),
    ("failure-modes", "title: x\nseverity: |", {"sev1", "sev2"}),
    ("failure-modes", "title: x\nservices:\n  - |", {"web", "redis"}),
    ("failure-modes", STEP + "use: |", {"procedures/freeze-deploys"}),
    ("failure-modes", STEP + "approve: |", {"incident-lead"}),
    ("failure-modes", STEP + "where: |", {"web", "redis"}),
    ("failure-modes", STEP + "if:\n      - go: |", {"escalate", "failure-modes/worker-backlog"}),
    ("failure-modes", "escalate:\n  - to: |", {"paywave", "nobody-answers", "incident-lead"}),
    ("failure-modes", "communicate:\n  - template: |", {"payments-delayed"}),
    ("failure-modes", "communicate:\n  - to: |", {"incidents"}),
    ("failure-modes", "related:\n  - |", {"checklists/first-ten-minutes"}),
    ("incidents", "title: x\nroles:\n  |", {"incident-lead"}),
    ("incidents", "title: x\nactions:\n  - owner: |", {"mara", "tomas"}),
    ("services", "services:\n  - depends_on:\n      - |", {"redis", "paywave"}),
    ("settings", "alerts:\n  route: |", {"incidents"}),
]


def completions(server: Server, kind: str, text: str, number: str) -> list[str]:
    before = text.partition("|")[0]
    uri = server.open(file_name(kind, number), before + "\n")
    line = before.count("\n")
    return [item["label"] for item in server.completions(uri, line, len(before.split("\n")[-1]))]


@pytest.mark.parametrize(("kind", "text", "labels"), COMPLETIONS)
def test_the_editor_offers_what_fits(
    server: Server, kind: str, text: str, labels: set[str]
) -> None:
    offered = completions(server, kind, text, f"offer-{COMPLETIONS.index((kind, text, labels))}")
    assert set(offered) >= labels
    assert not any("[object" in label for label in offered)


@pytest.mark.parametrize(("kind", "text", "labels"), OWN_COMPLETIONS)
def test_the_editor_offers_the_teams_own_ids(
    own_server: Server, kind: str, text: str, labels: set[str]
) -> None:
    number = f"own-{OWN_COMPLETIONS.index((kind, text, labels))}"
    assert set(completions(own_server, kind, text, number)) >= labels


OWN_FAULTS = [
    Case("failure-modes", "an owner who is not there", "title: x\nowner: petra\nsteps:\n  - y\n"),
    Case("failure-modes", "a level", "title: x\nseverity: sev7\nowner: mara\nsteps:\n  - y\n"),
    Case("roles", "a holder", "roles:\n  - {id: a, title: A, duties: [x], holder: petra}\n"),
    Case("incidents", "a role", "title: x\nroles:\n  boss: mara\n"),
]


@pytest.mark.parametrize("case", OWN_FAULTS, ids=str)
def test_the_editor_underlines_ids_that_do_not_exist(own_server: Server, case: Case) -> None:
    name = f"own-fault-{OWN_FAULTS.index(case)}"
    uri = own_server.open(file_name(case.kind, name), case.text)
    messages = [each["message"] for each in own_server.diagnostics(uri)]
    assert any(message.startswith("there is no") for message in messages), messages


HOVERS = [
    ("failure-modes", "title: x\now|ner: platform", "Who answers for this"),
    ("failure-modes", "title: x\nstatus: act|ive", "In use."),
    ("failure-modes", STEP + "ri|sk: read", "What the step can harm."),
    ("failure-modes", STEP + "risk: re|ad", "Only looks; nothing changes."),
    ("failure-modes", STEP + "ta|kes: 5m", "How long the step takes."),
    ("failure-modes", "title: x\nmitigate:\n  - wh|en: y", "When this option fits."),
    ("incidents", "title: x\nstar|ted: 2026-09-15T09:03Z", "When the harm began"),
    ("contacts", "people:\n  - na|me: Mara", "The name, as people say it."),
]


@pytest.mark.parametrize(("kind", "text", "words"), HOVERS)
def test_the_editor_explains_what_the_cursor_is_on(
    server: Server, kind: str, text: str, words: str
) -> None:
    before, _, after = text.partition("|")
    name = file_name(kind, f"hover-{HOVERS.index((kind, text, words))}")
    uri = server.open(name, before + after + "\n")
    shown = server.hover(uri, before.count("\n"), len(before.split("\n")[-1]))
    assert words in shown
    assert "Example" in shown
