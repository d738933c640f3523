"""The scripts of incident mode: their types, their core, and what is left of them on the site."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from pathlib import Path

import pytest

from firsthour.pages.incident_mode import incident_mode
from firsthour.pipeline import check
from firsthour.site import escape
from firsthour.site.assets import FOLDER, INCIDENT, PARTS, assets, scripts, slim

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ASSETS = ROOT / "generator/firsthour/assets/firsthour"
COMPILER = HERE / "node_modules/typescript/lib/tsc.js"
TEAM = incident_mode(check(ROOT, rules=()).catalog)
NAME = f"{FOLDER}/{INCIDENT}.js"
# In bytes, gzipped: what a phone with a bad connection waits for.
MOST = 15 * 1024


def test_the_scripts_are_typed(node: str) -> None:
    assert COMPILER.is_file(), "TypeScript is not installed: make test installs it"
    done = subprocess.run(
        [node, COMPILER, "--project", HERE], check=False, capture_output=True, text=True
    )
    assert done.stdout == ""
    assert done.returncode == 0


def test_the_core_does_what_its_tests_say(node: str) -> None:
    done = subprocess.run(
        [node, "--test", HERE / "core.test.cjs"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    assert re.search(r"^# tests [1-9]", done.stdout, re.MULTILINE)


def test_all_parts_are_one_script_of_the_site() -> None:
    assert {path.stem for path in (ASSETS / INCIDENT).glob("*.js")} == set(PARTS)
    assert NAME in scripts()
    tree = assets(TEAM)
    assert not [
        path for path in tree if path.startswith(f"{FOLDER}/{INCIDENT}/") and path.endswith(".js")
    ]
    assert set(scripts()) <= set(tree)


def test_the_script_is_small_with_the_data_of_a_team() -> None:
    assert len(gzip.compress(assets(TEAM)[NAME], 9)) <= MOST


def test_slim_scripts_say_the_same(node: str, tmp_path: Path) -> None:
    script = tmp_path / "script.js"
    text = '// gone\n\n/* gone\n * gone */\nconst a = /** @type {any} */ ("// stays"); // stays\n  /** gone */\n'
    assert slim(text) == 'const a = ("// stays"); // stays\n'
    script.write_bytes(assets(TEAM)[NAME])
    subprocess.run([node, "--check", script], check=True)


@pytest.mark.parametrize(
    "text",
    ["</script><script>x</script>", "'", '"', "\\", "\\'", "\u2028", "<!--", "é日\U0001f525"],
)
def test_data_arrives_as_it_is_and_as_nothing_else(text: str, node: str) -> None:
    written = escape.script({"x": text, "__proto__": "y"})
    assert "<" not in written
    assert written.isascii()
    code = f"const found = {written}; process.stdout.write(JSON.stringify([found.x, Object.keys(found)]))"
    said = subprocess.run([node, "-e", code], check=True, capture_output=True).stdout
    assert json.loads(said) == [text, ["x", "__proto__"]]


def test_the_site_tells_no_way_to_reach_anybody() -> None:
    catalog = check(ROOT, rules=()).catalog
    written = json.dumps(TEAM)
    reaches = [reach.value for person in catalog.people.values() for reach in person.channels]
    assert len(reaches) > 10
    assert [value for value in reaches if value in written] == []
    assert "petra" not in written, "who left is not offered"
    assert [person["id"] for person in TEAM["people"]] == ["mara", "tomas", "june", "ravi"]


def test_without_levels_there_is_nothing_to_start(tmp_path: Path) -> None:
    (tmp_path / "runbooks").mkdir()
    team = incident_mode(check(tmp_path, rules=()).catalog)
    assert team["levels"] == []
    assert team["owner"] == team["lead"] == ""
