"""What the rules find, and what a team has decided about it.

In reading order: `findings` runs the rules, `waivers` sets findings aside, `judging` puts these
together with the settings and makes a `verdict`, of which `baseline` and `since` leave out what was
there before. `own_ids` helps with ids that a schema refused. `guide` explains what comes from all
that. `fixes` mends what is safe to mend, `concealing` keeps secrets out of reports.

A run that finds nothing changed needs neither rules nor model, so `judging` is imported by who
judges.
"""

from __future__ import annotations

from firsthour.lint.baseline import Baseline
from firsthour.lint.concealing import without_secrets
from firsthour.lint.guide import RULES
from firsthour.lint.since import brought
from firsthour.lint.verdict import Named, Verdict

__all__ = ["RULES", "Baseline", "Named", "Verdict", "brought", "without_secrets"]
