"""Did you mean: the id that was probably meant, or those that exist."""

from __future__ import annotations

from collections.abc import Collection

from firsthour.validate.wording import names, near

_FEW = 8


def suggest(word: str, options: Collection[str], otherwise: str) -> str:
    """A help line for an unknown id.

    A close name is looked for among those that begin or end alike, so that a thousand unknown ids
    among a thousand known ones stay cheap.
    """
    alike = [each for each in options if each[:2] == word[:2] or each[-3:] == word[-3:]]
    meant = near(word, alike)
    if meant is not None:
        return f"did you mean `{meant}`?"
    if 0 < len(options) <= _FEW:
        return f"{otherwise}; there is {names(sorted(options))}"
    return otherwise
