"""Pages -> files: render is pure; nothing here knows MkDocs."""

from __future__ import annotations
