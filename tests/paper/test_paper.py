"""Paper: one page, the same bytes, nothing private, and a finding where it does not fit."""

from __future__ import annotations

import datetime
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from click.testing import CliRunner, Result
from pdfua import validate
from pypdf import PdfReader

from firsthour.cli import main
from firsthour.paper import MISSING, Fit, NoPressError, Press, Sheet, problems
from firsthour.pipeline import Printed, assemble, print_all
from firsthour.pipeline.building import lying
from firsthour.problem import Severity

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 11, 21)
ONE_CHECKLIST = "first-ten-minutes"
MARAS_PRIVATE_NUMBER = "+44 7700 900118"


def repository(root: Path, *names: str) -> Path:
    """The singles of the sample and the named pages, without git."""
    (root / "runbooks").mkdir(parents=True)
    for path in (ROOT / "runbooks").glob("*.yaml"):
        shutil.copy(path, root / "runbooks")
    for name in names:
        target = root / "runbooks" / f"{name}.yaml"
        target.parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "runbooks" / f"{name}.yaml", target)
    return root


def printed(root: Path, *, private: bool = False) -> Printed:
    return print_all(root, today=TODAY, private=private)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Printed]:
    root = repository(
        tmp_path_factory.mktemp("paper"), f"checklists/{ONE_CHECKLIST}", "failure-modes/disk-full"
    )
    return root, printed(root)


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def test_everything_has_a_pdf_and_the_binder_holds_all(small: tuple[Path, Printed]) -> None:
    root, result = small
    folder = root / "build" / "print"
    assert result.problems == ()
    assert {path.name for path in folder.glob("*.pdf")} == set(result.files)
    assert {"binder.pdf", f"{ONE_CHECKLIST}-a4.pdf", "runbook-disk-full-letter.pdf"} <= set(
        result.files
    )
    binder = text_of(folder / "binder.pdf")
    for words in ("First ten minutes", "A disk is full", "Who to call", "Severity", "Index"):
        assert words in binder


def test_what_goes_on_to_the_next_page_says_its_name_there(
    small: tuple[Path, Printed],
) -> None:
    pages = PdfReader(small[0] / "build" / "print" / "card-contacts-letter.pdf").pages
    found = [re.findall(r"(?m)^Companies.*", page.extract_text()) for page in pages]
    assert found == [[], ["Companies"], ["Companies, continued"]]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_checklist_is_one_page_and_a_runbook_at_most_two(
    paper: str, small: tuple[Path, Printed]
) -> None:
    folder = small[0] / "build" / "print"
    sheet = PdfReader(folder / f"{ONE_CHECKLIST}-{paper}.pdf")
    assert len(sheet.pages) == 1
    width = float(sheet.pages[0].mediabox.width) * 25.4 / 72
    assert round(width, 1) == {"a4": 210.0, "letter": 215.9}[paper]
    assert len(PdfReader(folder / f"runbook-disk-full-{paper}.pdf").pages) <= 2


def test_pdfs_are_tagged_titled_and_have_bookmarks(small: tuple[Path, Printed]) -> None:
    for name in small[1].files:
        path = small[0] / "build" / "print" / name
        report = validate(str(path))
        errors = [it for it in report.findings if it.severity.name == "ERROR"]
        assert errors == [], name
        reader = PdfReader(path)
        assert reader.metadata is not None
        assert reader.metadata.title
        assert reader.metadata.title.startswith("Larkspur: ")
        assert str(reader.root_object["/Lang"]) == "en"
        assert reader.outline, name


def test_nothing_is_made_twice(small: tuple[Path, Printed]) -> None:
    root, first = small
    folder = root / "build" / "print"
    before = {path: path.stat().st_mtime_ns for path in folder.glob("*.pdf")}
    again = printed(root)
    assert (again.made, again.kept) == (0, first.made)
    assert {path: path.stat().st_mtime_ns for path in folder.glob("*.pdf")} == before


def test_the_same_commit_gives_the_same_bytes_everywhere(tmp_path: Path) -> None:
    here = repository(tmp_path / "here", f"checklists/{ONE_CHECKLIST}", "failure-modes/disk-full")
    git(here, "init", "-q")
    git(here, "add", ".")
    git(here, "commit", "-q", "-m", "One")
    subprocess.run(["git", "clone", "-q", "here", "there, too"], cwd=tmp_path, check=True)
    made = [
        pdfs(here, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="1"),
        # Twelve hours behind the other side: never the same day as there.
        pdfs(tmp_path / "there, too", TZ="Etc/GMT+12", LC_ALL="de_DE.UTF-8", PYTHONHASHSEED="2"),
    ]
    assert {"binder.pdf", f"{ONE_CHECKLIST}-a4.pdf"} <= {*made[0]}
    assert [name for name in made[0] if made[0][name] != made[1].get(name)] == []
    assert {*made[0]} == {*made[1]}


def pdfs(root: Path, **environment: str) -> dict[str, bytes]:
    """What the command makes of a repository, by the name of the file."""
    kept = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    command = [sys.executable, "-m", "firsthour", "print"]
    subprocess.run(command, cwd=root, env={**kept, **environment}, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in (root / "build/print").glob("*.pdf")}


def test_the_qr_code_is_read_from_a_render_of_150_dpi(small: tuple[Path, Printed]) -> None:
    path = small[0] / "build" / "print" / f"{ONE_CHECKLIST}-a4.pdf"
    image = pypdfium2.PdfDocument(path)[0].render(scale=150 / 72).to_pil()
    (found,) = zxingcpp.read_barcodes(image)
    assert found.text.startswith("https://runbooks.larkspur.example/v/")
    assert found.text.rstrip("/").rpartition("/")[2] in text_of(path)
    colours = image.convert("RGB").getcolors(1 << 24) or []
    assert {max(rgb) - min(rgb) for _, rgb in colours} == {0}


def test_too_long_a_sheet_is_an_error_at_its_largest_block_and_one_line_less_passes(
    tmp_path: Path,
) -> None:
    root = repository(tmp_path, f"checklists/{ONE_CHECKLIST}")
    path = root / "runbooks" / "checklists" / f"{ONE_CHECKLIST}.yaml"
    text = path.read_text()
    line = "      - do: One line more\n        answer: done at 14:20\n"
    mark = "  - minutes: 8-10\n"

    def lines(count: int) -> Printed:
        path.write_text(text.replace(mark, line * count + mark))
        return printed(root)

    count = next(n for n in range(1, 30) if lines(n).problems)
    (problem,) = lines(count).problems
    assert problem.message.startswith(
        "the sheet is 1 line too long for one page in the smallest type; "
        "most room takes `Choose one path` ("
    )
    assert problem.help.startswith("take 1 line out of it, or of `")
    assert problem.location.path == f"runbooks/checklists/{ONE_CHECKLIST}.yaml"
    assert text.splitlines()[problem.location.line - 1].strip() == "title: Choose one path"
    assert not (root / "build" / "print" / f"{ONE_CHECKLIST}-a4.pdf").exists()
    assert lines(count - 1).problems == ()


CUTS = [
    # Lines too many, and those of each part -> what to do.
    (1, (9, 7, 5), "take 1 line out of it, or of `B` (7 lines) and `C` (5 lines)"),
    (9, (9,), "take 9 lines out of it"),
    (10, (9, 7, 5, 5), "take 10 lines out of it and of `B` (7 lines) and `C` (5 lines) together"),
    (21, (9, 7, 5, 5), "take 21 lines out of it and of `B` (7 lines) and `C` (5 lines)"),
    (22, (9, 7, 5, 5, 5, 5, 5, 5), "make 2 sheets of it, each with a title that says when"),
    (48, (7,) * 13, "make 3 sheets of it, each with a title that says when it is the right one"),
    (60, (7, 7), "make several sheets of it, each with a title that says when it is the right one"),
]


@pytest.mark.parametrize(("over", "parts", "said"), CUTS)
def test_what_is_to_be_cut_is_there_to_be_cut(over: int, parts: tuple[int, ...], said: str) -> None:
    names = "ABCDEFGHIJKLM"
    sections = tuple(zip(names, parts, strict=False))
    view = {"kind": "checklist", "blocks": [{"title": name} for name in names]}
    sheet = Sheet("list", "checklists/list", view)
    (problem,) = problems(sheet, Fit(11, over=over, sections=sections))
    assert problem.help.startswith(said)


def test_one_of_anything_is_said_as_one(tmp_path: Path) -> None:
    root = repository(tmp_path, f"checklists/{ONE_CHECKLIST}")
    all_ = len(printed(root).files)

    def said() -> str:
        output = CliRunner().invoke(main, ["print", str(root)]).output
        return re.sub(r"in [\d.]+ seconds: (\d+ PDFs?) in .*", r"\1", output.splitlines()[-1])

    first = said()
    sheets = sum(map(int, re.findall(r"(\d+) (?:sheet|as)", first)))
    (root / "build" / "print" / f"{ONE_CHECKLIST}-a4.pdf").unlink()
    assert said() == f"1 sheet made, {sheets - 1} as they were, {all_} PDFs"
    notes = root / "build" / "print" / ".firsthour-sheets.json"
    kept = json.loads(notes.read_text())
    notes.write_text(json.dumps({"card-severity": kept["card-severity"]}))
    assert said() == f"{sheets - 1} sheets made, 1 as it was, {all_} PDFs"


def test_a_responders_sheet_below_the_floor_is_a_warning_and_a_third_page_an_error(
    tmp_path: Path,
) -> None:
    root = repository(tmp_path, "failure-modes/disk-full")
    path = root / "runbooks" / "failure-modes" / "disk-full.yaml"
    text = path.read_text()
    mark = "diagnose:\n"
    step = (
        "  - do: Look once more at what filled the disk in the past hour\n    expect: nothing new\n"
    )

    def steps(count: int) -> tuple[Printed, float]:
        path.write_text(text.replace(mark, mark + step * count, 1))
        result = printed(root)
        notes = json.loads((result.out / ".firsthour-sheets.json").read_text())
        return result, notes["runbook-disk-full"]["fit"]["size"]

    count, result, size = next(
        (n, *found) for n in range(4, 80, 2) if (found := steps(n))[0].problems
    )
    (problem,) = result.problems
    assert (problem.severity, size) == (Severity.WARNING, 10.5)
    assert re.fullmatch(
        r"the sheet is about \d lines? too long for 2 pages in 11 pt, and is set in 10\.5 pt; "
        "most room takes `diagnose`",
        problem.message,
    )
    assert problem.location.path == "runbooks/failure-modes/disk-full.yaml"
    assert path.read_text().splitlines()[problem.location.line - 2] == "diagnose:"
    assert "runbook-disk-full-a4.pdf" in result.files
    fewer, size = steps(count - 2)
    assert (fewer.problems, size) == ((), 11)
    more, _ = steps(count + 40)
    (problem,) = more.problems
    assert problem.severity is Severity.ERROR
    assert problem.message == "the sheet has 3 pages in the smallest type, and may have 2"
    assert "runbook-disk-full-a4.pdf" not in more.files


def test_private_numbers_are_in_the_private_copy_only_and_never_on_the_site(
    tmp_path: Path,
) -> None:
    root = repository(tmp_path, f"checklists/{ONE_CHECKLIST}")
    contacts = root / "runbooks" / "contacts.yaml"
    assert "private: true" in contacts.read_text()
    public, private = printed(root), printed(root, private=True)
    shown = {name: text_of(private.out / name) for name in private.files}
    hidden = {name: text_of(public.out / name) for name in public.files}
    numbers = {
        channel.value
        for person in assemble_people(root)
        if person.private
        for channel in person.channels
        if channel.by in ("call", "text")
    }
    assert numbers
    assert any(number in shown["card-contacts-a4.pdf"] for number in numbers)
    assert "contains private numbers" in shown["card-contacts-a4.pdf"]
    assert not [name for name in hidden for number in numbers if number in hidden[name]]
    made = assemble(root, today=TODAY)
    for path, content in made.files.items():
        data = content if isinstance(content, bytes) else content.encode()
        assert not [number for number in numbers if number.encode() in data], path
    ours = {path for path in made.files if path.startswith("print/")}
    assert {path.removeprefix("print/") for path in ours} == set(public.files)
    assert "contains private numbers" not in "".join(
        text_of_bytes(made.files[path]) for path in ours
    )


def assemble_people(root: Path):  # type: ignore[no-untyped-def]
    from firsthour.pipeline import check

    contacts = check(root, today=TODAY).catalog.contacts
    assert contacts is not None
    return contacts.people


def text_of_bytes(content: str | bytes) -> str:
    assert isinstance(content, bytes)
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_pdfs_of_an_earlier_state_stay_off_the_site(tmp_path: Path) -> None:
    root = repository(tmp_path, f"checklists/{ONE_CHECKLIST}")
    printed(root)
    page = f"checklists/{ONE_CHECKLIST}.md"
    assert f"print/{ONE_CHECKLIST}-a4.pdf" in str(assemble(root, today=TODAY).files[page])
    path = root / "runbooks" / "checklists" / f"{ONE_CHECKLIST}.yaml"
    path.write_text(path.read_text().replace("Send the first update", "Send one update"))
    made = assemble(root, today=TODAY)
    assert f"print/{ONE_CHECKLIST}-a4.pdf" not in made.files
    assert "Ctrl+P prints this page on one sheet" in str(made.files[page])


def test_pdfs_that_stay_off_the_site_are_counted_and_said(tmp_path: Path) -> None:
    names = (f"checklists/{ONE_CHECKLIST}", "failure-modes/disk-full")
    root = repository(tmp_path / "root", *names)
    git(root, "init", "-q")
    git(root, "add", "runbooks")
    git(root, "commit", "-q", "-m", "One")
    assert assemble(root, today=TODAY).left == ""
    count = len(printed(root).files)
    assert assemble(root, today=TODAY).left == ""
    path = root / "runbooks" / f"{names[0]}.yaml"
    path.write_text(path.read_text().replace("Send the first update", "Send one update"))
    left = f"{count} of {count} PDFs no longer say what the site says, and are not on it: "
    left += "run firsthour print"
    why = "; each sheet names its commit, and there are changes since"
    assert assemble(root, today=TODAY).left == left + why
    git(root, "commit", "-q", "-a", "-m", "Two")
    made = assemble(root, today=TODAY)
    # The checklist on two papers, the A to Z with its links, and the binder of all.
    some = count - sum(path.startswith("print/") for path in made.files)
    assert 2 < some < count
    assert made.left == left.replace(str(count), str(some), 1)
    (root / "build" / "print" / "binder.pdf").unlink()
    assert assemble(root, today=TODAY).left.startswith(f"{some - 1} of {count - 1} PDFs no longer")
    printed(root)
    assert assemble(root, today=TODAY).left == ""


def test_of_one_pdf_is_spoken_as_of_one(tmp_path: Path) -> None:
    root = repository(tmp_path, f"checklists/{ONE_CHECKLIST}")
    count = len(printed(root).files)
    with (root / "build" / "print" / f"{ONE_CHECKLIST}-a4.pdf").open("ab") as file:
        file.write(b"a note")
    left = assemble(root, today=TODAY).left
    assert left.startswith(f"3 of {count} PDFs no longer say what the site says, and are not on it")
    for name in ("binder.pdf", f"{ONE_CHECKLIST}-letter.pdf"):
        (root / "build" / "print" / name).unlink()
    left = assemble(root, today=TODAY).left
    assert left.startswith(f"1 of {count - 2} PDFs no longer says what the site says, and is not")


def test_the_address_of_a_print_says_which_line_changed(tmp_path: Path) -> None:
    root = repository(tmp_path, f"checklists/{ONE_CHECKLIST}")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "One")
    before = {path for path in assemble(root, today=TODAY).files if path.startswith("v/")}
    path = root / "runbooks" / "checklists" / f"{ONE_CHECKLIST}.yaml"
    path.write_text(path.read_text().replace("Send the first update", "Send one update"))
    git(root, "commit", "-q", "-a", "-m", "Two")
    files = assemble(root, today=TODAY).files
    after = {path for path in files if path.startswith("v/")}
    (new,) = after - before
    assert before < after
    assert "Still current." in text(files[new])
    (old,) = [it for it in before if "Out of date." in text(files[it])]
    assert "Write it down" in text(files[old])
    assert "Send the first update" in text(files[old])
    assert "now reads" in text(files[old])
    assert "Send one update" in text(files[old])


def text(content: str | bytes) -> str:
    assert isinstance(content, bytes)
    return content.decode()


def git(root: Path, *arguments: str) -> None:
    names = ("-c", "user.name=Mara", "-c", "user.email=mara@larkspur.example")
    subprocess.run(["git", *names, *arguments], cwd=root, check=True, capture_output=True)


def test_without_the_extra_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(NoPressError, match=r"firsthour\[print\]"):
        Press()
    assert "Ctrl+P" in MISSING
    assert lying(ROOT / "nowhere", None) == ({}, {}, 0)  # type: ignore[arg-type]


TWICE = {
    "checklist-line-fits": "Hold migrations and manual changes",
    "panel-line-fits in contacts": "Mara Lindqvist",
    "panel-line-fits in roles": "Incident lead",
    "panel-line-fits of a link": "https://go.larkspur.example/n",
}


@pytest.mark.parametrize("words", TWICE.values(), ids=list(TWICE))
def test_what_is_twice_as_long_as_usual_is_found_at_its_line(words: str, tmp_path: Path) -> None:
    from firsthour.pipeline import check

    root = repository(tmp_path, f"checklists/{ONE_CHECKLIST}")
    path = next(
        path
        for path in (*root.glob("runbooks/*/*.yaml"), *sorted(root.glob("runbooks/*.yaml")))
        if any(line.endswith(f": {words}") for line in path.read_text().splitlines())
    )
    line = next(
        number
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if line.endswith(f": {words}")
    )

    def found() -> set[tuple[str, str, int]]:
        problems = check(root, today=TODAY).problems
        return {(it.rule, it.location.path, it.location.line) for it in problems}

    before = found()
    # An address is written without what stands before its name.
    _, slashes, address = words.rpartition("//")
    longer = f"{words}/{address}" if slashes else f"{words} {words}"
    path.write_text(path.read_text().replace(f": {words}\n", f": {longer}\n", 1))
    rule = next(name for name, it in TWICE.items() if it == words).partition(" ")[0]
    place = (rule, path.relative_to(root).as_posix(), line)
    assert place not in before
    assert place in found()


def test_a_file_of_somebody_else_is_never_lost(tmp_path: Path) -> None:
    root = repository(tmp_path, f"checklists/{ONE_CHECKLIST}")
    folder = root / "build" / "print"
    folder.mkdir(parents=True)
    (folder / "notes.pdf").write_bytes(b"mine")
    (folder / f"{ONE_CHECKLIST}-a4.pdf").write_bytes(b"mine, too")
    printed(root)
    assert (folder / f"{ONE_CHECKLIST}-a4.kept-1.pdf").read_bytes() == b"mine, too"
    (folder / f"{ONE_CHECKLIST}-letter.pdf").write_bytes(b"ours, with something written on it")
    (root / "runbooks" / "checklists" / f"{ONE_CHECKLIST}.yaml").unlink()
    left = printed(root)
    assert not [name for name in left.files if name.startswith(ONE_CHECKLIST)]
    assert {path.name for path in folder.glob(f"{ONE_CHECKLIST}*")} == {
        f"{ONE_CHECKLIST}-a4.kept-1.pdf",
        f"{ONE_CHECKLIST}-letter.pdf",
    }
    assert (folder / "notes.pdf").read_bytes() == b"mine"


@pytest.mark.parametrize(
    "notes", ["", "{", "[]", "null", '{"binder": 3}', '{"../../x": {"key": "", "files": {}}}']
)
def test_damaged_notes_cost_time_only(notes: str, small: tuple[Path, Printed]) -> None:
    root, first = small
    folder = root / "build" / "print"
    before = {name: (folder / name).read_bytes() for name in first.files}
    (folder / ".firsthour-sheets.json").write_text(notes)
    again = printed(root)
    assert again.made == first.made
    assert {name: (folder / name).read_bytes() for name in again.files} == before
    assert {path.name for path in folder.iterdir()} == {*before, ".firsthour-sheets.json"}


def test_what_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    root = repository(tmp_path, f"checklists/{ONE_CHECKLIST}")

    def stop(done: int, total: int, title: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        print_all(root, today=TODAY, progress=stop)
    assert printed(root).kept == 2


def test_the_command_says_what_is_in_its_way(tmp_path: Path) -> None:
    root = repository(tmp_path / "root")
    (tmp_path / "file").write_text("")
    inside = CliRunner().invoke(main, ["print", str(root), "--out", str(tmp_path / "file" / "x")])
    assert inside.exit_code == 1
    assert inside.output.startswith("Error: cannot write the PDFs: ")


@pytest.mark.parametrize("made", [True, False], ids=["there", "not there"])
@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("build/print", "`build/print` is where the site takes its PDFs from"),
        ("build/print/more", "`build/print/more` lies in `build/print`, which is where"),
        ("docs", "`docs` holds the hand-written pages"),
        ("docs/pdfs", "`docs/pdfs` lies in `docs`, which holds the hand-written pages"),
        ("build/../docs/pdfs", "`build/../docs/pdfs` lies in `docs`, which holds"),
        ("to-docs/pdfs", "`to-docs/pdfs` lies in `docs`, which holds"),
        ("elsewhere/pdfs", "lies in `elsewhere`, which is linked from the hand-written pages"),
        ("pages/pdfs", "`pages/pdfs` lies in `pages`, which holds the hand-written pages"),
        ("runbooks", "`runbooks` holds the content"),
        ("runbooks/checklists", "`runbooks/checklists` lies in `runbooks`, which holds"),
        ("build/site/print", "`build/site/print` lies in `build/site`, which is the site"),
        ("public/print", "`public/print` lies in `public`, which is the site"),
        ("build/bundle", "`build/bundle` holds the copies of the site"),
        (
            "other-site/print",
            "`other-site/print` lies in `other-site`, which was made by firsthour",
        ),
    ],
)
def test_private_numbers_go_nowhere_near_the_site(
    out: str, said: str, made: bool, tmp_path: Path
) -> None:
    root = repository(tmp_path, f"checklists/{ONE_CHECKLIST}")
    for name in ("build", "docs", "pages", "elsewhere", "other-site"):
        (root / name).mkdir()
    (root / "other-site" / ".firsthour").write_text("")
    (root / "to-docs").symlink_to("docs")
    (root / "pages" / "linked").symlink_to("../elsewhere")
    (root / "mkdocs.yml").write_text("docs_dir: pages\nsite_dir: !ENV [NOWHERE, public]\n")
    if made:
        (root / out).mkdir(parents=True, exist_ok=True)
    refused = print_private(root, "--out", str(root / out))
    assert refused.exit_code == 2
    assert said in refused.output
    assert (
        "private numbers need another folder: name one such as build/print-priv" in refused.output
    )
    assert not [*root.rglob("*.pdf")]


def test_private_numbers_go_to_any_other_folder(tmp_path: Path) -> None:
    root = repository(tmp_path / "root", f"checklists/{ONE_CHECKLIST}")
    (root / "mkdocs.yml").write_text("docs_dir: [\n")
    for out in (root / "docs-of-ours", root / "build" / "private", tmp_path / "stick"):
        assert print_private(root, "--out", str(out)).exit_code == 0
        assert (out / "binder.pdf").is_file()


def test_the_usual_folder_is_refused_where_it_is_part_of_the_site(tmp_path: Path) -> None:
    root = repository(tmp_path, f"checklists/{ONE_CHECKLIST}")
    (root / "mkdocs.yml").write_text("site_dir: build\n")
    refused = print_private(root)
    assert refused.exit_code == 2
    assert "`build/print-private` lies in `build`, which is the site" in refused.output


def print_private(root: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["print", str(root), "--private", *options])
