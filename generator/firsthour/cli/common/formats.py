"""The formats of reports by name: help says them without loading what makes them."""

from __future__ import annotations

FORMATS = ("text", "json", "github", "sarif", "junit", "markdown")
