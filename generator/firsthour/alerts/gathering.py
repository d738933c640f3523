"""Files of alert rules: found by name, folder or pattern, and read whatever is in them."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from firsthour.alerts.formats import read
from firsthour.alerts.found import AlertFile

_ENDINGS = (".yaml", ".yml", ".json", ".txt")
_MAX_BYTES = 8 << 20
_MAX_FILES = 5000


def read_file(path: Path, shown: str) -> AlertFile:
    """What a file holds; whatever is wrong with it is its reason."""
    try:
        if not path.is_file():
            return AlertFile(shown, reason="there is no such file")
        if path.stat().st_size > _MAX_BYTES:
            return AlertFile(shown, reason=f"it has more than {_MAX_BYTES >> 20} MiB")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return AlertFile(shown, reason="it is not written in UTF-8")
    except (OSError, ValueError) as error:
        said = (getattr(error, "strerror", "") or str(error)).lower()
        return AlertFile(shown, reason=f"it cannot be read: {said}")
    if "\0" in text:
        return AlertFile(shown, reason="it is no text")
    return read(shown, text.replace("\r\n", "\n"))


def below(paths: Iterable[Path]) -> Iterator[Path]:
    """The files meant: a file is itself, a folder all files of rules below it."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (Path(folder, name) for name in sorted(names) if name.endswith(_ENDINGS))


def matching(root: Path, patterns: Iterable[str]) -> list[Path]:
    """The files below `root` that patterns such as `monitoring/**/*.yaml` mean, in order."""
    found: dict[Path, None] = {}
    top = Path(os.path.realpath(root))
    for pattern in patterns:
        # Not Path.glob, which raises for some patterns that people write.
        names = glob.glob(pattern, root_dir=top, recursive=True)  # noqa: PTH207
        for path in (top / name for name in sorted(names)):
            # A pattern such as ../* leads out of the repository.
            if Path(os.path.realpath(path)).is_relative_to(top) and path.is_file():
                found[path] = None
                if len(found) >= _MAX_FILES:
                    return list(found)
    return list(found)


def gather(root: Path, patterns: Iterable[str]) -> list[AlertFile]:
    """The files that the settings name, read; paths as seen from `root`."""
    top = Path(os.path.realpath(root))
    return [read_file(path, path.relative_to(top).as_posix()) for path in matching(root, patterns)]
