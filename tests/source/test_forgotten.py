"""The reader words what is forgotten before any schema is asked; it must know the same keys."""

from __future__ import annotations

import json
from pathlib import Path

from firsthour.source.forgotten import _KEYS_OF_A_STEP, _KEYS_OF_AN_OPTION

SCHEMA = Path(__file__).parents[2] / "schema" / "failure-modes.schema.json"


def test_the_keys_are_those_of_the_schema() -> None:
    parts = json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]
    step, option = (set(parts[name]["properties"]) for name in ("step", "option"))
    # What names an item is the answer, and not asked about.
    assert step - {"do", "id"} == _KEYS_OF_A_STEP
    assert option - step > _KEYS_OF_AN_OPTION
