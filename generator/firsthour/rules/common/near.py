"""Did you mean: the id that was probably meant, or those that exist."""

from __future__ import annotations

import re
from collections.abc import Collection

from firsthour.validate.wording import names, near

_FEW = 8


def suggest(word: str, options: Collection[str], otherwise: str) -> str:
    """A help line for an unknown id.

    A close name is looked for among those that begin or end alike, so that a thousand unknown ids
    among a thousand known ones stay cheap. One that differs in digits alone is another thing:
    `http-503` does not mean `http-502`.
    """
    alike = [each for each in options if each[:2] == word[:2] or each[-3:] == word[-3:]]
    meant = near(word, alike)
    if meant is not None and _shape(meant) != _shape(word):
        return f"did you mean `{meant}`?"
    if 0 < len(options) <= _FEW:
        return f"{otherwise}; there is {names(sorted(options))}"
    return otherwise


def _shape(word: str) -> str:
    return re.sub("[0-9]", "0", word)
