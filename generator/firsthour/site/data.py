"""What scripts look things up in, as scripts: a page from a folder can read nothing else."""

from __future__ import annotations

import json
from typing import Any

from firsthour.alerts.address import FOLDER as ALERTS
from firsthour.pages import Context
from firsthour.pages.alerts import alert_views

FOLDER = "assets/firsthour-data"


def data(context: Context) -> dict[str, bytes]:
    """Path in the tree -> a script that defines one value."""
    folders = {view.name: view.page.removeprefix(f"{ALERTS}/") for view in alert_views(context)}
    return {f"{FOLDER}/alerts.js": script("firsthourAlerts", folders)}


def script(name: str, value: Any) -> bytes:
    """`var name = value;`, in ASCII alone, so that no server can name the wrong encoding."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return f"var {name} = {text};\n".encode()
