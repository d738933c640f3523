"""Readiness: what has to be kept up and practised. Each check is one function."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from firsthour.model import Catalog
from firsthour.pages.prepared import (
    PREPARED,
    no_way_back,
    postmortem_template,
    severity_documented,
    way_back,
)
from firsthour.pages.proof import (
    Answer,
    Check,
    Evidence,
    active,
    answer,
    gap,
    here,
    kept_for,
    still_counts,
    unfinished,
)


def alerts_routed(catalog: Catalog, today: datetime.date) -> Answer:
    """All alerts arrive in one place."""
    alerts = catalog.settings.alerts if catalog.settings else None
    channels = {it.id: it for it in (catalog.contacts.channels if catalog.contacts else ())}
    write = "alerts:\n  route: incidents\n"
    if not alerts or not alerts.route:
        what = "nothing says where alerts arrive"
        return answer((), gap(catalog, what, "settings", "alerts, route", write))
    if alerts.route not in channels:
        what = f"alerts go to {alerts.route}, which is no channel"
        channel = f"channels:\n  - id: {alerts.route}\n    title: Incidents\n    kind: chat\n"
        return answer((), gap(catalog, what, "contacts", "channels", channel))
    found = channels[alerts.route]
    return answer([Evidence(found.name or found.title, f"contacts#channel-{found.id}")])


def verified_by_hand(catalog: Catalog, today: datetime.date) -> Answer:
    """What customers do can be tried by hand."""
    paths = catalog.services.customer_paths if catalog.services else ()
    sheets = [it for it in active(catalog.checklists) if it.phase == "verify"]
    evidence = [Evidence(it.title, f"checklists/{it.id}") for it in sheets]
    if paths:
        evidence.append(Evidence(", ".join(it.title for it in paths), "services"))
    if evidence:
        return answer(evidence)
    write = "customer_paths:\n  - id: login\n    title: Log in\n    test:\n"
    write += "      - Log in with the test account\n"
    what = "nothing says what to try by hand before closing"
    return answer((), gap(catalog, what, "services", "customer_paths", write))


def actions_assigned(catalog: Catalog, today: datetime.date) -> Answer:
    """What came of incidents has an owner and a day, or an issue that has them."""
    actions = [(it, each) for it in catalog.incidents.values() for each in it.actions]
    if not actions:
        write = "actions:\n  - what: Add an alert\n    kind: alert\n    owner: first-person\n"
        write += f'    due: "{_in_two_weeks(today)}"\n'
        what = "no incident or drill on record has an action"
        newest = max(catalog.incidents.values(), key=lambda it: it.started, default=None)
        if newest:
            return answer((), unfinished(newest, what, "actions", write))
        return answer((), gap(catalog, what, f"incidents/{today}-drill", "actions", write))
    loose = [
        (it, each)
        for it, each in actions
        if not (each.done or each.issue or (each.owner and each.due))
    ]
    done = sum(each.done is not None for _, each in actions)
    late = sum(not each.done and each.due is not None and each.due < today for _, each in actions)
    words = f"{done} of {len(actions)} done" + (f", {late} overdue" if late else "")
    write = f'owner: first-person\ndue: "{_in_two_weeks(today)}"\n'
    return answer(
        [Evidence(words, "incidents#actions")],
        *(
            unfinished(it, f"nobody has until a day: {each.what}", "actions", write)
            for it, each in loose
        ),
    )


def _in_two_weeks(today: datetime.date) -> datetime.date:
    return today + datetime.timedelta(days=14) if today.year < datetime.MAXYEAR else today


def on_call_known(catalog: Catalog, today: datetime.date) -> Answer:
    """Who is on call can be looked up."""
    schedule = catalog.contacts.on_call if catalog.contacts else None
    if schedule and (schedule.url or schedule.rotation or schedule.now):
        words = schedule.rotation or "who is on call right now"
        return answer([Evidence(words, "contacts")])
    write = "on_call:\n  rotation: Who holds the pager, and when it changes hands\n"
    what = "nothing says who is on call"
    return answer((), gap(catalog, what, "contacts", "on_call", write))


def contacts_current(catalog: Catalog, today: datetime.date) -> Answer:
    """Everybody said lately that their numbers are right."""
    people = here(catalog, today)
    if not people:
        return answer((), gap(catalog, "nobody is in the contacts", "contacts", "people"))
    good = [it for it in people if still_counts(it.confirmed, "contacts", catalog, today)]
    days = kept_for("contacts", catalog).days
    return answer(
        [Evidence(f"{it.name}, confirmed {it.confirmed}", f"contacts#{it.id}") for it in good],
        *(
            gap(
                catalog,
                f"{it.name} did not confirm the numbers within the last {days} days",
                "contacts",
                f"people, {it.id}",
                f'confirmed: "{today}"',
            )
            for it in people
            if it not in good
        ),
    )


def alerts_tested(catalog: Catalog, today: datetime.date) -> Answer:
    """Somebody was woken on purpose."""
    return _practised(("alert-test",), "no test page was sent", catalog, today)


def training_done(catalog: Catalog, today: datetime.date) -> Answer:
    """The team trained for an incident."""
    return _practised(("training", "game-day"), "the team did not train", catalog, today)


def _practised(kinds: Iterable[str], what: str, catalog: Catalog, today: datetime.date) -> Answer:
    practice = catalog.settings.practice if catalog.settings else ()
    found = [
        it for it in practice if it.what in kinds and still_counts(it.date, "drill", catalog, today)
    ]
    if found:
        last = max(found, key=lambda it: it.date)
        words = f"{last.date}: {last.note}" if last.note else f"{last.date}"
        is_page = last.record.startswith("incidents/")
        return answer([Evidence(words, last.record if is_page else "")])
    days = kept_for("drill", catalog).days
    write = f'practice:\n  - date: "{today}"\n    what: {next(iter(kinds))}\n'
    words = f"{what} within the last {days} days"
    return answer((), gap(catalog, words, "settings", "practice", write))


def templates_ready(catalog: Catalog, today: datetime.date) -> Answer:
    """The first words are written, for colleagues and for customers."""
    evidence, gaps = [], []
    wanted = (
        (("internal",), "colleagues", "templates/internal-update"),
        (("public", "customer"), "customers", "templates/status-investigating"),
    )
    for audiences, readers, place in wanted:
        found = [it for it in active(catalog.templates) if it.audience in audiences]
        evidence += [Evidence(it.title, f"templates/{it.id}") for it in found[:2]]
        if not found:
            write = f"status: active\naudience: {audiences[0]}\n"
            what = f"there is no active message for {readers}"
            gaps.append(gap(catalog, what, place, "audience", write))
    return answer(evidence, *gaps)


def one_checklist(catalog: Catalog, today: datetime.date) -> Answer:
    """One sheet to hold on to."""
    found = sorted(active(catalog.checklists), key=lambda it: (it.id != "one-person", it.title))
    if found:
        return answer([Evidence(found[0].title, f"checklists/{found[0].id}")])
    what = "there is no active checklist"
    place = "checklists/first-ten-minutes"
    return answer((), gap(catalog, what, place, "status", "status: active"))


def one_channel(catalog: Catalog, today: datetime.date) -> Answer:
    """One place where everything about an incident is written."""
    channels = catalog.contacts.channels if catalog.contacts else ()
    if channels:
        first = channels[0]
        return answer([Evidence(first.name or first.title, f"contacts#channel-{first.id}")])
    write = "channels:\n  - id: incidents\n    title: Incidents\n    kind: chat\n"
    what = "there is no channel to write in"
    return answer((), gap(catalog, what, "contacts", "channels", write))


def rollback_written(catalog: Catalog, today: datetime.date) -> Answer:
    """The way back is written."""
    pages = way_back(catalog)
    if not pages:
        return answer((), no_way_back(catalog))
    kind = "procedures" if pages[0].id in catalog.procedures else "failure-modes"
    return answer([Evidence(pages[0].title, f"{kind}/{pages[0].id}")])


LINES: tuple[tuple[str, Check], ...] = (
    *PREPARED,
    ("Alerts are routed to one path", alerts_routed),
    ("What to verify by hand is listed", verified_by_hand),
    ("Actions have an owner and a day", actions_assigned),
    ("The on-call schedule is known", on_call_known),
    ("Contacts are current", contacts_current),
    ("Alerts are tested", alerts_tested),
    ("Messages are ready", templates_ready),
    ("The team has trained", training_done),
)
# What a founder alone needs at the least.
ALONE: tuple[tuple[str, Check], ...] = (
    ("One severity matrix", severity_documented),
    ("One checklist", one_checklist),
    ("One channel", one_channel),
    ("Rollback steps", rollback_written),
    ("One postmortem template", postmortem_template),
)
