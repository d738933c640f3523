"""Starting your own: a repository from the sample team, new files, schemas with a team's ids."""

from __future__ import annotations

from firsthour.starter.init import NotEmpty, start
from firsthour.starter.kinds import unknown_kind
from firsthour.starter.schemas import Foreign, known, unread, write
from firsthour.starter.skeleton import Exists, new, next_kind, path_of, refusal

__all__ = [
    "Exists",
    "Foreign",
    "NotEmpty",
    "known",
    "new",
    "next_kind",
    "path_of",
    "refusal",
    "start",
    "unknown_kind",
    "unread",
    "write",
]
