"""What scripts look things up in, as scripts: a page from a folder can read nothing else."""

from __future__ import annotations

import json
from typing import Any

from firsthour.alerts.address import FOLDER as ALERTS
from firsthour.pages import Context
from firsthour.pages.alerts import alert_views
from firsthour.pages.signatures import signatures

FOLDER = "assets/firsthour-data"


def data(context: Context) -> dict[str, bytes]:
    """Path in the tree -> a script that defines one value."""
    folders = {view.name: view.page.removeprefix(f"{ALERTS}/") for view in alert_views(context)}
    return {
        f"{FOLDER}/alerts.js": script("firsthourAlerts", folders),
        f"{FOLDER}/signatures.js": script("firsthourSignatures", _signatures(context)),
    }


def _signatures(context: Context) -> dict[str, Any]:
    """Pages as address and title, and signatures that name their page by its number."""
    numbers: dict[tuple[str, str], int] = {}
    found = []
    for each in signatures(context.catalog):
        path, _, anchor = each.page.partition("#")
        address = f"{path}/#{anchor.replace('.', '-')}" if anchor else f"{path}/"
        number = numbers.setdefault((address, each.title), len(numbers))
        found.append((each.kind, each.text, number))
    return {"pages": list(numbers), "signatures": found}


def script(name: str, value: Any) -> bytes:
    """`var name = value;`, in ASCII alone, so that no server can name the wrong encoding."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return f"var {name} = {text};\n".encode()
