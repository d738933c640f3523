"""Where `<name>` stands in what is copied or filled in, and what declares it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from firsthour.model.common import Step, Undo, placeholders
from firsthour.rules.common.steps import Page, all_steps
from firsthour.source import Origin

_IN_WORDS = re.compile(r"<([A-Za-z][\w-]*(?: [\w'-]+)*)>")


class Use(NamedTuple):
    """A text that holds placeholders, and its place."""

    names: tuple[str, ...]
    origin: Origin


def declared(page: Page) -> set[str]:
    """Names that the page explains: its parameters, and the keys of its environments."""
    return {*page.params, *(key for values in page.environments.values() for key in values)}


def uses(page: Page) -> Iterator[Use]:
    """Every text of a page in which somebody has to fill in a placeholder."""
    for step, _option in all_steps(page):
        yield from _of_step(step)
    for option in getattr(page, "mitigate", ()):
        yield from _of_undo(option.undo)
    yield from _of_undo(getattr(page, "undo", None))
    for param in page.params.values():
        if "<" in param.run:
            yield Use(placeholders(param.run), param.origin.at("run"))


def _of_step(step: Step) -> Iterator[Use]:
    for key in ("run", "dry_run", "open", "where"):
        text = getattr(step, key)
        if "<" in text:
            yield Use(placeholders(text), step.origin.at(key))
    for key, text in step.with_.items():
        if "<" in text:
            yield Use(placeholders(text), step.origin.at("with", key))
    yield from _of_undo(step.undo)


def _of_undo(undo: Undo | None) -> Iterator[Use]:
    if undo is not None and "<" in undo.run:
        yield Use(placeholders(undo.run), undo.origin.at("run"))
    # In words, too, however they are spelt: what was there before is what nobody remembers.
    if undo is not None and "<" in undo.do:
        yield Use(tuple(dict.fromkeys(_IN_WORDS.findall(undo.do))), undo.origin.at("do"))
