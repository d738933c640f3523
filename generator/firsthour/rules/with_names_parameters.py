from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.near import suggest
from firsthour.rules.common.placeholders import declared
from firsthour.rules.common.steps import all_pages, all_steps, procedure_of


@rule(Severity.ERROR)
def with_names_parameters(catalog: Catalog) -> Iterator[Finding]:
    """Every value that a step hands to a procedure with `with` is a parameter of it.

    A value for a name that the procedure does not have is dropped without a word, and the command
    is shown with its placeholder still open.

    To fix: use a name that the procedure declares under `params`, or declare it there.
    """
    for page in all_pages(catalog):
        for step, _option in all_steps(page):
            procedure = procedure_of(step, catalog) if step.with_ else None
            if procedure is None:
                continue
            known = declared(procedure)
            for name in step.with_:
                if name not in known:
                    message = f"`{step.use}` has no parameter `{name}`"
                    help_ = suggest(name, known, f"see `params` in runbooks/{step.use}.yaml")
                    yield Finding(step.origin.at("with").key_of(name), message, help_)
