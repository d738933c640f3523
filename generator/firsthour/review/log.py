"""Git's history of the runbooks: commits with the versions of files, followed through renames."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from firsthour import git
from firsthour.source import Document, file_of

_SHORT = 7


@dataclass(frozen=True, slots=True)
class Version:
    """One file in one commit: what it was called, and the blobs before and after.

    `old` is empty for a new file, `new` for one that was deleted. `many` is how many runbooks the
    commit touched.
    """

    commit: str
    date: datetime.date
    path: str
    old: str
    new: str
    many: int = 1


@dataclass(frozen=True, slots=True)
class Log:
    """The versions of files by the path they have now, and the content of the blobs in them.

    Attributes:
        versions: path -> its versions, the newest first.
        contents: blob -> its bytes.
        now: path -> the file as it is now.
    """

    versions: Mapping[str, list[Version]]
    contents: Mapping[str, bytes]
    now: Mapping[str, Document] = field(default_factory=dict)
    _parsed: dict[tuple[str, str], Document] = field(default_factory=dict, repr=False)

    def document(self, path: str, blob: str) -> Document | None:
        """What a file of that path says in that blob, parsed once; None where git has no such."""
        content = self.contents.get(blob)
        if content is None:
            return None
        if (path, blob) not in self._parsed:
            now = self.now.get(path)
            is_now = now is not None and now.text.encode("utf-8", "surrogateescape") == content
            found = now if is_now and now else file_of(path, content).document()
            self._parsed[path, blob] = found
        return self._parsed[path, blob]


def read(root: Path, documents: Iterable[Document]) -> Log:
    """What git knows about some files: two calls, however many they are."""
    now = {document.path: document for document in documents}
    found = versions(root, now)
    wanted = (blob for each in found.values() for it in each for blob in (it.old, it.new))
    return Log(found, git.blobs(root, wanted), now)


def versions(root: Path, paths: Iterable[str], most: int = 50) -> Mapping[str, list[Version]]:
    """Path as it is now -> its versions, the newest first, at most so many.

    Nothing without git, and nothing in a shallow clone, whose oldest commit seems to have made
    every file.
    """
    if git.ask(root, "rev-parse", "--is-shallow-repository").strip() != b"false":
        return {}
    # What a file was called in the commit at hand -> what it is called now.
    names = {path: path for path in paths}
    found: dict[str, list[Version]] = {path: [] for path in names}
    for commit, date, entries in _commits(root):
        many = sum(path.endswith(".yaml") for _, path, _, _ in entries)
        renamed: dict[str, str] = {}
        for before, path, old, new in entries:
            now = names.get(path)
            if now is None:
                continue
            if len(found[now]) < most:
                found[now].append(Version(commit, date, path, old, new, many))
            if before != path:
                renamed[path] = before
            elif not old:
                del names[path]
        moved = {before: names.pop(path) for path, before in renamed.items()}
        names |= moved
    return found


def _commits(
    root: Path,
) -> Iterator[tuple[str, datetime.date, list[tuple[str, str, str, str]]]]:
    """Commit, day, and for each file its name before and after, and its blobs before and after."""
    arguments = ("log", "-z", "--raw", "--no-abbrev", "-M", "--relative", "--no-show-signature")
    answer = git.ask(root, *arguments, "--format=%x00%h %cs", "--", "runbooks")
    fields = iter(git.text(answer).split("\0"))
    head: tuple[str, datetime.date] | None = None
    entries: list[tuple[str, str, str, str]] = []
    for text in fields:
        if text == "":
            # An empty field announces a commit, and stands at the end of all.
            if head:
                yield *head, entries
            commit, _, day = next(fields, "").strip().partition(" ")
            # Whole names of blobs make git write those of commits whole, too.
            head = (commit[:_SHORT], datetime.date.fromisoformat(day)) if day else None
            entries = []
        elif text.lstrip("\n").startswith(":"):
            _, _, old, new, status = text.lstrip("\n").split(" ")
            before = next(fields)
            path = next(fields) if status[0] in "RC" else before
            gone = status[0] == "C"
            entries.append((path if gone else before, path, _blob(old), _blob(new)))
    if head:
        yield *head, entries


def _blob(name: str) -> str:
    return "" if set(name) == {"0"} else name
