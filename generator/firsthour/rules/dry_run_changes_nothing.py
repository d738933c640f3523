from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.danger import known
from firsthour.rules.common.steps import all_pages, all_steps, emergency_steps
from firsthour.source.faults import show


@rule(Severity.ERROR)
def dry_run_changes_nothing(catalog: Catalog) -> Iterator[Finding]:
    """A `dry_run` holds no command that changes something.

    It is the command that a careful person tries first, to see what would happen. One that deletes
    hurts exactly those who took care.

    To fix: list what would be changed (`find` without `-delete`, `select` instead of `delete`), or
    use the program's own option, such as `--dry-run`.
    """
    steps = (step for page in all_pages(catalog) for step, _option in all_steps(page))
    for step in chain(steps, emergency_steps(catalog)):
        found = known(step.dry_run) if step.dry_run else None
        if found:
            message = f"{show(found.command, 50)} {found.does}, but this is a dry run"
            help_ = "list what would change, or use the option of the program that only says so"
            yield Finding(step.origin.at("dry_run"), message, help_, excerpt=found.command)
