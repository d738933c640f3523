"""Load every file in a folder, with firsthour's loader or with PyYAML's fast one.

    python tests/bench/loader.py firsthour|csafe FOLDER

Files are read first and loaded five times, so that starting up and the disk weigh little.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROUNDS = 5


def main(which: str, folder: Path) -> None:
    """Load all files ROUNDS times and keep nothing."""
    data = [(path.as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*.yaml"))]
    if which == "firsthour":
        from firsthour.source import load

        for _ in range(ROUNDS):
            for path, text in data:
                if load(path, text).problems:
                    raise SystemExit(f"{path} has problems: the corpus is not what it should be")
    else:
        import yaml

        for _ in range(ROUNDS):
            for _path, text in data:
                yaml.load(text, Loader=yaml.CSafeLoader)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
