"""JSON Schema -> Problems: does one file have a legal shape, and what to do when it does not.

In reading order: `schemas` (the files in schema/), `lean` (what of them can fail), `glance` (passes
what is right), `checker` (jsonschema, for what is not), `stray` (a file of another kind), `faults`
(one thing that jsonschema reports), `findings` (which of them to tell), `sentences`, `values`,
`wording` and `guesses` (in which words, and what was meant), `document` (all of it for one file),
`project` (the schemas with a team's ids).
"""

from __future__ import annotations

from firsthour.validate.document import RULES, all_problems, validate
from firsthour.validate.project import REFERENCES, project_schema, project_schemas
from firsthour.validate.schemas import KINDS, schema, schema_dir

__all__ = [
    "KINDS",
    "REFERENCES",
    "RULES",
    "all_problems",
    "project_schema",
    "project_schemas",
    "schema",
    "schema_dir",
    "validate",
]
