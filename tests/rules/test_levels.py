"""How often something is said: what the first two levels are held to, and what they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthour.pipeline import check
from tests.rules.cases import RULES, lay_out

LEVEL = """\
  - id: {id}
    code: {id}
    name: {id}
    definition: it is bad
    respond_within: 5m
    page:
      who: mara
      when: {when}
"""


@pytest.mark.parametrize(
    ("first", "second", "when", "said"),
    [
        ("internal: 15m", "internal: 30m", "always", []),
        ("public: 900s", "", "always", []),
        ("", "", "always", ["`first` does not say how often an update goes out"]),
        ("internal: 16m", "", "always", ["at `first` nothing is said for `16m`"]),
        ("internal: 15m", "public: 31m", "always", ["at `second` nothing is said for `31m`"]),
        ("internal: 15m", "public: 31m", "working-hours", []),
        ("internal: 15m", "internal: 1d", "next-sprint", []),
    ],
)
def test_something_is_said_in_time(
    first: str, second: str, when: str, said: list[str], tmp_path: Path
) -> None:
    text = "levels:\n"
    for name, paged, rhythm in (("first", "always", first), ("second", when, second)):
        text += LEVEL.format(id=name, when=paged)
        text += f"    update_every:\n      {rhythm}\n" if rhythm else ""
    root = lay_out(tmp_path)
    (root / "runbooks/severity.yaml").write_text(text)
    found = check(root, rules=[RULES["update-rhythm"]]).problems
    assert [each.message for each in found] == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, [(2, "`l0` is the only level, so that nothing is worse than anything else")]),
        (2, []),
        (6, []),
        (7, [(50, "`l6` is the seventh of 7 levels; six are the most")]),
        (9, [(50, "`l6` is the seventh of 9 levels; six are the most")]),
    ],
)
def test_there_are_two_to_six_of_them(
    count: int, said: list[tuple[int, str]], tmp_path: Path
) -> None:
    text = "".join(LEVEL.format(id=f"l{number}", when="always") for number in range(count))
    lay_out(tmp_path)
    (tmp_path / "runbooks/severity.yaml").write_text("levels:\n" + text)
    found = check(tmp_path, rules=[RULES["levels-are-few"]]).problems
    assert [(problem.location.line, problem.message) for problem in found] == said
    assert {problem.location.path for problem in found} <= {"runbooks/severity.yaml"}
