"""Why CODEOWNERS is looked at, and what to do: id -> what must hold; id -> why, fix."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RULES: Mapping[str, str] = MappingProxyType(
    {
        "codeowners-block": "The block of firsthour in CODEOWNERS says what the runbooks say.",
        "codeowners-left": "Whoever CODEOWNERS names still belongs to the team.",
        "codeowners-path": "Every path in CODEOWNERS fits a file of the repository.",
    }
)

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "codeowners-block": (
            "The code host asks those whom the file names. With an old block it asks people who "
            "own the page no more, and its owner never hears of the change.",
            "run `firsthour codeowners --write`, and commit the file.",
        ),
        "codeowners-left": (
            "A review that waits for somebody who left waits for ever, or is waved through by "
            "whoever is in a hurry.",
            "name somebody who is still here, or better a team.",
        ),
        "codeowners-path": (
            "A line that fits nothing protects nothing, and whoever wrote it believes it does.",
            "correct the path, or take the line away.",
        ),
    }
)
