"""What vouches for a page: its reviews, and incidents in which it was used."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthour.model.catalog import Catalog, Reviewable
from firsthour.model.common import Review
from firsthour.model.incidents import Incident, RunbookUse

# A reviewer east of Greenwich may be a day ahead of the day in UTC.
AHEAD = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Used:
    """What incidents say about a page."""

    worked: tuple[Review, ...] = ()
    wrong: tuple[datetime.date, ...] = ()


def reference(page: Reviewable) -> str:
    """`kind/id` of a page."""
    return f"{page.origin.document.kind}/{page.id}"


def day_of(incident: Incident) -> datetime.date:
    """The day of an incident: when it was over, or began."""
    return (incident.resolved or incident.started).date()


def uses(catalog: Catalog) -> Mapping[str, Used]:
    """`kind/id` -> what incidents say about it. Within one incident, wrong outweighs worked."""
    worked: dict[str, list[Review]] = defaultdict(list)
    wrong: dict[str, list[datetime.date]] = defaultdict(list)
    names = _present_names(catalog)
    for incident in catalog.incidents.values():
        verdicts: dict[str, list[RunbookUse]] = defaultdict(list)
        for use in incident.runbooks_used:
            name = use.runbook.partition("#")[0]
            verdicts[names.get(name, name)].append(use)
        for name, found in verdicts.items():
            if any(use.verdict == "wrong-step" for use in found):
                wrong[name].append(day_of(incident))
            elif found[0].verdict == "worked":
                worked[name].append(_review(incident, found[0]))
    return {
        name: Used(tuple(worked.get(name, ())), tuple(wrong.get(name, ())))
        for name in {**worked, **wrong}
    }


def counted_as(review: Review, name: str) -> str:
    """How a review counts: without a record of its own it shows no more than reading."""
    record = review.record.partition("#")[0].removesuffix(".yaml").removeprefix("runbooks/")
    return "read" if not record or record == name else review.how


def sound(reviews: Sequence[Review], today: datetime.date) -> list[Review]:
    """Reviews that have happened, the newest first."""
    done = [review for review in reviews if review.date - today <= AHEAD]
    return sorted(done, key=lambda review: review.date, reverse=True)


def voided(
    reviews: Sequence[Review], now: str, changed: datetime.date | None
) -> Iterator[tuple[Review, bool]]:
    """Each review, the newest first, and whether the page has changed under it.

    A hash says so. Without one, a review is as old as its day: it is void when git knows a later
    change, and when a review after it, whose hash differs, shows that there was one.
    """
    later = changed
    for review in reviews:
        if review.hash:
            void = review.hash != now
            if void:
                later = max(later or review.date, review.date)
        else:
            void = later is not None and review.date < later
        yield review, void


def _present_names(catalog: Catalog) -> Mapping[str, str]:
    """Names that pages had -> names that they have."""
    found = {}
    for name, page in catalog.reviewable.items():
        for old in page.formerly:
            found[old if "/" in old else f"{page.origin.document.kind}/{old}"] = name
    return found


def _review(incident: Incident, use: RunbookUse) -> Review:
    """What a postmortem shows, in the form of a review."""
    return Review(
        origin=use.origin,
        date=day_of(incident),
        by=incident.owner,
        how="drill" if incident.drill else "incident",
        record=f"incidents/{incident.id}",
    )
