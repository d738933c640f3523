"""A git repository built in a test, whose commits have the days they are given."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_ABOUT = {
    "GIT_AUTHOR_NAME": "Mara Lindqvist",
    "GIT_AUTHOR_EMAIL": "mara@larkspur.example",
    "GIT_COMMITTER_NAME": "Mara Lindqvist",
    "GIT_COMMITTER_EMAIL": "mara@larkspur.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(root: Path, *arguments: str, day: str = "2026-01-01") -> str:
    about = _ABOUT | {"GIT_AUTHOR_DATE": f"{day}T12:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00Z"}
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    done = subprocess.run(
        ["git", *arguments], cwd=root, env=kept | about, check=True, capture_output=True, text=True
    )
    return done.stdout


def commit(root: Path, day: str, **files: str) -> None:
    """Write files named `kind__id`, with `_` for `-`, and commit everything."""
    for name, text in files.items():
        kind, _, stem = name.replace("_", "-").partition("--")
        path = root / f"runbooks/{kind}/{stem}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    if not (root / ".git").exists():
        git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", f"work of {day}", day=day)
