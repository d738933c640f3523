"""How wide words are on paper, so that an editor can say what the press would say.

Widths are those of Atkinson Hyperlegible, in thousandths of the size of the type.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

_REGULAR: Mapping[int, str] = {
    160: "'",
    200: ",.:;",
    240: "l|",
    260: "`j",
    280: " !i",
    300: '"()',
    320: "[]ft{}",
    340: "r",
    360: "-",
    380: "/\\",
    400: "1_",
    420: "Iy",
    440: "*v",
    460: "xz",
    480: "ks",
    500: "c",
    520: "7?Ja",
    540: "2FLehnu",
    560: "<>ET^bdgop~",
    580: "35Vq",
    600: "$+69=PSYZ",
    620: "48ABKRX",
    640: "0",
    660: "#Cw",
    680: "DHNU",
    700: "&",
    720: "GO",
    760: "Q",
    780: "@",
    820: "M",
    840: "Wm",
    920: "%",
}
_BOLD: Mapping[int, str] = {
    220: "'",
    240: ",.:;|",
    260: "j",
    280: "!",
    320: " `il",
    340: "[]",
    360: "()f{}",
    380: "-rt",
    400: '"',
    440: "*/1\\_",
    460: "I",
    520: "cvyz",
    540: "7FLsx~",
    560: "9Jaeku",
    580: "2<>E^hno",
    600: "3bdgpq",
    620: "$+458=?PSTZ",
    640: "6B",
    660: "0KRUV",
    680: "ACDHY",
    700: "&NX",
    720: "Gw",
    760: "@O",
    780: "#Q",
    840: "M",
    880: "Wm",
    980: "%",
}
_OTHER = 600
_MM = 72 / 25.4
# In the smallest type, 11 points, and that of what stands beside the steps.
SMALLEST, BESIDE = 11.0, 9.5
MAIN, SIDE, WHOLE, HEAD = 122.0, 59.0, 190.0, 162.0


def _table(groups: Mapping[int, str]) -> dict[str, int]:
    return {sign: width for width, signs in groups.items() for sign in signs}


_WIDTHS = {False: _table(_REGULAR), True: _table(_BOLD)}


def width(text: str, *, bold: bool = False) -> float:
    """The width of one line of text, in ems."""
    widths = _WIDTHS[bold]
    return sum(widths.get(sign, _OTHER) for sign in text) / 1000


def room(millimetres: float, size: float) -> float:
    """How many ems of a size go into a width."""
    return millimetres * _MM / size


def too_many(ems: float) -> int:
    """About how many characters that is, at least one."""
    return max(1, math.ceil(ems / 0.53))
