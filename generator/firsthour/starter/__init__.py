"""Starting your own: a repository from the sample team, and skeletons for new files."""

from __future__ import annotations

from firsthour.starter.init import NotEmpty, start
from firsthour.starter.skeleton import Exists, new

__all__ = ["Exists", "NotEmpty", "new", "start"]
