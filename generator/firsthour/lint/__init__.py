"""What the rules find, and what a team has decided about it.

In reading order: `findings` runs the rules, `waivers` and `baseline` set findings aside, `verdict`
puts these together with the settings, `since` keeps what a change brought, `fixes` mends what is
safe to mend.
"""

from __future__ import annotations

from firsthour.lint.baseline import Baseline
from firsthour.lint.findings import chosen, lint
from firsthour.lint.guide import RULES
from firsthour.lint.since import brought
from firsthour.lint.verdict import Named, Verdict, judge

__all__ = ["RULES", "Baseline", "Named", "Verdict", "brought", "chosen", "judge", "lint"]
