"""The content folder -> Files and Documents, in a fixed order, whatever lies in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from firsthour.problem import Location, Problem, Severity
from firsthour.source import layout
from firsthour.source.characters import without_bom
from firsthour.source.document import Document
from firsthour.source.layout import CONTENT, FOLDER_KINDS, SINGLE_KINDS
from firsthour.source.loader import MAX_BYTES, load, too_large
from firsthour.source.reading import Refusal, read_bytes, shown

_INIT = "run firsthour in the root of the repository, or begin one with `firsthour init`"


@dataclass(frozen=True, slots=True)
class File:
    """A content file before it is parsed.

    `data` is its bytes, or how many there are when that is too many, or why there are none;
    `refusals` tell what is wrong with its name or place.
    """

    path: str
    kind: str
    id: str
    data: bytes | int | Refusal
    refusals: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """What it says, as far as it can be read at all: the text of its document."""
        if not isinstance(self.data, bytes) or len(self.data) > MAX_BYTES:
            return ""
        try:
            return without_bom(self.data).decode()
        except UnicodeDecodeError:
            return ""

    def document(self) -> Document:
        """Parse it."""
        data = self.data
        if isinstance(data, bytes):
            document = load(self.path, data, self.kind, self.id)
        elif isinstance(data, int):
            document = too_large(self.path, data, self.kind, self.id)
        else:
            refused = (_problem(self.path, data),)
            document = Document(self.path, self.kind, self.id, "", None, refused)
        if self.refusals:
            document.problems = (*self.refusals, *document.problems)
        return document


def read_all(root: Path) -> tuple[list[Document], list[Problem]]:
    """Every content file under `root`, parsed, sorted by path.

    The problems are those that belong to no document; each document carries its own.
    """
    files, problems = find_all(root)
    return [file.document() for file in files], problems


def find_all(root: Path) -> tuple[list[File], list[Problem]]:
    """Every content file under `root`, not yet parsed, sorted by path; and what is no such file."""
    root = Path(os.path.realpath(root))
    files: list[File] = []
    problems: list[Problem] = []
    for found in _walk(root):
        if isinstance(found, File):
            files.append(found)
        else:
            problems.append(found)
    if not files and not problems:
        message = f"`{CONTENT}` holds no content file"
        problems.append(_problem(CONTENT, Refusal("no-content", message, _INIT)))
    files.sort(key=lambda file: file.path)
    problems.sort(key=lambda problem: problem.sort_key)
    return files, problems


def read_one(root: Path, path: Path | str) -> Document:
    """One file, named by its path in `root`. Its problems also tell when it lies elsewhere."""
    root = Path(os.path.realpath(root))
    relative = os.path.relpath(root / path, root).replace(os.sep, "/")
    kind, identifier, refusal = _classify(relative)
    refusals = (_problem(relative, refusal),) if refusal is not None else ()
    outside = _outside(root, relative)
    if outside is not None:
        return File(shown(relative), kind, identifier, outside).document()
    return _read(root, relative, kind, identifier, refusals).document()


def file_of(relative: str, data: bytes) -> File:
    """The file that would be at a path of the repository, if these were its bytes."""
    kind, identifier, refusal = _classify(relative)
    refusals = (_problem(relative, refusal),) if refusal is not None else ()
    return File(shown(relative), kind, identifier, data, refusals)


def _classify(relative: str) -> tuple[str, str, Refusal | None]:
    """The kind and the id that a path stands for, and what is wrong with it."""
    parts = relative.split("/")
    name = parts[-1]
    identifier = layout.stem(name) or name
    if parts[0] == CONTENT and len(parts) == 2 and identifier in SINGLE_KINDS:
        return identifier, identifier, layout.check_extension(name)
    if parts[0] == CONTENT and len(parts) > 2 and parts[1] in FOLDER_KINDS:
        refusal = layout.check_id(identifier) or layout.check_extension(name)
        return parts[1], identifier, refusal
    return "", identifier, layout.unknown(name, folder=False)


def _outside(root: Path, relative: str) -> Refusal | None:
    """Why a path does not lead to a file of this repository, if it does not."""
    help_ = "name a file under the root of the repository"
    if "\0" in relative or relative.split("/")[0] == "..":
        message = f"`{shown(relative)}` is not in this repository"
        return Refusal("file-unknown", message, help_)
    if not Path(os.path.realpath(root / relative)).is_relative_to(root):
        message = "a symbolic link on this path leads out of the repository, and is not followed"
        return Refusal("file-link", message, help_)
    return None


def _walk(root: Path) -> Iterator[File | Problem]:
    """Everything in the content folder, in no particular order."""
    content = root / CONTENT
    entries = _entries(content, CONTENT)
    if not os.path.lexists(content):
        entries = _problem(CONTENT, Refusal("no-content", f"there is no folder `{CONTENT}`", _INIT))
    elif not Path(os.path.realpath(content)).is_relative_to(root):
        message = f"`{CONTENT}` is a symbolic link out of the repository, and is not followed"
        entries = _problem(CONTENT, Refusal("file-link", message, "put the folder itself here"))
    if isinstance(entries, Problem):
        yield entries
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        relative = f"{CONTENT}/{entry.name}"
        is_folder = _is_folder(entry, follow=False)
        if layout.is_yaml(entry.name) and layout.stem(entry.name) in SINGLE_KINDS:
            yield from _file(root, relative, layout.stem(entry.name), names)
        elif is_folder and entry.name in FOLDER_KINDS:
            yield from _walk_kind(root, relative, entry.name)
        elif entry.name in FOLDER_KINDS and _is_folder(entry, follow=True):
            yield _linked_folder(relative)
        else:
            yield _problem(relative, layout.unknown(entry.name, folder=is_folder), Severity.WARNING)


def _walk_kind(root: Path, top: str, kind: str) -> Iterator[File | Problem]:
    """The files of one kind, with the folders that group them."""
    todo = [top]
    while todo:
        folder = todo.pop()
        entries = _entries(root / folder, folder)
        if isinstance(entries, Problem):
            yield entries
            continue
        names = {entry.name for entry in entries}
        for entry in entries:
            relative = f"{folder}/{entry.name}"
            is_folder = _is_folder(entry, follow=False)
            if not is_folder and _is_folder(entry, follow=True):
                yield _linked_folder(relative)
            elif layout.is_yaml(entry.name):
                yield from _file(root, relative, kind, names)
            elif is_folder:
                todo.append(relative)
            else:
                refusal = layout.untaken(layout.not_yaml(entry.name), names)
                yield _problem(relative, refusal, Severity.WARNING)


def _is_folder(entry: os.DirEntry[str], *, follow: bool) -> bool:
    try:
        return entry.is_dir(follow_symlinks=follow)
    except OSError:
        return False


def _entries(folder: Path, relative: str) -> list[os.DirEntry[str]] | Problem:
    """What is in a folder, less what is ignored, sorted by name."""
    try:
        with os.scandir(folder) as entries:
            kept = [entry for entry in entries if not layout.is_ignored(entry.name)]
    except OSError as error:
        message = f"this folder cannot be read: {(error.strerror or str(error)).lower()}"
        if isinstance(error, NotADirectoryError):
            message = f"`{relative}` is a file, not a folder"
        help_ = "make it a folder that you may read"
        return _problem(relative, Refusal("file-unreadable", message, help_))
    return sorted(kept, key=lambda entry: entry.name)


def _file(root: Path, relative: str, kind: str, beside: set[str]) -> Iterator[File | Problem]:
    """One file, or the reason why there is none."""
    name = relative.rpartition("/")[2]
    identifier = layout.stem(name)
    refusal = layout.check_id(identifier) or layout.check_extension(name)
    if refusal is None:
        yield _read(root, relative, kind, identifier)
        return
    problem = _problem(relative, layout.untaken(refusal, beside))
    if not layout.is_usable(identifier) or (
        refusal.rule == "file-extension" and f"{identifier}.yaml" in beside
    ):
        yield problem
        return
    yield _read(root, relative, kind, identifier, (problem,))


def _read(
    root: Path, relative: str, kind: str, identifier: str, refusals: tuple[Problem, ...] = ()
) -> File:
    data = read_bytes(root / relative, root, MAX_BYTES)
    return File(shown(relative), kind, identifier, data, refusals)


def _linked_folder(relative: str) -> Problem:
    message = "this is a symbolic link to a folder, and is not followed"
    return _problem(relative, Refusal("file-link", message, "put the folder itself here"))


def _problem(path: str, refusal: Refusal, severity: Severity = Severity.ERROR) -> Problem:
    place = Location(shown(path))
    return Problem(place, severity, refusal.rule, refusal.message, refusal.help)
