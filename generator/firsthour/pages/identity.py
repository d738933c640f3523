"""What a sheet says about itself: its day and commit, until when it counts, where it lives."""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection
from typing import Any

from firsthour.history import History
from firsthour.model import Sheet
from firsthour.model.evidence import reference
from firsthour.model.fingerprint import fingerprint
from firsthour.model.freshness import Freshness, freshness
from firsthour.model.incidents import Incident
from firsthour.pages import Context
from firsthour.pages.common import name_of
from firsthour.source import Document

View = dict[str, Any]


def identity(
    title: str, kind: str, context: Context, sources: Collection[str], page: str = ""
) -> View:
    """What stands at the head and foot of a sheet that has no file of its own.

    Args:
        title: of the sheet.
        kind: what kind of sheet this is, for the line above the title.
        context: where it comes from.
        sources: the files that say what is on it.
        page: the page of the site that shows the same.
    """
    settings = context.catalog.settings
    site = settings.site_url.rstrip("/") if settings else ""
    address = f"{site}/{page}" if site and page else ""
    return {
        "product": settings.product if settings else "Runbooks",
        "title": title,
        "kind-title": kind,
        "when": "",
        "status": "active",
        "owner": "",
        "stamp": stamp(sources, context.history, context.today),
        "valid": "",
        "trust": "",
        "url": address,
        "ask": "On the site:",
        "qr": qr(address) if address else "",
        "private": False,
    }


def identity_of_single(
    title: str, kind: str, document: Document, context: Context, also: Collection[str] = ()
) -> View:
    """The same for a card that is made of one of the files that stand once."""
    address = _address(document, context)
    return identity(title, kind, context, {document.path, *also}) | {
        "url": address,
        "ask": "Still true?",
        "qr": qr(address) if address else "",
    }


def identity_of(page: Sheet, kind: str, context: Context, also: Collection[str] = ()) -> View:
    """The same for a page with a file of its own; `also` are other files that it shows parts of."""
    fresh = _freshness(page, context)
    address = _address(page.origin.document, context)
    return identity(page.title, kind, context, {page.origin.document.path, *also}) | {
        "status": getattr(page, "status", "active"),
        "owner": name_of(page.owner, context.catalog),
        "valid": fresh.due.isoformat() if fresh and fresh.due else "",
        "trust": fresh.trust if fresh else "",
        "url": address,
        "ask": "Still true?",
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


def _freshness(page: Sheet, context: Context) -> Freshness | None:
    if isinstance(page, Incident):
        return None
    return freshness(page, context.catalog, context.today, context.changed.get(reference(page)))


def _address(document: Document, context: Context) -> str:
    """Where the page says whether this sheet is still what it says."""
    settings = context.catalog.settings
    site = settings.site_url if settings else ""
    return f"{site.rstrip('/')}/v/{fingerprint(document.data)}/" if site else ""


def qr(address: str) -> str:
    """The address as a drawing that a camera reads, with the quiet zone around it.

    Nothing without the package that draws it: the address stands on the sheet in words, too.
    """
    try:
        import segno
    except ImportError:
        return ""
    made = segno.make(address, error="m", micro=False, boost_error=False)
    return made.svg_inline(scale=1, border=2, dark="#000", light=None, omitsize=True).replace(
        "<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1
    )
