"""What the network said about a link, when somebody asked it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["alive", "dead", "moved", "private", "unclear", "offline"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a link leads.

    Attributes:
        state: `alive`; `dead`, it leads nowhere; `moved` for good; `private`, it was not followed;
            `unclear`, whoever answered would not say; `offline`, nothing answered at all.
        why: the rest of a sentence that begins with the address.
        to: where it moved, or the host that is private.
        whole_host: true when every link to the same host would get this answer.
    """

    state: State
    why: str = ""
    to: str = ""
    whole_host: bool = False
