"""Readiness: what has to be written down before anything breaks. Each check is one function."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.failure_modes import FailureMode
from firsthour.model.procedures import Procedure
from firsthour.model.services import Service
from firsthour.pages.common import worst_first
from firsthour.pages.proof import (
    Answer,
    Evidence,
    Gap,
    active,
    answer,
    gap,
    kept_for,
    stands_for,
    still_counts,
    unfinished,
)

TOP = 5
_LEADS = ("lead", "commander")
# What is looked at -> any of these links shows it.
_LOOK = {"metrics": ("metrics", "apm"), "logs": ("logs", "proxy_logs", "errors")}
_CHANGES = {
    "deploys": "deploys",
    "configuration": "changes of configuration",
    "migrations": "migrations",
}


def severity_documented(catalog: Catalog, today: datetime.date) -> Answer:
    """There are levels to choose from."""
    if len(catalog.levels) < 2:
        return answer((), gap(catalog, "there are no severity levels", "severity", "levels"))
    return answer(Evidence(f"{it.code} {it.name}", f"severity#{it.id}") for it in catalog.levels)


def lead_defined(catalog: Catalog, today: datetime.date) -> Answer:
    """Somebody leads, and somebody else can."""
    leads = [
        role
        for role in catalog.role_map.values()
        if any(word in f"{role.id} {role.title}".lower() for word in _LEADS)
    ]
    if not leads:
        write = "roles:\n  - id: incident-lead\n    title: Incident lead\n    duties:\n"
        write += "      - Decides, and keeps the timeline\n    holder: first-person\n"
        return answer((), gap(catalog, "no role leads an incident", "roles", "roles", write))
    lead = leads[0]
    holders = stands_for(lead.holder, catalog, today)
    backups = stands_for(lead.backup, catalog, today)
    key = f"roles, {lead.id}"
    if not holders:
        what = f"{lead.title} is {lead.holder}, who is not on the team"
        return answer((), gap(catalog, what, "roles", key, "holder: somebody on the team"))
    evidence = [Evidence(lead.title, f"roles#{lead.id}")]
    if not backups - holders and len(holders | backups) < 2:
        what = f"nobody else can be {lead.title} tonight"
        return answer(evidence, gap(catalog, what, "roles", key, "backup: somebody else"))
    return answer(evidence)


def way_back(catalog: Catalog) -> list[FailureMode | Procedure]:
    """Pages that say how to roll back: procedures for it first, then runbooks that bring it."""
    shared = [it for it in active(catalog.procedures) if it.category == "rollback"]
    own = [it for it in active(catalog.failure_modes) if it.rollback and it.rollback.steps]
    return [*shared, *own]


def rollback_tested(catalog: Catalog, today: datetime.date) -> Answer:
    """The way back is written, and somebody went it lately."""
    pages = way_back(catalog)
    if not pages:
        return answer((), no_way_back(catalog))
    for page in pages:
        last = max(_lately(page, catalog, today), default=None)
        if last:
            return answer([Evidence(f"{page.title}, last tried {last}", _reference(page))])
    days = kept_for("rollback", catalog).days
    what = f"{pages[0].title} was not tried within the last {days} days"
    write = f'reviewed:\n  - date: "{today}"\n    by: first-person\n    how: drill\n'
    return answer(
        [Evidence(pages[0].title, _reference(pages[0]))],
        unfinished(pages[0], what, "reviewed", write),
    )


def no_way_back(catalog: Catalog) -> Gap:
    """What to write when nothing says how to roll back."""
    what = "no active page says how to roll back"
    write = "status: active\ncategory: rollback\nsteps:\n  - do: Deploy the last good release\n"
    write += "    run: ./deploy last-good\n    risk: disruptive\n"
    return gap(catalog, what, "procedures/roll-back-deploy", "category", write)


def _lately(
    page: FailureMode | Procedure, catalog: Catalog, today: datetime.date
) -> Iterator[datetime.date]:
    """When the way back was gone, as far as that still counts."""
    tries = [page.rollback.last_tried.date] if page.rollback and page.rollback.last_tried else []
    if isinstance(page, Procedure):
        # Of a page that is nothing but the way back, each time it was gone counts.
        tries += [each.date for each in page.reviewed if each.how != "read"]
    return (each for each in tries if still_counts(each, "rollback", catalog, today))


def _reference(page: FailureMode | Procedure) -> str:
    kind = "procedures" if isinstance(page, Procedure) else "failure-modes"
    return f"{kind}/{page.id}"


def customers_reached(catalog: Catalog, today: datetime.date) -> Answer:
    """A status page, or a list of addresses that a message to customers goes to."""
    channels = catalog.contacts.channels if catalog.contacts else ()
    used = {it.channel for it in active(catalog.templates) if it.audience in ("public", "customer")}
    found = [
        it
        for it in channels
        if (it.kind == "status-page" and it.url) or (it.kind == "email" and it.id in used)
    ]
    if found:
        return answer(Evidence(it.title, f"contacts#channel-{it.id}") for it in found)
    write = "channels:\n  - id: status-page\n    title: Status page\n    kind: status-page\n"
    write += "    url: https://status.yourteam.example/\n"
    what = "customers have no place to read what is going on"
    return answer((), gap(catalog, what, "contacts", "channels", write))


def places_linked(catalog: Catalog, today: datetime.date) -> Answer:
    """For what everything hangs on, its numbers and its logs are one click away."""
    services = list(catalog.service_map.values())
    most = [it for it in services if it.tier == 1] or services
    if not most:
        what = "no service has a link to its dashboard and its logs"
        write = "services:\n  - id: web\n    title: Web\n    owner: everyone\n    links:\n"
        write += "      metrics: https://metrics.yourteam.example/\n"
        write += "      logs: https://logs.yourteam.example/\n"
        return answer((), gap(catalog, what, "services", "services", write))
    gaps = []
    for service in most:
        missing = [name for name, links in _LOOK.items() if not _any(service, links)]
        if missing:
            words = " and no ".join({"metrics": "dashboard", "logs": "logs"}[it] for it in missing)
            write = "links:\n" + "".join(f"  {it}: https://yourteam.example/\n" for it in missing)
            key = f"services, {service.id}, links"
            gaps.append(gap(catalog, f"{service.title} has no {words}", "services", key, write))
    linked = [it for it in most if all(_any(it, links) for links in _LOOK.values())]
    return answer([Evidence(it.title, f"services/{it.id}") for it in linked], *gaps)


def _any(service: Service, links: tuple[str, ...]) -> bool:
    return any(service.links.get(name) for name in links)


def history_reachable(catalog: Catalog, today: datetime.date) -> Answer:
    """What was changed, and when, can be seen: deploys, configuration, migrations."""
    evidence, gaps = [], []
    for link, words in _CHANGES.items():
        services = catalog.service_map.values()
        shown = [it for it in services if it.links.get(link)]
        if link == "deploys":
            shown += [it for it in services if it.last_deploy]
        if shown:
            evidence.append(Evidence(f"{words}: {shown[0].title}", f"services/{shown[0].id}"))
            continue
        write = f"links:\n  {link}: https://yourteam.example/\n"
        what = f"nothing leads to the history of {words}"
        gaps.append(gap(catalog, what, "services", "services, the first, links", write))
    return answer(evidence, *gaps)


def freeze_defined(catalog: Catalog, today: datetime.date) -> Answer:
    """At some level, nothing else is deployed."""
    found = [it for it in catalog.levels if it.deploy_freeze]
    if found:
        return answer(Evidence(f"at {it.code}", f"severity#{it.id}") for it in found)
    what = "no level freezes deploys"
    key = "levels, the worst"
    return answer((), gap(catalog, what, "severity", key, "deploy_freeze: true"))


def postmortem_template(catalog: Catalog, today: datetime.date) -> Answer:
    """A document for afterwards."""
    found = [
        it
        for it in active(catalog.templates)
        if it.audience == "document"
        and any(word in f"{it.id} {it.title}".lower() for word in ("postmortem", "post-mortem"))
    ]
    if found:
        return answer([Evidence(found[0].title, f"templates/{found[0].id}")])
    what = "there is no active template for a postmortem"
    write = "status: active\naudience: document\n"
    return answer((), gap(catalog, what, "templates/postmortem", "audience", write))


def top_runbooks(catalog: Catalog, today: datetime.date) -> Answer:
    """Runbooks for what fails most."""
    found = worst_first(active(catalog.failure_modes), catalog)
    evidence = [Evidence(it.title, f"failure-modes/{it.id}") for it in found[:TOP]]
    if len(found) >= TOP:
        return answer(evidence)
    drafts = [it for it in catalog.failure_modes.values() if it.status == "draft"]
    if drafts:
        what = f"{len(found)} of {TOP} runbooks are active, and {drafts[0].title} is a draft"
        return answer(evidence, unfinished(drafts[0], what, "status", "status: active"))
    what = f"{len(found)} of {TOP} runbooks are there"
    place = next(
        (
            f"failure-modes/{name}"
            for name in ("site-down", "signin-failures", "database-down", "disk-full", "slow-app")
            if name not in catalog.failure_modes
        ),
    )
    return answer(evidence, gap(catalog, what, place, "status", "status: active"))


PREPARED = (
    ("Severity is documented", severity_documented),
    ("The lead is defined", lead_defined),
    ("Rollback is documented and tested", rollback_tested),
    ("A status page or another way to customers is ready", customers_reached),
    ("Dashboards and logs are linked in one place", places_linked),
    ("The history of deploys, configuration and migrations can be reached", history_reachable),
    ("The rule for a freeze is defined", freeze_defined),
    ("A postmortem template is ready", postmortem_template),
    (f"The top {TOP} failure modes have runbooks", top_runbooks),
)
