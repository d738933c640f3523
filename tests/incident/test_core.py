"""The scripts of the site: their types, the cores that know no page, and how much is sent."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from firsthour.pages.incident_mode import incident_mode
from firsthour.pipeline import check
from firsthour.site import escape
from firsthour.site.assets import FILES, FOLDER, assets, scripts, slim, style_sheets

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ASSETS = ROOT / "generator/firsthour/assets/firsthour"
COMPILER = HERE / "node_modules/typescript/lib/tsc.js"
TEAM = incident_mode(check(ROOT, rules=()).catalog)


@pytest.mark.parametrize("project", ["tsconfig.json", "tsconfig.worker.json"])
def test_the_scripts_are_typed(project: str, node: str) -> None:
    assert COMPILER.is_file(), "TypeScript is not installed: make test installs it"
    done = subprocess.run(
        [node, COMPILER, "--project", HERE / project], check=False, capture_output=True, text=True
    )
    assert done.stdout == ""
    assert done.returncode == 0


def test_every_script_is_typed(node: str) -> None:
    projects = ("tsconfig.json", "tsconfig.worker.json")
    looked_at = "".join(
        subprocess.run(
            [node, COMPILER, "--project", HERE / project, "--listFilesOnly"],
            check=True, capture_output=True, text=True,
        ).stdout
        for project in projects
    )  # fmt: skip
    every = list(ASSETS.parent.rglob("*.js"))
    assert len(every) > 20
    assert [path for path in every if str(path) not in looked_at] == []


@pytest.mark.parametrize("tests", ["core", "finding", "searching"])
def test_the_cores_do_what_their_tests_say(tests: str, node: str) -> None:
    done = subprocess.run(
        [node, "--test", HERE / f"{tests}.test.cjs"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    assert re.search(r"^# tests [1-9]", done.stdout, re.MULTILINE)


def test_every_part_is_in_a_script_of_the_site() -> None:
    parts = {path.relative_to(ASSETS).with_suffix("").as_posix() for path in ASSETS.rglob("*.js")}
    assert parts == {part for names in FILES.values() for part in names}
    tree = assets(TEAM)
    assert {path for path in tree if path.endswith(".js")} == {
        f"{FOLDER}/{name}.js" for name in FILES
    }
    assert {*scripts(), *style_sheets()} <= set(tree)
    sheets = [path for path in ASSETS.rglob("*.css") if path.parent.name != "version"]
    whole = tree[style_sheets()[0]].decode()
    assert [path for path in sheets if path.read_text() not in whole] == []


def test_slim_scripts_say_the_same(node: str, tmp_path: Path) -> None:
    script = tmp_path / "script.js"
    text = '// gone\n\n/* gone\n * gone */\nconst a = /** @type {any} */ ("// stays"); // stays\n  /** gone */\n'
    assert slim(text) == 'const a = ("// stays"); // stays\n'
    for name, written in assets(TEAM).items():
        if name.endswith(".js"):
            script.write_bytes(written)
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
    for tree in (assets(team), assets()):
        assert b"incidentWake" not in tree[f"{FOLDER}/common.js"]
