"""The stories of a run, readable aloud: a check, a lint, a site.

In reading order: `reading` makes documents of files and knows which hold, `asking` and `alerting`
bring what stands outside of them, `checking` looks at all of them, `remembering` spares a run what
an earlier one found, `linting` answers the command with its options, `building` gives an engine
what it needs, `printing` makes the PDFs.
"""

from __future__ import annotations

from firsthour.pipeline.building import assemble
from firsthour.pipeline.checking import Checked, check
from firsthour.pipeline.linting import Linted, Request, lint_all
from firsthour.pipeline.printing import Printed, print_all

__all__ = [
    "Checked",
    "Linted",
    "Printed",
    "Request",
    "assemble",
    "check",
    "lint_all",
    "print_all",
]
