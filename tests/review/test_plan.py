"""The month's list: ranked with reasons, within the budget, done when done, nothing forgotten."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthour.cli import main
from firsthour.model import Catalog
from firsthour.pipeline import check
from firsthour.review import changes, month, samples
from tests.model.test_model import catalog
from tests.review.repository import commit, git
from tests.rules.cases import lay_out

TODAY = datetime.date(2026, 11, 21)
SETTINGS = "product: Larkspur\nreview: {{per_owner: {budget}, read: {read}}}\n"


def team(reviews: dict[str, list[datetime.date]], budget: int, read: str = "120d") -> Catalog:
    """Pages of one owner with the days on which they were read."""
    files = {}
    for name, days in reviews.items():
        entries = "".join(f"  - {{date: {day}, by: mara, how: read}}\n" for day in days)
        text = "title: T\nowner: platform\nsteps: [Look]\n"
        files[f"failure_modes__{name}"] = text + (f"reviewed:\n{entries}" if entries else "")
    return catalog(settings=SETTINGS.format(budget=budget, read=read), **files)


def names(made: Catalog, today: datetime.date) -> list[str]:
    return [turn.reference.partition("/")[2] for each in month(made, today) for turn in each.pages]


@pytest.mark.parametrize("day", [1, 28])
@pytest.mark.parametrize(
    ("pages", "budget", "read"), [(12, 3, "150d"), (9, 3, "120d"), (20, 3, "240d"), (2, 2, "60d")]
)
def test_a_year_keeps_within_the_budget_and_every_page_within_its_interval(
    pages: int, budget: int, read: str, day: int
) -> None:
    first = datetime.date(2026, 1, day)
    reviews = {f"p{number}": [first] for number in range(pages)}
    length = datetime.timedelta(days=int(read[:-1]))
    seen: set[str] = set()
    for number in range(1, 13):
        today = datetime.date(2026 + number // 12, number % 12 + 1, day)
        made = team(reviews, budget, read)
        asked = names(made, today)
        assert len(asked) <= budget
        assert asked == names(team(reviews, budget, read), today)
        for name in asked:
            assert reviews[name][0] + length >= today
            reviews[name].insert(0, today)
            seen.add(name)
        assert names(team(reviews, budget, read), today) == []
        assert all(days[0] + length >= today for days in reviews.values())
    assert seen == set(reviews)


def test_pages_reviewed_together_come_up_apart_in_an_order_nobody_chose() -> None:
    reviews = {f"p{number}": [datetime.date(2026, 1, 5)] for number in range(6)}
    order = []
    for number in range(2, 6):
        today = datetime.date(2026, number, 1)
        for name in names(team(reviews, 2, "150d"), today):
            order.append(name)
            reviews[name].insert(0, today)
    assert sorted(order) == sorted(reviews)
    assert order != sorted(order)


def test_a_heap_of_pages_never_reviewed_is_taken_a_few_a_month_and_ends() -> None:
    reviews: dict[str, list[datetime.date]] = {f"p{number}": [] for number in range(7)}
    taken: list[str] = []
    for number in range(1, 5):
        today = datetime.date(2026, number, 10)
        made = team(reviews, 2, "360d")
        waiting = sum(each.waiting for each in month(made, today))
        assert waiting == max(7 - len(taken) - 2, 0)
        while names(made, today):
            name = names(made, today)[0]
            reviews[name].insert(0, today)
            taken.append(name)
            made = team(reviews, 2, "360d")
    assert sorted(taken) == sorted(reviews)


def test_the_list_gets_shorter_and_does_not_fill_up_again() -> None:
    reviews: dict[str, list[datetime.date]] = {f"p{number}": [] for number in range(9)}
    lengths = []
    for _ in range(4):
        asked = names(team(reviews, 3), TODAY)
        lengths.append(len(asked))
        for name in asked[:1]:
            reviews[name].insert(0, TODAY)
    assert lengths == [3, 2, 1, 0]


def test_drafts_and_retired_pages_are_not_asked_for() -> None:
    text = "title: T\nowner: platform\nstatus: {}\nsteps: [Look]\n"
    made = catalog(failure_modes__a=text.format("draft"), failure_modes__b=text.format("retired"))
    assert month(made, TODAY) == ()


def test_sample_pages_are_not_asked_for_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "title: T\nowner: platform\nsteps: [Look]\n"
    sample = f"sample: true\n{text}"
    made = catalog(
        failure_modes__a=text, failure_modes__b=sample, failure_modes__c=f"status: draft\n{sample}"
    )
    assert names(made, TODAY) == ["a"]
    assert (samples(made), samples(made, "platform"), samples(made, "mara")) == (1, 1, 0)

    monkeypatch.chdir(lay_out(tmp_path))
    for name in ("a", "b"):
        path = tmp_path / f"runbooks/failure-modes/{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(sample)
    found = CliRunner().invoke(main, ["review", "--format", "json"])
    assert found.stdout == "[]\n"
    assert found.stderr == "left out: 2 sample pages, until they are made your own\n"
    (tmp_path / "runbooks/failure-modes/b.yaml").write_text(text)
    found = CliRunner().invoke(main, ["review", "--owner", "platform"])
    assert "failure-modes/b" in found.stdout and "failure-modes/a" not in found.stdout
    assert found.stderr == "left out: 1 sample page, until they are made your own\n"
    (tmp_path / "runbooks/failure-modes/a.yaml").write_text(text)
    assert CliRunner().invoke(main, ["review"]).stderr == ""


INCIDENT = """title: Customers saw 502
owner: mara
severity: sev1
started: {day}T09:00Z
drill: {drill}
runbooks_used: [{{verdict: {verdict}, runbook: failure-modes/{page}}}]
"""
RISKY = """title: Restore
owner: platform
severity: sev1
steps:
  - {do: Drop it, run: dropdb app, risk: destructive, undo: {impossible: it is gone}}
rollback: {steps: [{run: restore}]}
"""
CALM = "title: {}\nowner: platform\nsteps: [{{do: Look, run: {}}}]\n"
READ = 'reviewed:\n  - {{date: "{}", by: mara, how: read}}\n'


def test_exactly_this_list_comes_of_a_history(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    (root / "runbooks/settings.yaml").write_text("product: L\nreview: {per_owner: 5, read: 90d}\n")
    commit(
        root,
        "2026-09-01",
        failure_modes__risky=RISKY,
        failure_modes__changed=CALM.format("Changed", "top") + READ.format("2026-10-20"),
        failure_modes__renamed=CALM.format("Renamed", "top") + READ.format("2026-10-20"),
        failure_modes__wrong=CALM.format("Wrong", "top") + READ.format("2026-10-20"),
        failure_modes__drilled=CALM.format("Drilled", "top"),
        failure_modes__bumped=CALM.format("Bumped", "top") + READ.format("2026-08-01"),
        failure_modes__late=CALM.format("Late", "top") + READ.format("2026-08-01"),
        incidents__drill=INCIDENT.format(
            day="2026-10-15", drill="true", verdict="worked", page="drilled"
        ),
        incidents__real=INCIDENT.format(
            day="2026-11-02", drill="false", verdict="wrong-step", page="wrong"
        ),
    )
    git(root, "mv", "runbooks/failure-modes/renamed.yaml", "runbooks/failure-modes/moved.yaml")
    commit(root, "2026-11-01")
    commit(
        root,
        "2026-11-05",
        failure_modes__changed=CALM.format("Changed", "htop") + READ.format("2026-10-20"),
        failure_modes__bumped=CALM.format("Bumped", "top") + READ.format("2026-10-20"),
    )
    # One commit over every file, as a formatter makes it.
    for path in sorted((root / "runbooks/failure-modes").iterdir()):
        path.write_text(path.read_text() + "# formatted\n")
    commit(root, "2026-11-10")
    made = check(root, rules=(), today=TODAY).catalog
    (platform,) = month(made, TODAY, changes(root, made))
    assert [(turn.reference, turn.score, turn.reasons) for turn in platform.pages] == [
        (
            "failure-modes/risky",
            13,
            (
                "never reviewed",
                "it is for SEV1",
                "a step can destroy data",
                "its rollback has never been tried",
            ),
        ),
        (
            "failure-modes/wrong",
            8,
            ("an incident of 2026-11-02 found it wrong", "used in an incident since 2026-05-25"),
        ),
        ("failure-modes/changed", 5, ("changed since its review of 2026-10-20",)),
        ("failure-modes/late", 1, ("its review is 22 days late",)),
    ]
    assert (platform.done, platform.waiting) == (0, 0)
    assert month(made, TODAY, changes(root, made)) == (platform,)


def test_an_owner_whom_nobody_knows_is_said_to_be_nobody(tmp_path: Path) -> None:
    lay_out(tmp_path)
    folder = tmp_path / "runbooks/failure-modes"
    folder.mkdir()
    for name, owner in (("x", "platfrom"), ("y", "mara"), ("z", "platform")):
        (folder / f"{name}.yaml").write_text(f"title: T\nowner: {owner}\nsteps: [Look]\n")

    def reasons() -> dict[str, list[str]]:
        made = check(tmp_path, rules=(), today=TODAY).catalog
        return {it.owner: list(it.pages[0].reasons) for it in month(made, TODAY)}

    said = reasons()
    assert said.pop("platfrom") == [
        "nobody looks after it: no person and no team has the id `platfrom`",
        "never reviewed",
    ]
    assert said == {"mara": ["never reviewed"], "platform": ["never reviewed"]}
    (tmp_path / "runbooks/contacts.yaml").unlink()
    assert reasons()["platfrom"] == ["never reviewed"], "nobody can tell"
