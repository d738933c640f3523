"""Lint rules: what a tired reader needs, checked across all files.

A rule is one module of this folder with one function of the same name, marked `@rule`. Its
docstring is its documentation. What several rules need stands in `common`.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.source import Origin

_FIX = "To fix: "


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule yields: a place, a sentence, what to do, and other places that explain it.

    `excerpt` is the part of a longer text that is meant: one command of several, a `<name>`.
    `replacement` is what `--fix` may write in the place of the excerpt, or of the value: only what
    nobody could mean otherwise. With `concealed` no report shows it.
    """

    origin: Origin
    message: str
    help: str = ""
    notes: tuple[tuple[Origin, str], ...] = ()
    excerpt: str = ""
    replacement: str | None = None
    concealed: bool = False


Check = Callable[[Catalog], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its name, its severity and its documentation.

    `summary` says what must hold, `why` speaks to a tired reader, `fix` says what to do. `clock` is
    true when its findings come and go as time passes, though nobody touches a file.
    """

    id: str
    severity: Severity
    check: Check
    summary: str
    why: str
    fix: str
    clock: bool = False


def rule(severity: Severity, *, clock: bool = False) -> Callable[[Check], Rule]:
    """Turn a function into a rule. Its name is the id, its docstring the documentation."""

    def make(check: Check) -> Rule:
        summary, why, fix = _parts(check.__doc__ or "")
        return Rule(check.__name__.replace("_", "-"), severity, check, summary, why, fix, clock)

    return make


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by id."""
    modules = (found.name for found in pkgutil.iter_modules(__path__) if not found.ispkg)
    return tuple(_load(name) for name in sorted(modules))


def _load(name: str) -> Rule:
    found = getattr(importlib.import_module(f"{__name__}.{name}"), name, None)
    if not isinstance(found, Rule) or found.check.__name__ != name:
        raise TypeError(f"rules/{name}.py must define one function {name}() marked @rule(...)")
    return found


def _parts(docstring: str) -> tuple[str, str, str]:
    """The first paragraph, those in between, and the one that starts with `To fix: `."""
    paragraphs = [" ".join(part.split()) for part in inspect.cleandoc(docstring).split("\n\n")]
    fix = paragraphs.pop().removeprefix(_FIX) if paragraphs[-1].startswith(_FIX) else ""
    return paragraphs[0] if paragraphs else "", "\n\n".join(paragraphs[1:]), fix
