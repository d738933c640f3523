"""What need not be done again: files that are as they were, and whole runs that are."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable
from typing import Any

from firsthour.cache import Cache, packed, unpacked
from firsthour.lint import Verdict
from firsthour.pipeline.reading import Read, read
from firsthour.problem import Problem, Severity
from firsthour.source import Document, File

_SHARDS = 64
_RUNS = 6
_PROBLEMS = 5000  # of the runs before this one

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
        entry: list[Any] | None = self._shards[shard].get(file.path)
        found = _made(file, key, entry)
        if found is None:
            found = read(file)
            entry = [key, found.document.data, [packed(problem) for problem in found.problems]]
        if entry is not None and found.document.data is not None:
            self._seen.setdefault(shard, {})[file.path] = entry
        return found

    def save(self) -> None:
        """Keep what is new, and forget files that are gone."""
        for shard in set(range(_SHARDS)) - self._shards.keys():
            self._cache.drop(f"files-{shard:02}")
        for shard, entries in self._shards.items():
            seen = self._seen.get(shard, {})
            if entries.keys() != seen.keys() or any(entries[it] is not seen[it] for it in seen):
                self._cache.put(f"files-{shard:02}", seen)

    def _load(self, shard: int) -> Entries:
        found = self._cache.get(f"files-{shard:02}")
        return found if isinstance(found, dict) else {}


def _made(file: File, key: str, entry: Any) -> Read | None:
    """What an entry of the cache holds, when it is of these bytes."""
    try:
        known, data, problems = entry
        if known != key or not isinstance(data, dict):
            return None
        found = tuple(map(unpacked, problems))
    except (TypeError, ValueError):
        return None
    return Read(Document(file.path, file.kind, file.id, file.text, data, found), found)


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
    for run in _runs(cache):
        if run["key"] == key:
            with contextlib.suppress(TypeError, ValueError, KeyError):
                return Verdict(
                    problems=tuple(map(unpacked, run["problems"])),
                    waived=run["waived"],
                    fail_on=Severity(run["fail_on"]),
                    site_url=run["site_url"],
                    complete=run["complete"],
                    run=frozenset(run["run"]),
                    rules=frozenset(run["rules"]),
                )
    return None


def _runs(cache: Cache) -> list[dict[str, Any]]:
    """Earlier runs, the latest first."""
    found = cache.get("runs")
    runs = found if isinstance(found, list) else []
    return [run for run in runs if isinstance(run, dict) and {"key", "problems"} <= run.keys()]


def remember(cache: Cache, key: str, verdict: Verdict) -> None:
    """Keep a verdict, and the few before it."""
    if not cache:
        return
    run = {
        "key": key,
        "problems": [packed(problem) for problem in verdict.problems],
        "waived": verdict.waived,
        "fail_on": verdict.fail_on.value,
        "site_url": verdict.site_url,
        "complete": verdict.complete,
        "run": sorted(verdict.run),
        "rules": sorted(verdict.rules),
    }
    kept, room = [run], _PROBLEMS
    for each in _runs(cache):
        room -= len(each["problems"])
        if each["key"] != key and room >= 0 and len(kept) < _RUNS:
            kept.append(each)
    cache.put("runs", kept)


def _shard(path: str) -> int:
    return hashlib.sha256(path.encode(errors="backslashreplace")).digest()[0] % _SHARDS
