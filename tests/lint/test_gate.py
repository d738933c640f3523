"""The gate of a pull request ten years on: what a change left alone fails nothing, whatever day."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthour.cli import main
from tests.review.repository import commit, git
from tests.rules.cases import HERE, RULES, lay_out

LATER = "2036-11-21"
# What the network says of links comes with time as well, and is asked for in tests/online.
CLOCK = sorted(name for name, rule in RULES.items() if rule.clock and not name.startswith("link-"))
# Found today and not in ten years: the day has come.
TODAY_ONLY = {"review-not-in-the-future"}
TREES = {name: "bad" if name in TODAY_ONLY else "good" for name in CLOCK}
OWN = "title: Customers see {}\nowner: mara\nsteps:\n  - Look at the proxy\n"


def _lint(*options: str, today: str = LATER) -> int:
    """The exit code, with whatever is found failing the run."""
    result = CliRunner().invoke(main, ["lint", "--today", today, "--fail-on", "info", *options])
    assert result.exit_code in (0, 1), result.output
    return result.exit_code


@pytest.fixture
def work(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a rule is content with today, on a branch that touches another page."""
    rule = request.node.callspec.params["rule"]
    lay_out(tmp_path, HERE / rule / TREES[rule])
    commit(tmp_path, "2026-11-20", failure_modes__ours=OWN.format("502"))
    git(tmp_path, "checkout", "-qb", "work")
    commit(tmp_path, "2026-11-21", failure_modes__ours=OWN.format("504"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("rule", CLOCK)
def test_ten_years_fail_no_change_of_another_page(rule: str, work: Path) -> None:
    today = "2026-11-21"
    select = ("--select", rule)
    if TREES[rule] == "good":
        assert _lint(*select, today=today) == 0
        assert _lint(*select) == 1, "no time that has passed is found here: the test proves nothing"
    else:
        assert _lint(*select, today=today) == 1
    for day in (today, LATER):
        assert _lint(*select, "--since", "main", today=day) == 0
        assert _lint(*select, "--since", "main", "--no-cache", today=day) == 0


@pytest.mark.parametrize("rule", CLOCK)
def test_all_rules_together_say_the_same_on_every_day(rule: str, work: Path) -> None:
    said = {
        CliRunner().invoke(main, ["lint", "--verbose", "--since", "main", "--today", day]).output
        for day in ("2026-11-21", LATER)
    }
    assert len(said) == 1
    assert "nothing to fix" in said.pop()


@pytest.mark.parametrize("rule", CLOCK)
def test_a_gate_that_did_not_look_at_the_change_would_fail(
    rule: str, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without what `since` leaves out, the tests above fail: this is what they hold."""
    monkeypatch.setattr("firsthour.pipeline.linting.brought", lambda named, *_: named)
    today = LATER if TREES[rule] == "good" else "2026-11-21"
    assert _lint("--select", rule, "--since", "main", today=today) == 1


@pytest.mark.parametrize("rule", CLOCK)
def test_who_touches_an_old_page_is_told_and_not_failed(rule: str, work: Path) -> None:
    for path in (work / "runbooks").rglob("*.yaml"):
        path.write_text(path.read_text() + "# touched\n")
    arguments = ["lint", "--today", LATER, "--select", rule, "--since", "main"]
    if TREES[rule] == "good":
        result = CliRunner().invoke(main, arguments)
        assert (f"warning [{rule}]" in result.output, result.exit_code) == (True, 0)


def test_a_day_to_come_fails_the_change_that_writes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(tmp_path)
    commit(tmp_path, "2026-11-20", failure_modes__ours=OWN.format("502"))
    git(tmp_path, "checkout", "-qb", "work")
    review = 'reviewed:\n  - {date: "2027-01-01", by: mara, how: read}\n'
    commit(tmp_path, "2026-11-21", failure_modes__ours=OWN.format("502") + review)
    monkeypatch.chdir(tmp_path)
    arguments = ["lint", "--today", "2026-11-21", "--since", "main"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert "ours.yaml:6:12: error [review-not-in-the-future]" in result.output
