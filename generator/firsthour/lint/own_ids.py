"""Help for an id in the wrong form, from the ids that the team has itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from firsthour.model import Catalog
from firsthour.problem import Problem
from firsthour.rules.common.references import FILES, help_for, ids, in_document
from firsthour.source import Document


def with_own_ids(
    document: Document, problems: Iterable[Problem], catalog: Catalog
) -> Iterator[Problem]:
    """The problems of a document; where it names something, the help says what there is.

    A schema has examples from elsewhere, and knows nothing of this team.
    """
    problems = list(problems)
    helps = {}
    if any(problem.rule == "schema-format" for problem in problems):
        helps = {
            document.locate(reference.route, key=reference.is_key): help_for(catalog, reference)
            for reference in in_document(document)
            if any(ids(catalog, target) for target in reference.targets if target in FILES)
        }
    for problem in problems:
        help_ = helps.get(problem.location) if problem.rule == "schema-format" else None
        yield dataclasses.replace(problem, help=help_) if help_ and not problem.fix else problem
