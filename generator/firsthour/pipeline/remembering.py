"""What need not be done again: files that are as they were, and whole runs that are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from firsthour.cache import Cache, packed, unpacked
from firsthour.lint import Verdict
from firsthour.pipeline.reading import Read, read
from firsthour.problem import Problem, Severity
from firsthour.source import Document, File

_SHARDS = 64
_RUNS = 6

Entries = dict[str, list[Any]]


class Reader:
    """Reads files, and takes from the cache what was made of the same bytes before.

    A document from the cache has its data from there; its places are measured when one is needed.
    The cache holds the files of the last run, no more.
    """

    def __init__(self, cache: Cache) -> None:
        """Nothing is loaded yet."""
        self._cache = cache
        self._shards: dict[int, Entries] = {}
        self._seen: dict[int, Entries] = {}

    def read(self, file: File) -> Read:
        """Like reading it."""
        if not self._cache or file.refusals or not isinstance(file.data, bytes):
            return read(file)
        shard = _shard(file.path)
        if shard not in self._shards:
            self._shards[shard] = self._load(shard)
        key = hashlib.sha256(file.data).hexdigest()
        entry = self._shards[shard].get(file.path)
        if entry is not None and entry[0] == key:
            problems = tuple(map(unpacked, entry[2]))
            document = Document(file.path, file.kind, file.id, file.text, entry[1], problems)
            found = Read(document, problems)
        else:
            found = read(file)
            entry = [key, found.document.data, [packed(problem) for problem in found.problems]]
        if found.document.data is not None:
            self._seen.setdefault(shard, {})[file.path] = entry
        return found

    def save(self) -> None:
        """Keep what is new, and forget files that are gone."""
        for shard, entries in self._shards.items():
            seen = self._seen.get(shard, {})
            if entries.keys() != seen.keys() or any(entries[it] is not seen[it] for it in seen):
                self._cache.put(f"files-{shard:02}", seen)

    def _load(self, shard: int) -> Entries:
        found = self._cache.get(f"files-{shard:02}")
        return found if isinstance(found, dict) else {}


def run_key(files: Iterable[File], loose: Iterable[Problem], *options: object) -> str:
    """A name for everything that a run sees: rules look at nothing else."""
    digest = hashlib.sha256(repr(options).encode())
    for file in files:
        data = file.data if isinstance(file.data, bytes) else repr(file.data).encode()
        about = f"{file.path}\0{len(data)}\0{file.refusals!r}\0"
        digest.update(about.encode(errors="backslashreplace"))
        digest.update(data)
    for problem in loose:
        digest.update(repr(problem).encode(errors="backslashreplace"))
    return digest.hexdigest()


def remembered(cache: Cache, key: str) -> Verdict | None:
    """The verdict of an earlier run that saw the same."""
    for run in cache.get("runs") or ():
        if run["key"] == key:
            return Verdict(
                problems=tuple(map(unpacked, run["problems"])),
                waived=run["waived"],
                fail_on=Severity(run["fail_on"]),
                complete=run["complete"],
                run=frozenset(run["run"]),
                rules=frozenset(run["rules"]),
            )
    return None


def remember(cache: Cache, key: str, verdict: Verdict) -> None:
    """Keep a verdict, and the few before it."""
    if not cache:
        return
    earlier: Sequence[dict[str, Any]] = cache.get("runs") or []
    run = {
        "key": key,
        "problems": [packed(problem) for problem in verdict.problems],
        "waived": verdict.waived,
        "fail_on": verdict.fail_on.value,
        "complete": verdict.complete,
        "run": sorted(verdict.run),
        "rules": sorted(verdict.rules),
    }
    others = [each for each in earlier if each["key"] != key]
    cache.put("runs", [run, *others][:_RUNS])


def _shard(path: str) -> int:
    return hashlib.sha256(path.encode(errors="backslashreplace")).digest()[0] % _SHARDS
