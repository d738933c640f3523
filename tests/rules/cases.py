"""Cases as folders: a small tree laid over the common one, checked as a team's repository is."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path

from firsthour.model.links import Answer
from firsthour.pipeline import Checked, check
from firsthour.report import FORMATS, Outcome, Screen
from firsthour.rules import Rule, all_rules

HERE = Path(__file__).parent
BASE = HERE / "_base"
TODAY = datetime.date(2026, 11, 21)
RULES = {rule.id: rule for rule in all_rules()}
FOLDERS = sorted(path for path in HERE.iterdir() if path.is_dir() and path.name[0] not in "_.")


def lay_out(root: Path, case: Path | None = None) -> Path:
    """Put the common tree into `root`, and the files of a case over it."""
    for folder in filter(None, (BASE, case)):
        shutil.copytree(folder, root / "runbooks", dirs_exist_ok=True)
    return root


def found(root: Path, case: Path, rule: str | Rule) -> Checked:
    """What one rule, or another in its place, finds in a case."""
    run = RULES[rule] if isinstance(rule, str) else rule
    answers = _answers(case.parent / "answers.json")
    return check(lay_out(root, case), rules=[run], today=TODAY, ask=lambda _: answers)


def _answers(path: Path) -> dict[str, Answer]:
    """What the network says in the cases of a rule that looks at links."""
    said = json.loads(path.read_text()) if path.exists() else {}
    return {link: Answer(**answer) for link, answer in said.items()}


def text(checked: Checked) -> str:
    """A report as people see it."""
    outcome = Outcome(checked.problems, checked.texts, checked.files)
    return "".join(f"{line}\n" for line in FORMATS["text"](outcome, Screen(verbose=True)))
