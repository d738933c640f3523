"""What to write into requirements.txt so that others get the firsthour that made the repository."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

from firsthour import __version__

_ELSEWHERE = """\
# firsthour was installed from a folder of one machine. Before anybody else installs it, put the
# address of its repository here: firsthour[print] @ git+https://HOST/firsthour.git@COMMIT
"""


def requirement() -> str:
    """The lines of requirements.txt: an address that others reach, or what they have to change.

    A name and a version alone are written only when they came from a package index: on one that
    does not know the name, it would be anybody's to take.
    """
    try:
        said = distribution("firsthour").read_text("direct_url.json")
    except PackageNotFoundError:
        said = None
    return _of(json.loads(said) if said else {})


def _of(came_from: Mapping[str, Any]) -> str:
    """From what the installer wrote down (PEP 610); nothing of it when an index was asked."""
    url = came_from.get("url")
    if not url:
        return f"firsthour[print]=={__version__}\n"
    version = came_from.get("vcs_info")
    if version:
        return f"firsthour[print] @ {version['vcs']}+{url}@{version['commit_id']}\n"
    notice = _ELSEWHERE if url.startswith("file:") else ""
    return f"{notice}firsthour[print] @ {url}\n"
