"""What the written pages promise: links that lead somewhere, commands that are there."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest

import firsthour
from firsthour.cli import main

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / ".github/CONTRIBUTING.md",
        ROOT / "tests/mapped/README.md",
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "generator/firsthour/starter").rglob("*.md"),
    ]
)
COMMANDS = main.list_commands(click.Context(main))


def _prose(page: Path) -> str:
    return re.sub(r"^ *```.*?^ *```$", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)


def _anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.*)$", _prose(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head).strip().lower().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", _prose(page)):
        path, _, anchor = target.partition("#")
        if ":" in path:
            continue
        there = page.parent / path if path else page
        if not there.exists() or (anchor and anchor not in _anchors(there)):
            broken.append(target)
    assert broken == []


def test_the_readme_links_to_every_page_of_the_documentation() -> None:
    readme = (ROOT / "README.md").read_text()
    pages = {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")}
    assert pages == {*re.findall(r"\]\((docs/[\w-]+\.md)\)", readme)}


def test_the_readme_lists_every_command_once_and_no_other() -> None:
    table = (ROOT / "README.md").read_text().split("## Commands\n")[1].split("\n## ")[0]
    assert sorted(re.findall(r"^\| `firsthour ([\w-]+)` \| \w", table, re.MULTILINE)) == COMMANDS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_line_is_one_that_is_understood(page: Path) -> None:
    text = page.read_text()
    lines = re.findall(r"^ *(?:\$ |> )(firsthour [a-z].*)$", text, re.MULTILINE)
    lines += re.findall(r"`(firsthour [a-z][^`\n]*)`", text)
    wrong = []
    for line in lines:
        words = shlex.split(line, comments=True)[1:]
        command = main.get_command(click.Context(main), words[0])
        params = command.params if command else ()
        options = [name for each in params for name in (*each.opts, *each.secondary_opts)]
        used = [word.partition("=")[0] for word in words[1:] if word.startswith("--")]
        if command is None or {*used} - {*options, "--help"}:
            wrong.append(line)
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_target_of_make_is_there(page: Path) -> None:
    named = re.findall(r"(?:^ *\$ |^ {4}|`)make ([a-z]+)", page.read_text(), re.MULTILINE)
    there = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert {*named} - {*there} == set()


def test_the_map_of_the_package_names_every_room_in_the_order_of_the_street() -> None:
    assert firsthour.__doc__
    lines = re.findall(r"^([a-z_]+(?:, [a-z_]+)*) +\S", firsthour.__doc__, re.MULTILINE)
    named = [room for line in lines for room in line.split(", ")]
    (street,) = [it for it in PROJECT["tool"]["importlinter"]["contracts"] if "layers" in it]
    houses = [re.findall(r"\w+", layer) for layer in reversed(street["layers"])]
    assert sorted([*named, "__main__"]) == sorted(room for house in houses for room in house)
    places = [next(at for at, house in enumerate(houses) if room in house) for room in named]
    assert places == sorted(places)


def test_the_guide_for_contributors_says_what_belongs_into_every_room() -> None:
    guide = (ROOT / ".github/CONTRIBUTING.md").read_text()
    table = "".join(line for line in guide.splitlines(keepends=True) if line.startswith("| "))
    missing = {room for room in ROOMS if f"`{room}/" not in table}
    assert missing == set()


MODULES = sorted((ROOT / "generator/firsthour").rglob("*.py"))
ROOMS = {
    folder.name: ast.get_docstring(ast.parse((folder / "__init__.py").read_text())) or ""
    for folder in (ROOT / "generator/firsthour").iterdir()
    if (folder / "__init__.py").is_file()
}


@pytest.mark.parametrize("room", [name for name, said in ROOMS.items() if "reading order" in said])
def test_a_room_that_says_in_which_order_to_read_it_names_all_of_it(room: str) -> None:
    folder = ROOT / "generator/firsthour" / room
    modules = {
        path.stem
        for path in folder.iterdir()
        if path.name != "__init__.py" and (path.suffix == ".py" or (path / "__init__.py").is_file())
    }
    assert modules - {*re.findall(r"`(\w+)`", ROOMS[room])} == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_has_one_job_and_fits_on_a_few_screens(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 250
