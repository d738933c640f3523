"""What a sheet says about itself: of which day and commit it is, until when it counts, where it lives."""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection
from typing import Any

import segno

from firsthour.history import History
from firsthour.model import Sheet
from firsthour.model.fingerprint import fingerprint
from firsthour.model.freshness import freshness
from firsthour.pages import Context
from firsthour.pages.common import name_of

View = dict[str, Any]


def identity(title: str, kind: str, context: Context, sources: Collection[str]) -> View:
    """What stands at the head and foot of a page that has no file of its own.

    Args:
        title: of the page.
        kind: what kind of page this is, for the line above the title.
        context: where it comes from.
        sources: the files that say what is on it.
    """
    settings = context.catalog.settings
    return {
        "product": settings.product if settings else "Runbooks",
        "title": title,
        "kind-title": kind,
        "when": "",
        "status": "active",
        "owner": "",
        "stamp": stamp(sources, context.history, context.today),
        "valid": "",
        "reviewable": False,
        "url": "",
        "qr": "",
        "private": False,
    }


def identity_of(page: Sheet, kind: str, context: Context, also: Collection[str] = ()) -> View:
    """The same for a page with a file of its own; `also` are other files that it shows parts of."""
    fresh = freshness(page, context.catalog.settings, context.today) if _reviewable(page) else None
    address = _address(page, context)
    return identity(page.title, kind, context, {page.origin.document.path, *also}) | {
        "status": getattr(page, "status", "active"),
        "owner": name_of(page.owner, context.catalog),
        "valid": fresh.due.isoformat() if fresh and fresh.due else "",
        "reviewable": fresh is not None,
        "url": address,
        "qr": qr(address) if address else "",
    }


def stamp(sources: Collection[str], history: History, today: datetime.date) -> View:
    """Day and commit of the last change to what is shown.

    A commit that changes none of these files leaves the sheet as it is, to the byte.
    """
    if history.dirty or not history.commit:
        day = _said_day() or today
        return {"date": day.isoformat(), "commit": history.commit, "dirty": history.dirty}
    # The newest change stands first.
    newest = (change for path, change in history.last_change.items() if path in sources)
    day_of, commit = next(newest, (history.date or today, history.commit))
    return {"date": day_of.isoformat(), "commit": commit, "dirty": False}


def _said_day() -> datetime.date | None:
    """The day that a packager fixes, by the convention for builds that can be repeated."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not said.isascii() or not said.isdigit():
        return None
    try:
        return datetime.datetime.fromtimestamp(int(said), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def _reviewable(page: Sheet) -> bool:
    return hasattr(page, "reviewed") and hasattr(page, "status")


def _address(page: Sheet, context: Context) -> str:
    """Where the page says whether this sheet is still what it says."""
    settings = context.catalog.settings
    site = settings.site_url if settings else ""
    return f"{site.rstrip('/')}/v/{fingerprint(page.origin.document)}/" if site else ""


def qr(address: str) -> str:
    """The address as a drawing that a camera reads, with the quiet zone around it."""
    made = segno.make(address, error="m", micro=False, boost_error=False)
    return made.svg_inline(scale=1, border=2, dark="#000", light=None, omitsize=True).replace(
        "<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1
    )
