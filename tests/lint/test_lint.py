"""Rules over a catalog: what is run, what is stamped on a finding, where it points."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from firsthour.lint.findings import chosen, lint
from firsthour.model import Catalog, build_catalog
from firsthour.problem import Location, Severity
from firsthour.rules import Finding, Rule, all_rules, rule
from firsthour.source import Origin, load
from firsthour.validate import validate

PAGE = """\
title: Customers see 502
owner: mara
steps:
  - do: Look at web, then at the web
    run: |
      first web
      second
  - {do: see, note: the web}
"""


def _catalog(text: str = PAGE) -> Catalog:
    document = load("runbooks/failure-modes/a.yaml", text.encode(), "failure-modes", "a")
    assert document.problems == ()
    assert validate(document) == []
    return build_catalog([document])


def _pointing(*route: str | int, excerpt: str = "", key: bool = False) -> Rule:
    def words_are_few(catalog: Catalog) -> Iterator[Finding]:
        """Words are few."""
        for page in catalog.failure_modes.values():
            origin = Origin(page.origin.document, route, key)
            note = (page.origin.at("title"), "see here")
            yield Finding(origin, "too many", "cut some", (note,), excerpt)

    return rule(Severity.WARNING)(words_are_few)


def test_a_finding_gets_its_rule_its_severity_and_its_places() -> None:
    (found,) = lint(_catalog(), [_pointing("owner")])
    assert found.rule == "words-are-few"
    assert found.severity is Severity.WARNING
    assert (found.message, found.help) == ("too many", "cut some")
    assert found.location == Location("runbooks/failure-modes/a.yaml", 2, 8, 2, 12)
    (note,) = found.notes
    assert (note.message, note.location.line, note.location.column) == ("see here", 1, 8)


@pytest.mark.parametrize(
    ("route", "excerpt", "place"),
    [
        (("steps", 0, "do"), "web", (4, 17, 4, 20)),
        (("steps", 0, "do"), "the web", (4, 30, 4, 37)),
        (("steps", 0, "run"), "web", (6, 13, 6, 16)),
        (("steps", 0, "run"), "second", (7, 7, 7, 13)),
        (("owner",), "web", (2, 8, 2, 12)),
        (("steps", 0, "do"), "first", (4, 9, 4, 37)),
        (("steps", 0, "do"), "do", (4, 9, 4, 37)),
        (("steps", 1, "do"), "web", (8, 10, 8, 13)),
    ],
)
def test_an_excerpt_narrows_the_span_it_is_in(
    route: tuple[str | int, ...], excerpt: str, place: tuple[int, int, int, int]
) -> None:
    (found,) = lint(_catalog(), [_pointing(*route, excerpt=excerpt)])
    where = found.location
    assert (where.line, where.column, where.end_line, where.end_column) == place


def test_problems_come_in_the_order_of_the_file() -> None:
    late, early = _pointing("steps", 0, "do"), _pointing("title")
    assert [each.location.line for each in lint(_catalog(), [late, early])] == [1, 4]


def test_all_rules_run_unless_some_are_selected_or_ignored() -> None:
    rules = all_rules()
    assert chosen(rules) == [*rules]
    assert [each.id for each in chosen(rules, ["owner-exists"])] == ["owner-exists"]
    assert len(chosen(rules, (), ["owner-exists"])) == len(rules) - 1
    assert chosen(rules, ["owner-exists"], ["owner-exists"]) == []


def test_rules_do_not_name_a_line_themselves() -> None:
    folder = Path(__file__).parents[2] / "generator/firsthour/rules"
    assert [path.name for path in folder.glob("**/*.py") if "Location" in path.read_text()] == []
