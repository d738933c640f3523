"""The month's list of reviews: for people, for programs, for an issue."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping, Sequence

from firsthour.review import Month, Turn

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&@])")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def text(months: Sequence[Month], today: datetime.date) -> list[str]:
    """For people at a terminal."""
    lines: list[str] = []
    for month in months:
        lines += [f"{month.owner}: {_asked(month)}"]
        for turn in month.pages:
            lines += [f"  {turn.reference}  {turn.title}", f"    {_reasons(turn)}"]
        lines += [""]
    count = sum(len(month.pages) for month in months)
    if not count:
        lines += [f"nothing to review in {_name(today)}"]
    else:
        lines += [
            f"{_pages(count)} to review in {_name(today)}",
            "done? firsthour review ID --how drill --record incidents/ID",
        ]
    return lines


def markdown(months: Sequence[Month], today: datetime.date) -> list[str]:
    """For an issue: a box for each page."""
    lines = [f"## Reviews in {_name(today)}", ""]
    for month in months:
        lines += [f"### {_escaped(month.owner)}", "", f"{_asked(month).capitalize()}.", ""]
        for turn in month.pages:
            title = _escaped(turn.title)
            lines += [f"- [ ] {title} (`{turn.reference}`): {_escaped(_reasons(turn))}"]
        lines += [""] if month.pages else []
    if not months:
        lines += ["Nothing to review.", ""]
    return lines[:-1]


def json_(months: Sequence[Month], today: datetime.date) -> list[str]:
    """For programs: a list of owners with their pages."""
    found = [
        {
            "owner": month.owner,
            "month": f"{today:%Y-%m}",
            "done": month.done,
            "waiting": month.waiting,
            "pages": [
                {
                    "reference": turn.reference,
                    "title": turn.title,
                    "state": turn.trust,
                    "due": turn.due.isoformat() if turn.due else None,
                    "risk": turn.score,
                    "reasons": list(turn.reasons),
                }
                for turn in month.pages
            ],
        }
        for month in months
        if month.pages
    ]
    return json.dumps(found, indent=2, ensure_ascii=False).splitlines()


FORMATS: Mapping[str, Callable[[Sequence[Month], datetime.date], list[str]]] = {
    "text": text,
    "json": json_,
    "markdown": markdown,
}


def _name(today: datetime.date) -> str:
    # Not strftime: the language of the machine is not the language of the list.
    return f"{_MONTHS[today.month - 1]} {today.year}"


def _asked(month: Month) -> str:
    parts = [f"{_pages(len(month.pages))} to review"] if month.pages else ["done for this month"]
    if month.done:
        parts.append(f"{month.done} done")
    if month.waiting:
        parts.append(f"{month.waiting} waiting for a later month")
    return ", ".join(parts)


def _reasons(turn: Turn) -> str:
    return "; ".join(turn.reasons)


def _pages(count: int) -> str:
    return f"{count} {'page' if count == 1 else 'pages'}"


def _escaped(value: str) -> str:
    return _SPECIAL.sub(r"\\\1", value)
