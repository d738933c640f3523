"""Five states, orphans, and links written where they belong and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from firsthour.alerts.address import hashed, slugs
from firsthour.alerts.coverage import Coverage, State
from firsthour.alerts.editing import edit, wanted
from firsthour.alerts.formats import read
from firsthour.cli import main
from firsthour.pipeline.alerting import covered
from firsthour.report.alerts import text
from tests.model.test_model import catalog

SITE = "https://runbooks.example/ops/"
MADE = catalog(
    settings=f"product: P\nsite_url: {SITE}\n",
    failure_modes__jobs="""title: Jobs
owner: ana
alerts: [Jobs, {name: Queue, match: {queue: mail}, start: look}, 'Disk (>80%)']
params: {host: {from: alert, label: instance}}
diagnose: [{id: look, do: Look at <host>, run: echo <host>}]
""",
    failure_modes__draft="title: Draft\nowner: ana\nstatus: draft\nalerts: [Draft]\nsteps: [one, two]\n",
    failure_modes__stub="title: Stub\nowner: ana\nalerts: [Stub]\nsteps: [call somebody]\n",
    failure_modes__alone="title: Alone\nowner: ana\nalerts: [Never]\nsteps: [{do: x, run: y}]\n",
)


def rule(name: str, link: str = "") -> str:
    text = f"      - alert: {json.dumps(name)}\n        expr: up\n"
    return text + (f"        annotations:\n          runbook_url: '{link}'\n" if link else "")


def rules(*each: str) -> str:
    return "groups:\n  - name: g\n    rules:\n" + "".join(each)


def look(*each: str) -> Coverage:
    return covered(MADE, [read("rules.yaml", rules(*each))])


@pytest.mark.parametrize(
    ("name", "link", "state"),
    [
        ("Jobs", f"{SITE}a/Jobs/", State.RESOLVES),
        ("Jobs", f"{SITE}a/Jobs", State.RESOLVES),
        (
            "Queue",
            f"{SITE}a/{{{{ $labels.alertname }}}}/?queue={{{{ $labels.queue }}}}",
            State.RESOLVES,
        ),
        ("Jobs", f"{SITE}failure-modes/jobs/#diagnose-look", State.RESOLVES),
        ("Jobs", f"{SITE}failure-modes/jobs/index.html#diagnose", State.RESOLVES),
        ("Draft", f"{SITE}a/Draft/", State.DRAFT),
        ("Stub", f"{SITE}failure-modes/stub/", State.DRAFT),
        ("Jobs", f"{SITE}failure-modes/", State.GENERIC),
        ("Jobs", SITE, State.GENERIC),
        ("Other", f"{SITE}a/Other/", State.GENERIC),
        ("Jobs", f"{SITE}failure-modes/gone/", State.DEAD),
        ("Jobs", f"{SITE}failure-modes/jobs/#diagnose-gone", State.DEAD),
        ("Jobs", f"{SITE}a/Jops/", State.DEAD),
        ("Other", "TODO", State.DEAD),
        ("Jobs", "", State.NOT_LINKED),
        ("Jobs", "https://elsewhere.example/jobs", State.NOT_LINKED),
        ("Other", "https://elsewhere.example/x", State.ELSEWHERE),
        ("Other", "https://elsewhere.example/", State.GENERIC),
        ("Other", "http://[bad", State.DEAD),
        ("Other", "", State.NOTHING),
    ],
)
def test_the_state_of_an_alert(name: str, link: str, state: State) -> None:
    (landing,) = look(rule(name, link)).landings
    assert landing.state is state, landing.reason


def test_one_page_elsewhere_for_many_alerts_is_generic() -> None:
    link = "https://elsewhere.example/team?x={{ $labels.x }}"
    found = look(*(rule(name, link) for name in ("One", "Two", "Three")))
    assert found.count(State.GENERIC) == 3


def test_orphans_are_active_runbooks_that_no_alert_leads_to() -> None:
    found = look(rule("Jobs"), rule("Other", f"{SITE}failure-modes/stub/"))
    assert [page.id for page in found.orphans] == ["alone"]


def test_the_address_carries_the_labels_that_the_runbook_asks_for() -> None:
    found = look(rule("Queue"))
    assert found.urls["Queue"] == (
        f"{SITE}a/Queue/?queue={{{{ $labels.queue | urlquery }}}}"
        "&instance={{ $labels.instance | urlquery }}"
    )


def test_a_message_that_makes_the_link_links_all() -> None:
    route = f"route: {{receiver: a}}\nreceivers: [{{name: a, x: '{SITE}a/{{{{ .CommonLabels.alertname }}}}/'}}]\n"
    files = [read("rules.yaml", rules(rule("Jobs"))), read("alertmanager.yaml", route)]
    (landing,) = covered(MADE, files).landings
    assert landing.state is State.RESOLVES


LAYOUT = """# top
groups:
  - name: g   # a group
    rules:

      # about jobs
      - alert: Jobs  # named
        expr: |
          up == 0
      - expr: x
        alert: Queue
        annotations:
          # a comment
          summary: "text"
          link: https://elsewhere.example/old  # old
      - alert: 'Disk (>80%)'
        annotations:
          summary: s
      - {alert: Jobs, expr: up}
      - alert: Other
"""


def test_links_are_written_and_the_layout_stays() -> None:
    landings = wanted(covered(MADE, [read("r.yaml", LAYOUT)]).landings)
    edited = edit("r.yaml", LAYOUT, landings)
    disk = hashed("Disk (>80%)")
    instance = "instance={{ $labels.instance | urlquery }}"
    after = (
        LAYOUT.replace(
            "- alert: Jobs  # named\n",
            "- alert: Jobs  # named\n        annotations:\n"
            f"          runbook_url: '{SITE}a/Jobs/?{instance}'\n",
        )
        .replace(
            "https://elsewhere.example/old  # old",
            f"'{SITE}a/Queue/?queue={{{{ $labels.queue | urlquery }}}}&{instance}'  # old",
        )
        .replace(
            "          summary: s\n",
            f"          runbook_url: '{SITE}a/{disk}/?{instance}'\n          summary: s\n",
        )
    )
    assert edited.after == after
    assert edited.left == ("Jobs",), "the rule in braces is left to a person"
    again = covered(MADE, [read("r.yaml", edited.after)])
    assert [it.alert.location.line for it in wanted(again.landings)] == [22]


def test_names_get_safe_addresses_of_their_own() -> None:
    names = [
        "Plain",
        "PLAIN",
        "a/b",
        "a b",
        "..",
        "con",
        "index",
        "é",
        '"',
        "x" * 300,
        "",
        "a.b-c_d",
    ]
    found = slugs(names)
    assert found["PLAIN"] == "PLAIN"
    assert found["Plain"] != "Plain"
    assert found["a.b-c_d"] == "a.b-c_d"
    assert len({slug.casefold() for slug in found.values()}) == len(names)


@given(st.lists(st.text(max_size=20), max_size=8))
def test_no_name_makes_an_unsafe_address(names: list[str]) -> None:
    found = slugs(names)
    assert found.keys() == set(names)
    assert len({slug.casefold() for slug in found.values()}) == len(found)
    for slug in found.values():
        assert slug.isascii()
        assert slug.strip(".") == slug != ""
        assert not set(slug) & set('/\\:*?"<>| %#&')


def test_what_has_neither_link_nor_runbook_is_named_with_its_place() -> None:
    names = [f"Nobody{number}" for number in range(23)]
    found = look(rule("Jobs", f"{SITE}a/Jobs/"), *map(rule, names))
    said = list(text(found))
    assert "23 have no link and no runbook:" in said
    assert "  rules.yaml:8  Nobody0  (no link, and no runbook of that name)" in said
    assert sum("Nobody" in line for line in said) == 20
    assert "  and 3 more: --verbose or --format json has them all" in said
    assert sum("Nobody" in line for line in text(found, verbose=True)) == 23


def test_what_lint_says_of_alerts_is_chosen_as_rules_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "runbooks").mkdir()
    settings = tmp_path / "runbooks" / "settings.yaml"
    lint = "product: P\nalerts: {sources: [rules.yaml]}\nlint:\n  ignore: [copies-in-two-places]\n"
    settings.write_text(lint)
    (tmp_path / "rules.yaml").write_text(
        "groups: [{name: x, rules: [{alert: Nobody, expr: up}]}]\n"
    )
    monkeypatch.chdir(tmp_path)

    def found(*options: str) -> list[tuple[str, str]]:
        done = CliRunner().invoke(main, ["lint", "--no-cache", "--format", "json", *options])
        problems = json.loads(done.stdout)["problems"]
        return [(it["rule"], it["severity"]) for it in problems if it["rule"].startswith("alert-")]

    rule = "alert-without-runbook"
    assert found() == [(rule, "info")]
    assert found("--select", rule) == [(rule, "info")]
    assert found("--select", "alert-link-dead") == []
    assert found("--select", "owner-exists") == []
    assert found("--ignore", rule) == []
    settings.write_text(lint + f"  severity: {{{rule}: error}}\n")
    assert found() == [(rule, "error")]
    settings.write_text(lint.replace("[copies", f"[{rule}, copies"))
    assert found() == []
    (tmp_path / "rules.yaml").write_text("no: [yaml\n")
    assert found() == [("alert-file-not-understood", "warning")]


def test_a_source_that_names_no_file_is_found_and_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "runbooks").mkdir()
    (tmp_path / "runbooks/settings.yaml").write_text(
        "product: P\nalerts:\n  sources: [rules/*.yaml, 'ruels/*.yaml', '../*']\n"
        "lint:\n  ignore: [copies-in-two-places]\n"
    )
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/r.yaml").write_text(rules(rule("Jobs")))
    (tmp_path / "out.yaml").write_text("")
    monkeypatch.chdir(tmp_path)

    def found() -> list[tuple[int, int, str, str]]:
        done = CliRunner().invoke(main, ["lint", "--format", "json"])
        return [
            (it["location"]["line"], it["location"]["column"], it["severity"], it["message"])
            for it in json.loads(done.stdout)["problems"]
            if it["rule"] == "alert-source-names-a-file"
        ]

    said = [
        (3, 27, "warning", "`ruels/*.yaml` names no file, so that no alert of it is looked at"),
        (3, 43, "warning", "`../*` names no file, so that no alert of it is looked at"),
    ]
    assert found() == said
    assert found() == said
    (tmp_path / "ruels").mkdir()
    (tmp_path / "ruels/r.yaml").write_text(rules(rule("Jobs")))
    assert found() == said[1:]
    (tmp_path / "rules/r.yaml").unlink()
    (tmp_path / "ruels/r.yaml").unlink()
    assert len(found()) == 3
    assert CliRunner().invoke(main, ["alerts"]).exit_code == 2


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "runbooks/failure-modes").mkdir(parents=True)
    (tmp_path / "runbooks/settings.yaml").write_text(
        f"product: P\nsite_url: {SITE}\nalerts: {{sources: ['rules/**/*.yaml']}}\n"
    )
    (tmp_path / "runbooks/failure-modes/jobs.yaml").write_text(
        "title: Jobs\nowner: ana\nalerts: [Jobs]\nsteps: [{do: look, run: ls}]\n"
    )
    (tmp_path / "rules").mkdir()
    file = tmp_path / "rules/r.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + rules(rule("Jobs")).replace("\n", "\r\n").encode())
    (tmp_path / "rules/bad\x1b.yaml").write_bytes(b"\xff")
    monkeypatch.chdir(tmp_path)
    run = CliRunner()
    said = run.invoke(main, ["alerts"])
    assert said.exit_code == 1
    assert "1 has a runbook and does not link to it" in said.output
    assert "\x1b" not in said.output
    data = json.loads(run.invoke(main, ["alerts", "rules/r.yaml", "--format", "json"]).output)
    assert data["version"] == 1
    assert data["states"]["not-linked"] == 1
    before = file.read_bytes()
    assert "+" in run.invoke(main, ["alerts", "--diff"]).output
    assert file.read_bytes() == before
    assert run.invoke(main, ["alerts", "--write"]).exit_code == 0
    assert file.read_bytes().count(b"\r\n") == before.count(b"\r\n") + 2
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert run.invoke(main, ["alerts", "rules/r.yaml"]).exit_code == 0
    assert run.invoke(main, ["alerts", "gone.yaml"]).exit_code == 1
    assert run.invoke(main, ["alerts", "--write", "--format", "json"]).exit_code == 2
    linted = run.invoke(main, ["lint", "--no-cache"])
    assert "[alert-file-not-understood]" in linted.output
    file.write_bytes(before)
    assert "[alert-not-linked]" in run.invoke(main, ["lint"]).output
    assert run.invoke(main, ["alerts", "--write"]).exit_code == 0
    assert "[alert-not-linked]" not in run.invoke(main, ["lint"]).output, "remembered wrongly"
