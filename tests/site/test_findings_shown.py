"""What a preview says of findings: a line each, the worst first, a few of them, in right numbers."""

from __future__ import annotations

import pytest

from firsthour.mkdocs_plugin import _others
from firsthour.problem import Location, Problem, Severity


def _found(severity: Severity, count: int) -> list[Problem]:
    rule = f"a-{severity.value}"
    return [Problem(Location(f"{n}.yaml", n), severity, rule, f"m{n}\x1b") for n in range(count)]


@pytest.mark.parametrize(
    ("errors", "warnings", "infos", "last"),
    [
        (0, 0, 0, []),
        (1, 0, 0, ["1 finding; `firsthour lint` shows it in full"]),
        (1, 1, 0, ["2 findings; `firsthour lint` shows them in full"]),
        (2, 3, 0, ["5 findings; `firsthour lint` shows them in full"]),
        (2, 4, 0, ["and 1 more; `firsthour lint` shows all 6 findings"]),
        (0, 0, 1, ["1 hint; `firsthour lint --verbose` shows it"]),
        (
            1,
            0,
            2,
            [
                "1 finding; `firsthour lint` shows it in full",
                "2 hints; `firsthour lint --verbose` shows them",
            ],
        ),
    ],
)
def test_findings_are_few_lines(errors: int, warnings: int, infos: int, last: list[str]) -> None:
    problems = [
        *_found(Severity.INFO, infos),
        *_found(Severity.WARNING, warnings),
        *_found(Severity.ERROR, errors),
    ]
    said = list(_others(problems))
    shown = said[: len(said) - len(last)]
    assert said[len(shown) :] == last
    assert len(shown) == min(errors + warnings, 5)
    assert [line.partition(":")[0] for line in shown] == ["error"] * errors + ["warning"] * (
        len(shown) - errors
    )
    assert not any(character < " " for line in said for character in line)


def test_a_line_says_where_and_what() -> None:
    (problem,) = _found(Severity.ERROR, 1)
    assert next(_others([problem])).startswith("error: 0.yaml:0: m0")
    assert next(_others([problem])).endswith(" [a-error]")
