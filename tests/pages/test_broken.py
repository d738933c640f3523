"""A file that cannot be read becomes a page that says so, and takes no other page away."""

from __future__ import annotations

import dataclasses
import datetime
import re
from pathlib import Path

import pytest

from firsthour.model import FOLDERS, SINGLES, Catalog
from firsthour.pages import Context, Page, all_pages
from firsthour.pages.broken import Words, _words, reference_of
from firsthour.pipeline import assemble, check
from firsthour.problem import Location, Problem, Severity

TODAY = datetime.date(2026, 11, 21)
ROOT = Path(__file__).parents[2]
PLACES = {
    "severity": "severity.md",
    "roles": "roles.md",
    "contacts": "contacts.md",
    "services": "services/index.md",
}
FOLDERS_OF_PAGES = {"templates": "messages"}


def write(root: Path, path: str, text: str = "nope: 1\n") -> Path:
    target = root / "runbooks" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target


def pages(root: Path) -> dict[str, Page]:
    """Pages by path; two with one path are an error."""
    checked = check(root)
    made = all_pages(Context(checked.catalog, TODAY, problems=checked.problems))
    found = {page.path: page for page in made}
    assert len(found) == len(made), sorted(page.path for page in made)
    return found


def text(root: Path, path: str) -> str:
    made = assemble(root, today=TODAY).files[path]
    assert isinstance(made, str)
    return made


def test_the_sample_has_no_such_page() -> None:
    assert not {"broken", "broken-files"} & {it.template for it in pages(ROOT).values()}


def test_the_page_shows_the_line_that_is_meant_between_its_neighbours(tmp_path: Path) -> None:
    lines = ["title: Disk full", "owner: mara", "ownr: tomas", "steps:", "  - Look.", "# end"]
    write(tmp_path, "failure-modes/disk-full.yaml", "\n".join(lines) + "\n")
    page = text(tmp_path, "failure-modes/disk-full.md")
    found = re.findall(r"<span>(\d+)</span>([^<]*)(?:<mark>([^<]*)</mark>)?", page)
    assert [int(number) for number, _, _ in found] == [1, 2, 3, 4, 5]
    assert [mark for _, _, mark in found] == ["", "", "ownr", "", ""]
    assert [before.removesuffix("&#10;") for _, before, _ in found] == [*lines[:2], "", *lines[3:5]]


def test_home_says_that_files_are_missing(tmp_path: Path) -> None:
    write(tmp_path, "severity.yaml", "levels: []\n")
    write(tmp_path, "settings.yaml")
    assert "2 files</a> cannot be read" in text(tmp_path, "index.md")
    assert "cannot be read" not in text(ROOT, "index.md")


@pytest.mark.parametrize("kind", PLACES)
def test_a_broken_single_has_its_usual_place(kind: str, tmp_path: Path) -> None:
    write(tmp_path, f"{kind}.yaml")
    found = pages(tmp_path)
    assert found[PLACES[kind]].template == "broken"
    assert found[PLACES[kind]].source == f"runbooks/{kind}.yaml"
    others = {path: found[path].template for name, path in PLACES.items() if name != kind}
    assert "broken" not in others.values()


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_broken_page_has_its_usual_place(kind: str, tmp_path: Path) -> None:
    write(tmp_path, f"{kind}/disk-full.yaml")
    page = pages(tmp_path)[f"{FOLDERS_OF_PAGES.get(kind, kind)}/disk-full.md"]
    assert page.template == "broken"
    assert page.section == kind
    assert not page.searchable


def test_broken_settings_are_on_the_list_and_have_no_page(tmp_path: Path) -> None:
    write(tmp_path, "settings.yaml")
    found = pages(tmp_path)
    assert [it.path for it in found.values() if it.template.startswith("broken")] == ["broken.md"]
    assert "## settings {" in text(tmp_path, "broken.md")
    assert "unknown key <code>nope</code>" in text(tmp_path, "broken.md")


def test_the_page_says_what_is_wrong_where_and_what_to_do(tmp_path: Path) -> None:
    write(tmp_path, "failure-modes/disk-full.yaml", "title: Disk full\nowner: [a\n")
    page = text(tmp_path, "failure-modes/disk-full.md")
    assert "is never closed" in page
    assert "<b>To fix</b> write <code>&#93;</code>" in page
    assert "runbooks/failure-modes/disk-full.yaml, line 2, column 8" in page
    assert "firsthour explain yaml-syntax" in page
    assert "The rest of the site is fine" in page
    assert 'class="fh-findings"' in page


def test_the_page_counts_the_other_broken_files(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        write(tmp_path, f"failure-modes/{name}.yaml")
    assert "2 more files are broken</a>; the rest" in text(tmp_path, "failure-modes/a.md")
    assert "3 files cannot be read" in text(tmp_path, "broken.md")


@pytest.mark.parametrize("kind", [*PLACES, "settings"])
def test_where_one_of_two_files_can_be_read_nothing_clashes(kind: str) -> None:
    sound = dataclasses.replace(check(ROOT).catalog, broken=frozenset({kind}))
    made = [page.path for page in all_pages(Context(sound, TODAY))]
    assert len(set(made)) == len(made)
    assert "broken.md" in made
    assert PLACES.get(kind, "index.md") in made
    assert "broken" not in {page.template for page in all_pages(Context(sound, TODAY))}


@pytest.mark.parametrize("kind", FOLDERS)
def test_where_one_of_two_pages_can_be_read_that_one_is_shown(kind: str, tmp_path: Path) -> None:
    name = sorted((ROOT / "runbooks" / kind).glob("*.yaml"))[0]
    write(tmp_path, f"{kind}/{name.name}", name.read_text(encoding="utf-8"))
    write(tmp_path, f"{kind}/old/{name.name}")
    found = pages(tmp_path)
    assert found[f"{FOLDERS_OF_PAGES.get(kind, kind)}/{name.stem}.md"].template != "broken"
    assert f"runbooks/{kind}/old/{name.name}" in text(tmp_path, "broken.md")


def test_two_broken_files_of_one_name_share_a_page(tmp_path: Path) -> None:
    write(tmp_path, "procedures/x.yaml")
    write(tmp_path, "procedures/old/x.yaml")
    pages(tmp_path)
    page = text(tmp_path, "procedures/x.md")
    assert "runbooks/procedures/old/x.yaml" in page
    assert "runbooks/procedures/x.yaml" in page


@pytest.mark.parametrize("name", ["index", "HTTP_502", "a.b", "con", "a b", "x" * 120])
def test_a_name_that_is_no_id_or_is_taken_gets_no_page_of_its_own(
    name: str, tmp_path: Path
) -> None:
    write(tmp_path, f"checklists/{name}.yaml", "nope: [\n")
    found = pages(tmp_path)
    assert found["checklists/index.md"].template == "checklists"
    assert not [it for it in found.values() if it.template == "broken"]


def test_no_page_takes_the_place_of_another_in_any_mix_of_broken_files(tmp_path: Path) -> None:
    for path in sorted((ROOT / "runbooks").rglob("*.yaml")):
        relative = path.relative_to(ROOT / "runbooks").as_posix()
        write(tmp_path, relative, path.read_text(encoding="utf-8"))
    names = [f"{kind}.yaml" for kind in SINGLES] + [
        f"{kind}/{sorted((ROOT / 'runbooks' / kind).glob('*.yaml'))[-1].name}" for kind in FOLDERS
    ]
    whole = set(pages(tmp_path))
    for name in names:
        write(tmp_path, name)
        # Services and alerts have their pages from the files that break here.
        left = {path for path in whole if not path.startswith(("services/", "a/"))}
        assert left <= set(pages(tmp_path)), name
    made = assemble(tmp_path, today=TODAY)
    page = made.files["broken.md"]
    assert isinstance(page, str)
    assert len(re.findall(r"^## ", page, re.MULTILINE)) == len(names)


def test_what_is_known_to_be_broken_without_a_finding_still_has_a_page() -> None:
    context = Context(Catalog(broken=frozenset({"roles", "templates/x"})), TODAY)
    found = {page.path: page for page in all_pages(context)}
    assert found["roles.md"].template == found["messages/x.md"].template == "broken"
    assert found["messages/x.md"].source == "runbooks/templates/x.yaml"


def test_warnings_and_rules_on_meaning_break_no_page() -> None:
    at = Location("runbooks/failure-modes/x.yaml")
    problems = [
        Problem(at, Severity.WARNING, "schema-unknown-key", "w"),
        Problem(at, Severity.ERROR, "owner-exists", "e"),
    ]
    found = all_pages(Context(Catalog(), TODAY, problems=problems))
    assert not [page for page in found if page.template.startswith("broken")]


def test_a_file_of_no_kind_is_on_the_list_and_has_no_page() -> None:
    at = Location("runbooks/other/x.yaml")
    problem = Problem(at, Severity.ERROR, "yaml-syntax", "e")
    found = all_pages(Context(Catalog(), TODAY, problems=[problem]))
    assert [it.path for it in found if it.template.startswith("broken")] == ["broken.md"]


def test_a_path_leads_to_its_reference() -> None:
    assert reference_of("runbooks/failure-modes/web/x.yaml") == "failure-modes/x"
    assert reference_of("runbooks/roles.yml") == "roles"
    assert reference_of("runbooks") == reference_of("runbooks/failure-modes/web") == ""


def test_a_sentence_is_cut_at_its_backticks_when_they_come_in_pairs() -> None:
    assert _words("unknown key `nope`") == (Words("unknown key ", False), Words("nope", True))
    assert _words("text cannot start with `") == (Words("text cannot start with `", False),)
