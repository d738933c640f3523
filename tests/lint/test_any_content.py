"""Whatever a valid file says, rules answer with findings, and a report shows them."""

from __future__ import annotations

import copy
import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from firsthour.lint.findings import lint
from firsthour.model import build_catalog
from firsthour.report import FORMATS, Outcome, Screen
from firsthour.rules import all_rules
from firsthour.source import Document, Route, load, read_all
from firsthour.validate import validate

ROOT = Path(__file__).parents[2]
SAMPLE, _ = read_all(ROOT)
WORDS = (
    "web", "mara", "sev1", "platform", "nobody", "incident-lead", "destructive", "draft", "retired",
    "procedures/roll-back-deploy", "failure-modes/http-502#mitigate", "failure-modes/none#x.y",
    "incidents/none", "steps", "mitigate.x", "http-502", "<a> <b-c> <", "<service>", "TODO ???",
    "rm -rf $(docker ps -q | xargs `kill` 'x\" ; { ( <<EOF", "psql -c 'delete from x", "2w",
    "'; drop table x; --", "\\", "$(", "sudo", "ssh", "kubectl exec", "docker compose exec", "git -C",
    "\u65e5\u672c\u8a9e \U0001f600 \u202eevil", "a" * 300, "{{ x }} {% y %}", "2026-02-28",
)  # fmt: skip


def _routes(data: Any, route: Route = ()) -> Iterator[Route]:
    yield route
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _routes(value, (*route, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _routes(value, (*route, index))


def _mutated(document: Document, chance: random.Random) -> Document:
    """The document with up to thirty values replaced or dropped, as far as its schema allows."""
    data = copy.deepcopy(document.data)
    for _ in range(30):
        before = copy.deepcopy(data)
        *parents, last = chance.choice([route for route in _routes(data) if route])
        place = data
        for part in parents:
            place = place[part]
        if chance.random() < 0.3:
            del place[last]
        else:
            place[last] = chance.choice(WORDS)
        if _problems(_load(document, data)):
            data = before
    return _load(document, data)


def _load(document: Document, data: Any) -> Document:
    return load(document.path, json.dumps(data).encode(), document.kind, document.id)


def _problems(document: Document) -> list[Any]:
    return [*document.problems, *(validate(document) if not document.problems else ())]


@pytest.mark.parametrize("seed", range(4))
def test_no_valid_content_makes_a_rule_fail(seed: int) -> None:
    chance = random.Random(seed)
    few = chance.sample(SAMPLE, len(SAMPLE) // 3)
    changed = [_mutated(document, chance) if document in few else document for document in SAMPLE]
    assert [_problems(document) for document in changed if _problems(document)] == []
    kept = [document for document in changed if chance.random() < 0.95]
    problems = lint(build_catalog(kept, ["roles"] if seed == 0 else []), all_rules())
    assert len({problem.rule for problem in problems}) > 5
    outcome = Outcome(problems, {document.path: document.text for document in kept}, len(kept))
    for screen in (Screen(verbose=True), Screen(verbose=True, encoding="ascii", width=40)):
        for line in FORMATS["text"](outcome, screen):
            assert line.isprintable()


def test_no_damaged_file_makes_the_check_fail() -> None:
    """A few of those that `tests/bench/mutated.py` makes, from a number that it never comes to."""
    script = [sys.executable, str(ROOT / "tests/bench/mutated.py"), "600", "--seed=1000000"]
    done = subprocess.run(script, capture_output=True, text=True)
    assert done.stdout.endswith("; raised: 0\n"), done.stdout + done.stderr
    assert done.returncode == 0
    far = re.search("came ([0-9]+) to reading, ([0-9]+) to shape, ([0-9]+) to rules", done.stdout)
    assert far is not None and min(map(int, far.groups())) > 50
