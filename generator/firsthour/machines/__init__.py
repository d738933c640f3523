"""What programs read of the site: an index, each runbook as JSON and as Markdown, and `llms.txt`.

In reading order: `runbook` (what is said of one), `markdown` (the same as text), `files` (all of
them, and the index).

Who can be reached and how is in none of it: people are named by their id at most.
"""

from __future__ import annotations

from firsthour.machines.files import machine_files

__all__ = ["machine_files"]
