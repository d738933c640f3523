"""The same tree through both engines, and a folder that changes at once or not at all."""

from __future__ import annotations

import html
import importlib.util
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from firsthour.engine import ENGINES, Built, build, builder
from firsthour.postbuild import marker
from firsthour.site.assembly import Assembly
from tests.site import small

Make = Callable[..., Built]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small.repository(tmp_path / "a repository")


@pytest.fixture
def make(root: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """`make(pages, engine=...)`: build the small site with other pages."""

    def build_small(
        pages: dict[str, str] | None = None,
        engine: str = "mkdocs",
        made: Assembly | None = None,
        out: Path | None = None,
    ) -> Built:
        assembly = made or small.assembly(pages)
        monkeypatch.setattr(builder, "assemble", lambda root, today: assembly)
        return build(root, out, engine)

    return build_small


def pages(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


def text_of(site: Path, page: str) -> str:
    return (site / page).read_text(encoding="utf-8")


def entries(site: Path, page: str) -> list[str]:
    """The navigation as it is read from above, each entry once."""
    navigation = (
        text_of(site, page).partition("md-nav--primary")[2].partition("md-sidebar--secondary")[0]
    )
    return [*dict.fromkeys(re.findall(r'class="md-ellipsis">\s*([^<]+?)\s*<', navigation))]


def state(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def change(root: Path, old: str, new: str) -> None:
    config = (root / "mkdocs.yml").read_text()
    assert old in config
    (root / "mkdocs.yml").write_text(config.replace(old, new))


# the same site


def test_both_engines_make_the_same_pages(make: Make, tmp_path: Path) -> None:
    built = {name: make(engine=name, out=tmp_path / name) for name in ENGINES}
    assert [it.site for it in built.values()] == [(), ()]
    assert [it.done for it in built.values()] == [True, True]
    expected = {f"{path.removesuffix('.md')}/index.html" for path in small.PAGES}
    expected = {re.sub(r"(^|/)index/index", r"\1index", path) for path in expected}
    expected |= {"404.html", "about/index.html", "how-to/write/index.html"}
    assert pages(tmp_path / "mkdocs") == expected
    assert pages(tmp_path / "zensical") == expected
    assert {it.pages for it in built.values()} == {len(expected)}


@pytest.mark.parametrize("engine", ENGINES)
def test_links_lead_from_each_page_where_the_tree_says(make: Make, engine: str) -> None:
    built = make(engine=engine)
    article = text_of(built.out, "failure-modes/http-502/index.html").partition("<article")[2]
    for address in ("../disk-full/#steps", "#steps", "../../contacts/?who=mara#mara"):
        assert f'href="{address}"' in article


@pytest.mark.parametrize("engine", ENGINES)
def test_a_page_leads_to_the_file_it_was_made_from(make: Make, engine: str) -> None:
    built = make(engine=engine)
    for page, source in small.SOURCES.items():
        text = text_of(built.out, f"{page.removesuffix('.md')}/index.html")
        links = re.findall(r'<a href="([^"]*)"[^>]*rel="edit"', text)
        assert [html.unescape(it) for it in links] == [small.EDIT + source]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_hand_written_page_leads_to_itself(make: Make, root: Path, engine: str) -> None:
    (root / "docs" / "titled.md").write_text(
        "---\r\ntitle: Another title\r\n---\r\n\r\n# Heading\n", newline=""
    )
    out = make(engine=engine).out
    for name in ("about", "titled", "how-to/write"):
        links = re.findall(r'<a href="([^"]*)"[^>]*rel="edit"', text_of(out, f"{name}/index.html"))
        assert [html.unescape(it) for it in links] == [f"{small.EDIT}docs/{name}.md"]
    assert "<title>Another title" in text_of(out, "titled/index.html")


@pytest.mark.parametrize("engine", ENGINES)
def test_every_page_has_its_policy_and_says_no_version(make: Make, engine: str) -> None:
    out = make(engine=engine).out
    for page in pages(out):
        text = text_of(out, page)
        assert text.count('http-equiv="Content-Security-Policy"') == 1, page
        assert "'unsafe" not in text, page
        assert 'name="generator"' not in text, page


@pytest.mark.parametrize("engine", ENGINES)
def test_hand_written_pages_come_after_ours(make: Make, engine: str) -> None:
    found = entries(make(engine=engine).out, "index.html")
    assert [it for it in found if it in ("Runbooks", "More", "Guide")] == [
        "Runbooks",
        "More",
        "Guide",
    ]


def test_mkdocs_yml_orders_the_hand_written_pages(make: Make, root: Path) -> None:
    change(root, "plugins:", "nav:\n  - First: how-to/write.md\n  - about.md\n\nplugins:")
    assert entries(make().out, "about/index.html")[-3:] == ["Guide", "First", "About"]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_the_product_needs_survives_a_changed_configuration(
    make: Make, root: Path, engine: str
) -> None:
    change(root, "site_name: Runbooks", "site_name: Wrong\nuse_directory_urls: false")
    change(root, "  font: false", "  font: {text: Roboto}")
    change(
        root,
        "    - navigation.path\n",
        "    - navigation.instant\n    - navigation.instant.progress\n",
    )
    change(root, "  - attr_list\n  - pymdownx.details\n  - tables\n", "")
    built = make(engine=engine)
    assert built.site == ()
    text = text_of(built.out, "failure-modes/http-502/index.html")
    assert "Wrong" not in text
    assert "Larkspur runbooks" in text
    assert "navigation.instant" not in text
    assert 'id="steps"' in text
    assert "fonts.g" not in text


@pytest.mark.parametrize("engine", ENGINES)
def test_the_shortest_configuration_will_do(make: Make, root: Path, engine: str) -> None:
    config = "site_name: X\ntheme:\n  name: material\nplugins:\n  - search\n  - firsthour\n"
    (root / "mkdocs.yml").write_text(config)
    built = make(engine=engine)
    assert built.site == ()
    text = text_of(built.out, "failure-modes/http-502/index.html")
    for feature in ("content.code.copy", "navigation.prune", "navigation.path"):
        assert f'"{feature}"' in text
    assert 'rel="edit"' in text
    assert 'class="md-path"' in text
    assert "Larkspur runbooks" in text


def test_the_search_is_told_how_error_texts_fall_apart(make: Make) -> None:
    index = text_of(make().out, "search/search_index.json")
    assert '"pipeline":[]' in index
    assert r"[\\s\\-,:!=\\[\\]{}()" in index


# nothing is half done


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("page", "rule"),
    [
        ('# X\n\n<p><a href="../nowhere/">x</a></p>\n', "site-link"),
        ('# X\n\n<p><a href="../disk-full/#nothing">x</a></p>\n', "site-anchor"),
        ("# X\n\n<script>window.ran = 1</script>\n", "site-active"),
        ('# X\n\n<img src="https://cdn.example/x.png" alt="">\n', "site-foreign"),
    ],
)
def test_a_build_that_fails_leaves_the_site_as_it_was(
    make: Make, root: Path, engine: str, page: str, rule: str
) -> None:
    before = state(make(engine=engine).out)
    built = make({"failure-modes/http-502.md": page}, engine)
    assert not built.done
    assert {it.rule for it in built.site} >= {rule}
    assert "runbooks/failure-modes/http-502.yaml" in {it.location.path for it in built.site}
    assert state(built.out) == before
    assert [it.name for it in built.out.parent.iterdir() if it.name.startswith(".site-")] == []


def test_a_new_site_has_nothing_of_the_old_one(make: Make) -> None:
    out = make({"failure-modes/old.md": "# Old\n"}).out
    assert (out / "failure-modes/old/index.html").is_file()
    assert make().done
    assert not (out / "failure-modes/old").exists()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_folder_of_someone_else_is_refused(make: Make, tmp_path: Path, engine: str) -> None:
    out = tmp_path / "photos"
    out.mkdir()
    (out / "wedding.jpg").write_bytes(b"dear")
    built = make(engine=engine, out=out)
    assert not built.done
    assert "wedding.jpg" in {path.name for path in out.iterdir()}
    assert "did not make" in built.site[0].message
    assert str(out) in built.site[0].message


def test_an_empty_folder_and_our_own_are_taken(make: Make, tmp_path: Path) -> None:
    out = tmp_path / "empty"
    out.mkdir()
    assert make(out=out).done
    assert (out / marker.NAME).is_file()
    assert make(out=out).done


def test_a_file_in_the_place_of_the_folder_is_refused(make: Make, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    built = make(out=tmp_path / "out")
    assert not built.done
    assert "is a file" in built.site[0].message
    assert (tmp_path / "out").read_text() == "mine"


def test_a_link_in_the_place_of_the_folder_stays_a_link(make: Make, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert make(out=tmp_path / "link").done
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "index.html").is_file()


def test_a_folder_that_cannot_be_written_is_a_finding(make: Make, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    built = make(out=tmp_path / "file" / "site")
    assert not built.done
    assert "cannot write" in built.site[0].message


# what cannot be built


@pytest.mark.parametrize(
    ("path", "of"),
    [
        ("index.md", "our own"),
        ("README.md", "our own"),
        ("contacts.md", "our own"),
        ("failure-modes/http-502/index.md", "runbooks/failure-modes/http-502.yaml"),
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_two_pages_with_one_address_are_refused(
    make: Make, root: Path, engine: str, path: str, of: str
) -> None:
    (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
    (root / "docs" / path).write_text("# Mine\n")
    built = make(engine=engine)
    assert not built.done
    said = " ".join(it.message for it in built.site)
    assert f"docs/{path}" in said
    assert of in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  - firsthour\n", "", "`firsthour` is not listed"),
        ("  - search\n", "", "`search`"),
        ("  name: material", "  name: mkdocs", "the theme is `mkdocs`"),
        ("  - firsthour\n", "  - firsthour:\n      speed: fast\n", "speed"),
        ("site_name: Runbooks", "site_name: [", "mkdocs.yml"),
        ("docs_dir: docs", "docs_dir: nowhere", "docs_dir"),
    ],
)
def test_a_configuration_that_cannot_work_says_why(
    make: Make, root: Path, old: str, new: str, said: str
) -> None:
    change(root, old, new)
    built = make()
    assert not built.done
    assert said in " ".join(f"{it.location.path} {it.message} {it.help}" for it in built.site)


@pytest.mark.parametrize("engine", ENGINES)
def test_without_a_configuration_the_finding_says_where_to_get_one(
    make: Make, root: Path, engine: str
) -> None:
    (root / "mkdocs.yml").unlink()
    built = make(engine=engine)
    assert not built.done
    assert "firsthour init" in built.site[0].help


@pytest.mark.parametrize("text", ["site_name: [", "- a list\n", "\x80"])
def test_zensical_says_what_is_wrong_with_the_configuration(
    make: Make, root: Path, text: str
) -> None:
    (root / "mkdocs.yml").write_bytes(text.encode("latin-1"))
    built = make(engine="zensical")
    assert not built.done
    assert built.site[0].location.path == "mkdocs.yml"


def test_without_zensical_the_finding_says_how_to_get_it(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    built = make(engine="zensical")
    assert not built.done
    assert built.site[0].message == "zensical is not installed"
    assert "firsthour[zensical]" in built.site[0].help


def test_zensical_leaves_folders_of_someone_else(make: Make, root: Path) -> None:
    (root / "build" / "docs").mkdir(parents=True)
    (root / "build" / "docs" / "thesis.md").write_text("years of work")
    built = make(engine="zensical")
    assert not built.done
    assert (root / "build" / "docs" / "thesis.md").read_text() == "years of work"


def test_what_zensical_reads_has_nothing_of_an_older_build(make: Make, root: Path) -> None:
    make({"failure-modes/old.md": "# Old\n"}, "zensical")
    built = make(engine="zensical")
    assert built.done
    assert not (built.out / "failure-modes/old").exists()


def test_a_failure_of_zensical_is_a_finding(make: Make, root: Path) -> None:
    change(root, "  - admonition", "  - no.such.extension")
    built = make(engine="zensical")
    assert not built.done
    assert built.site[0].message.startswith("zensical failed: ")


def test_a_warning_of_mkdocs_fails_a_strict_build_only(make: Make, root: Path) -> None:
    change(root, "plugins:", "extra_templates: [missing.html]\n\nplugins:")
    strict = make()
    assert not strict.done
    assert "missing.html" in strict.site[0].message
    change(root, "strict: true", "strict: false")
    lenient = make()
    assert lenient.done
    assert [it.severity.value for it in lenient.site] == ["warning"]


def test_one_build_says_nothing_of_another(make: Make, root: Path) -> None:
    assert make({"contacts.md": "# X\n\n<script>1</script>\n"}).site
    (root / "boom.py").write_text(
        "from mkdocs.exceptions import PluginError\n\n"
        "def on_nav(nav, config, files):\n    raise PluginError('boom')\n"
    )
    change(root, "plugins:", "hooks: [boom.py]\n\nplugins:")
    built = make()
    assert not built.done
    assert [(it.rule, it.message) for it in built.site] == [("engine", "boom")]
