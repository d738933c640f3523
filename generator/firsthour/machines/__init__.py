"""What programs read of the site: an index, each runbook as JSON and as Markdown, and `llms.txt`.

Who can be reached and how is in none of it: people are named by their id at most.
"""

from __future__ import annotations

from firsthour.machines.files import machine_files

__all__ = ["machine_files"]
