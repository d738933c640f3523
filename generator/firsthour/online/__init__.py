"""Links, followed: which addresses may be asked, how they are asked, what is kept of the answers.

In reading order: `addresses` says who may be asked, `asking` sends one request, `following` goes
from hop to hop and tries again, `answers` asks about all links of a run. Nothing of it is loaded
without `--online`.
"""

from __future__ import annotations

from firsthour.online.answers import FOLDER, answers

__all__ = ["FOLDER", "answers"]
