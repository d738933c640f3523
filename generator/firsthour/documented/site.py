"""Why a built site is looked at again, and what to do: id -> why, fix."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RULES: Mapping[str, str] = MappingProxyType(
    {"engine": "MkDocs or Zensical can build the site from its configuration."}
)

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "engine": (
            "When the engine stops half way there would be half a site, so the old one stays.",
            "mend what the message names, most often in `mkdocs.yml`, and build again.",
        ),
        "site-link": (
            "A link that leads nowhere costs minutes in an incident, and trust in all the others.",
            "name a page or file that is there; upper and lower case differ.",
        ),
        "site-anchor": (
            "The page opens at its top, and the reader has to search for the part that was meant.",
            "name a part that is there, or the page alone.",
        ),
        "site-foreign": (
            "What comes from another host is missing when the network is the incident, and tells "
            "that host who reads.",
            "put the file into `docs/` and name it there.",
        ),
        "site-active": (
            "Text that becomes code can change what a runbook says, or act as whoever reads it.",
            "move code and styles into files of `docs/`, and write `&lt;` for a `<` that is text.",
        ),
        "site-markup": (
            "Browsers repair broken markup each in their own way, and commands are lost on the "
            "way.",
            "write `&lt;` for a `<` that is meant as text, and put quotes around values.",
        ),
    }
)
