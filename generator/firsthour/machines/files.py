"""The files themselves: path in the tree -> bytes."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from firsthour.machines.markdown import markdown
from firsthour.machines.runbook import VERSION, data
from firsthour.model.evidence import reference
from firsthour.model.failure_modes import FailureMode
from firsthour.model.procedures import Procedure
from firsthour.pages import Context
from firsthour.pages.alerts import alert_views

SCHEMA = "schema/index.schema.json"


def machine_files(context: Context) -> dict[str, bytes]:
    """`index.json`, `llms.txt`, and beside the address of each page `.json` and `.txt`."""
    catalog = context.catalog
    every: list[FailureMode | Procedure] = [
        *catalog.failure_modes.values(),
        *catalog.procedures.values(),
    ]
    pages = [page for page in every if page.status != "retired"]
    found: dict[str, bytes] = {}
    entries: list[dict[str, Any]] = []
    for page in pages:
        made = data(page, catalog, context.changed.get(reference(page)))
        path = f"{made['kind']}/{made['id']}"
        found[f"{path}.json"] = _json(made)
        # Not .md, which the engines would make a page of.
        found[f"{path}.txt"] = markdown(made).encode()
        entries.append(_entry(made, path, page))
    alerts = {view.name: f"{view.page}/" for view in alert_views(context)}
    settings = context.catalog.settings
    index = {
        "version": VERSION,
        "product": settings.product if settings else "",
        "site": settings.site_url if settings else "",
        "built": str(context.today),
        "commit": context.history.commit,
        "schema": SCHEMA,
        "runbooks": entries,
        "alerts": alerts,
    }
    found["index.json"] = _json(index)
    found["llms.txt"] = _llms(index).encode()
    own = files("firsthour.machines")
    for name in ("index", "runbook"):
        found[f"schema/{name}.schema.json"] = (own / f"{name}.schema.json").read_bytes()
    return found


def _entry(made: dict[str, Any], path: str, page: Any) -> dict[str, Any]:
    alerts = [alert.name for alert in page.alerts] if isinstance(page, FailureMode) else []
    return {
        "kind": made["kind"],
        "id": made["id"],
        "title": made["title"],
        "owner": made["owner"],
        "address": made["address"],
        "json": f"{path}.json",
        "markdown": f"{path}.txt",
        "hash": made["hash"],
        "risk": made["risk"],
        "state": made["state"],
        "alerts": alerts,
        "services": list(getattr(page, "services", ())),
    }


def _llms(index: dict[str, Any]) -> str:
    """The index for language models: what is here, and how it is to be read."""
    lines = [
        f"# {index['product'] or 'Runbooks'}",
        "",
        "> Runbooks for incidents: what to do, with the risk and the way back of each step.",
        "",
        "A step without a risk only reads. Ask a person before one that is disruptive or "
        "destructive. A page that is not verified may be wrong. `<name>` in a command is a value "
        "that somebody has to fill in. Nobody's telephone number or address is in these files.",
    ]
    for kind, title in (("failure-modes", "Runbooks"), ("procedures", "Procedures")):
        entries = [entry for entry in index["runbooks"] if entry["kind"] == kind]
        if entries:
            lines += ["", f"## {title}", ""]
        for entry in entries:
            state = "verified" if entry["state"]["verified"] else "not verified"
            said = " ".join(entry["title"].replace("[", "(").replace("]", ")").split())
            lines.append(f"- [{said}]({entry['markdown']}): {state}, worst risk {entry['risk']}")
    lines += [
        "",
        "## Data",
        "",
        "- [Index](index.json): alerts, owners and states",
        "",
    ]
    return "\n".join(lines)


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")
