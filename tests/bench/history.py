"""A repository whose runbooks were each changed by several commits, one a month.

    python tests/bench/history.py ROOT

Every commit changes what each sheet says, so that a site built from it looks up what every sheet
said before. The corpus is as it was when the last of them is made.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COMMITS = 6
MARK = "15 minutes"  # stands in the rollback of each
NAME = "Bench"
MAIL = "bench@firsthour.example"


def write(root: Path) -> None:
    """Commit the content COMMITS times."""
    _git(root, "init", "-q", "-b", "main")
    paths = sorted((root / "runbooks" / "failure-modes").glob("*.yaml"))
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    for number in reversed(range(COMMITS)):
        for path, text in texts.items():
            said = text.replace(MARK, f"{15 + number} minutes")
            if number and said == text:
                raise SystemExit(f"{path} does not say `{MARK}`: the corpus is another")
            path.write_text(said, encoding="utf-8")
        _git(root, "add", "-A", "runbooks")
        day = f"2026-{COMMITS - number:02}-01T12:00:00Z"
        _git(root, "commit", "-q", "-m", f"the limits of month {COMMITS - number}", day=day)


def _git(root: Path, *arguments: str, day: str = "2026-01-01T12:00:00Z") -> None:
    # Whoever set up signing or hooks for his own work did not mean this.
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    said = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", NAME), ("EMAIL", MAIL), ("DATE", day))}  # fmt: skip
    none = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *arguments], cwd=root, env=kept | said | none, check=True)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
