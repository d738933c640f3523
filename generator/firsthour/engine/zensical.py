"""Zensical: the same tree on disk, with a configuration of its own, and a process that reads it."""

from __future__ import annotations

import html
import importlib.util
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.resources import files as package_files
from pathlib import Path

from firsthour.engine import derived, tree
from firsthour.engine.outcome import CONFIG, failure
from firsthour.postbuild import Finished, Site, finish
from firsthour.postbuild.marker import is_free, mark
from firsthour.postbuild.policy import sha256
from firsthour.problem import Problem
from firsthour.site.assembly import Assembly

WORK = "build"
# Text cannot look like this: every quotation mark in it is a character reference.
_RELATIVE = re.compile(r'(?<=\s)(href|src)="([^"]+)"')
_IS_RELATIVE = re.compile(r"(?![#/?]|[a-zA-Z][a-zA-Z0-9+.-]*:)")
_FRONT_MATTER = re.compile(rb"---[ \t]*\r?\n(?=(?:.*\n)*?---[ \t]*\r?(?:\n|\Z))")
_STYLE = re.compile(r'\("style",\{\},(\w+)\.toString\(\)\)')
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_CONTROL = {"n": "\n", "r": "\r", "t": "\t"}
_LAST_LINES = 5


def run(root: Path, made: Assembly, site: Path) -> Finished:
    """Build the site into `site`. It is not fit for use when a problem is an error."""
    themes = list(_themes())
    if not themes:
        help_ = 'pip install "firsthour[zensical]"'
        return Finished(0, (failure("zensical is not installed", help_),))
    work = root / WORK
    work.mkdir(exist_ok=True)
    taken = [folder for folder in (work / "docs", work / "overrides") if not is_free(folder)]
    if taken:
        message = f"`{taken[0]}` holds files that firsthour did not make"
        return Finished(0, (failure(message, "empty it yourself"),))
    config = derived.read(root / CONFIG)
    if isinstance(config, Problem):
        return Finished(0, (config,))
    written = list(_written(config.docs))
    docs = config.docs.relative_to(root).as_posix()
    problems = list(tree.clashes(made, written, docs))
    if problems:
        return Finished(0, tuple(problems))
    _write(work, made, config, written)
    nav = tree.navigation(made, [path for path in written if path.endswith(".md")], config.nav)
    # Zensical builds only below the folder of its configuration.
    with tempfile.TemporaryDirectory(prefix=".zensical-", dir=work) as folder:
        inside = Path(folder) / "site"
        text = derived.write(config, made, nav, inside.relative_to(work).as_posix())
        (work / "zensical.yml").write_text(text, encoding="utf-8")
        said = _run(work)
        if said:
            return Finished(0, (failure(f"zensical failed: {said}"),))
        shutil.move(inside, site)
    return finish(
        Site(
            folder=site,
            sources={**{path: f"{docs}/{path}" for path in written}, **made.sources},
            site_url=made.site_url or config.site_url,
            templates=[work / "overrides", *themes],
            styles=_styles(site),
            built=made.built,
            keep=made.offline,
        )
    )


def _themes() -> Iterator[Path]:
    """The templates of the engine: in a package of their own since 0.0.74."""
    for name in ("zensical", "zensical_ui"):
        found = importlib.util.find_spec(name)
        for folder in (found.submodule_search_locations or ()) if found else ():
            yield Path(folder)


def _written(docs: Path) -> Iterator[str]:
    for path in sorted(docs.rglob("*")):
        relative = path.relative_to(docs)
        if path.is_file() and not any(part.startswith(".") for part in relative.parts):
            yield relative.as_posix()


def _write(work: Path, made: Assembly, config: derived.Config, written: Sequence[str]) -> None:
    """Everything that the engine reads, anew: what is gone from the content must not stay."""
    for name in ("docs", "overrides"):
        shutil.rmtree(work / name, ignore_errors=True)
        (work / name).mkdir()
        mark(work / name)
    for path in written:
        data = (config.docs / path).read_bytes()
        source = f"{config.docs.name}/{path}".encode()
        _put(work / "docs" / path, _with_source(data, source) if path.endswith(".md") else data)
    for path, content in made.files.items():
        data = _as_read(path, content).encode() if isinstance(content, str) else content
        _put(work / "docs" / path, data)
    package = package_files("firsthour")
    folders = [
        config.overrides,
        package / "engine" / "templates" / "zensical",
        package / "assets" / "overrides",
    ]
    for folder in folders:
        if folder is not None:
            shutil.copytree(str(folder), work / "overrides", dirs_exist_ok=True)
    for template in (work / "overrides").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        # It is HTML in the derived configuration, and no value can say that of itself there.
        text = text.replace("config.site_name | e }}", "config.site_name }}")
        template.write_text(text, encoding="utf-8")


def _as_read(path: str, text: str) -> str:
    """The page with its links as this engine reads them.

    Browsers, and MkDocs in HTML, take an address from where the page is served; Zensical takes it
    from where its file stands, which is one folder up unless the page is the index of a folder.
    """
    stem = path.removesuffix(".md")
    if posixpath.basename(stem) in ("index", "README"):
        return text
    page = posixpath.basename(stem)

    def moved(match: re.Match[str]) -> str:
        name, address = match.groups()
        address = html.unescape(address)
        if not _IS_RELATIVE.match(address):
            return match[0]
        if not address.startswith("../"):
            address = f"{page}/{address}"
        elif address[3:4] in ("", "#", "?"):
            address = f"./{address[3:]}"
        else:
            address = address[3:]
        return f'{name}="{html.escape(address)}"'

    return _RELATIVE.sub(moved, text)


def _styles(site: Path) -> list[str]:
    """What a policy must allow so that the search of this engine has its looks.

    Its script carries a style sheet as text, and makes an inline one of it.
    """
    for path in (site / "assets" / "javascripts").glob("bundle.*.js"):
        script = path.read_text(encoding="utf-8")
        used = _STYLE.search(script)
        text = re.search(rf"\b{used[1]}='((?:[^'\\]|\\.)*)'", script) if used else None
        if text:
            return [sha256(_ESCAPE.sub(_unescape, text[1]))]
    return ["unsafe-inline"]


def _unescape(match: re.Match[str]) -> str:
    code, character = match.groups()
    return chr(int(code, 16)) if code else _CONTROL.get(character, character)


def _with_source(page: bytes, source: bytes) -> bytes:
    """A hand-written page that says where it stands, as ours do, for the link to edit it."""
    line = b"source: " + source + b"\n"
    begin = _FRONT_MATTER.match(page)
    if begin:
        return begin[0] + line + page[begin.end() :]
    return b"---\n" + line + b"---\n\n" + page


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _run(work: Path) -> str:
    """Run the engine.

    Returns:
        The end of what it said when it failed; nothing when it did not.
    """
    config = str(work / "zensical.yml")
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--clean", "-f", config],
        cwd=work,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    return "; ".join(lines[-_LAST_LINES:]) or "it said nothing" if done.returncode else ""
