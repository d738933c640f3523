"""JSON Schema -> Problems: does one file have a legal shape, and what to do when it does not.

Reading order: `schemas` (the files in schema/), `lean` (what of them can fail), `glance` (passes
what is right), `checker` (jsonschema, for what is not), `findings` (what jsonschema reports, as one
sentence for each fault), `project` (the schemas with a team's own ids).
"""

from __future__ import annotations

from firsthour.validate.document import RULES, validate
from firsthour.validate.project import REFERENCES, project_schema, project_schemas
from firsthour.validate.schemas import KINDS, schema, schema_dir

__all__ = [
    "KINDS",
    "REFERENCES",
    "RULES",
    "project_schema",
    "project_schemas",
    "schema",
    "schema_dir",
    "validate",
]
