"""Messages: by moment and by audience, and a page each with fields to fill and one text to copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthour.model import Catalog
from firsthour.model.common import placeholders
from firsthour.model.templates import Template
from firsthour.pages import Context, Page, page_kind
from firsthour.pages.common import state_of

# Who reads it, those first who must hear first.
AUDIENCES: Mapping[str, str] = {
    "internal": "Colleagues",
    "public": "Everybody, on the status page",
    "customer": "Customers who are affected",
    "executive": "Management",
    "document": "Records and documents",
}


@dataclass(frozen=True, slots=True)
class Input:
    """A field to fill: one for each `<name>` in the text."""

    name: str
    label: str
    help: str = ""
    example: str = ""
    default: str = ""
    lines: int = 1


@page_kind
def messages(context: Context) -> Iterator[Page]:
    """The index, then a page each; engines keep a folder `templates` for themselves."""
    catalog = context.catalog
    usable = [page for page in catalog.templates.values() if page.status != "retired"]
    states = _states(catalog)
    usable.sort(key=lambda page: _turn(page, states))
    yield Page(
        "messages/index.md",
        "Messages",
        "messages",
        "templates",
        {
            "messages": usable,
            "moments": _by_moment(usable, states),
            "audiences": _by_audience(usable),
        },
        description="What to write, to whom, at which moment. Fill the fields and copy.",
    )
    in_turn = sorted(
        catalog.templates.values(), key=lambda page: (_rank(page), *_turn(page, states))
    )
    for number, page in enumerate(in_turn, 1):
        yield Page(
            f"messages/{page.id}.md",
            page.title,
            "message",
            "templates",
            {
                "it": page,
                "state": state_of(page, context),
                "inputs": inputs(page),
                "audience": AUDIENCES[page.audience],
                "used_by": _used_by(page.id, catalog),
            },
            source=page.origin.document.path,
            description=f"{AUDIENCES[page.audience]}. Fill the fields and copy.",
            order=(number, page.title),
            hide=("toc",),
            searchable=page.status != "retired",
            reference=f"templates/{page.id}",
        )


def inputs(page: Template) -> list[Input]:
    """The fields in the order of the file, then what the text names and no field declares."""
    named = placeholders(f"{page.subject}\n{page.body}")
    fields = [
        Input(name, _label(name), each.help, each.example, each.default, each.lines)
        for name, each in page.fields.items()
        if name in named
    ]
    return fields + [Input(name, _label(name)) for name in named if name not in page.fields]


def _label(name: str) -> str:
    """`next_update` as a person would say it."""
    return name.replace("_", " ").replace("-", " ").strip().capitalize()


def _states(catalog: Catalog) -> list[str]:
    """States of an incident in the team's order, then those that only messages name."""
    states = dict.fromkeys(catalog.settings.statuses if catalog.settings else ())
    for page in catalog.templates.values():
        states.update(dict.fromkeys(page.when.status if page.when else ()))
    return list(states)


def _rank(page: Template) -> int:
    return list(AUDIENCES).index(page.audience)


def _turn(page: Template, states: Sequence[str]) -> tuple[int, str]:
    """What is written first in an incident stands first."""
    named = [states.index(state) for state in page.when.status] if page.when else []
    return min(named, default=len(states)), page.title.casefold()


def _by_moment(
    pages: Sequence[Template], states: Sequence[str]
) -> list[tuple[str, list[Template]]]:
    """State of an incident -> what to write then, in the team's order of states."""
    groups = [
        (
            state,
            sorted(
                (page for page in pages if page.when and state in page.when.status),
                key=_rank,
            ),
        )
        for state in states
    ]
    return [group for group in groups if group[1]]


def _by_audience(pages: list[Template]) -> list[tuple[str, list[Template]]]:
    groups = [
        (words, [page for page in pages if page.audience == audience])
        for audience, words in AUDIENCES.items()
    ]
    return [group for group in groups if group[1]]


def _used_by(identifier: str, catalog: Catalog) -> list[str]:
    """Runbooks that send this message."""
    return [
        f"failure-modes/{page.id}"
        for page in sorted(catalog.failure_modes.values(), key=lambda it: it.title.casefold())
        if any(message.template == identifier for message in page.communicate)
    ]
