"""Exactly one issue, true as the runbooks: made, changed, opened again, closed, or left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from firsthour.forge.body import TITLE, assigned_before, is_ours, ticked_in
from firsthour.forge.github import GitHub, Later, Refused

LABEL = "runbook-review"
_MOST_ASSIGNEES = 10
# Whose word counts when the label is gone: a mark in the text is something that anybody can write.
_OF_THE_TEAM = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})

Text = Callable[[Sequence[str], frozenset[str]], str]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was done to the issue, and who could not be assigned."""

    done: str
    number: int | None = None
    unassigned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Issue:
    number: int
    is_open: bool
    body: str
    assignees: tuple[str, ...]
    labels: tuple[str, ...]


def keep(github: GitHub, pages: int, logins: Iterable[str], text: Text) -> Kept:
    """Make the issue say what the review says.

    Args:
        github: the repository.
        pages: how many pages want a review.
        logins: who should be assigned; those whom GitHub does not let be are left out.
        text: the body, from who is assigned and what is ticked.

    Raises:
        Refused: GitHub could not be reached, or said no.
    """
    attempt = 0
    while True:
        try:
            return _keep(github, pages, tuple(dict.fromkeys(logins)), text)
        except Later as failure:
            # Whether an issue was made before the answer was lost is for the next look to say.
            github.wait(failure, attempt)
        attempt += 1


def _keep(github: GitHub, pages: int, logins: Sequence[str], text: Text) -> Kept:
    found = _find(github)
    if not pages:
        return _closed(github, found, text)
    fit = [login for login in logins if github.has(f"/assignees/{login}")]
    others = tuple(login for login in logins if login not in fit)
    wanted = sorted(fit, key=str.lower)[:_MOST_ASSIGNEES]
    if not found:
        made = github.create(
            "/issues",
            title=TITLE,
            body=text(wanted, frozenset()),
            labels=[LABEL],
            **({"assignees": wanted} if wanted else {}),
        )
        return Kept("created", _number(made), others)
    issue, *more = found
    for each in more:
        if each.is_open:
            github.change(f"/issues/{each.number}", state="closed", state_reason="not_planned")
    changes = _changes(issue, wanted, text)
    if not changes:
        return Kept("unchanged", issue.number, others)
    github.change(f"/issues/{issue.number}", **changes)
    return Kept("updated" if issue.is_open else "reopened", issue.number, others)


def _closed(github: GitHub, found: Sequence[_Issue], text: Text) -> Kept:
    still_open = [issue for issue in found if issue.is_open]
    for issue in still_open:
        github.change(
            f"/issues/{issue.number}",
            body=text(assigned_before(issue.body), frozenset()),
            state="closed",
            state_reason="completed",
        )
    if still_open:
        return Kept("closed", still_open[0].number)
    return Kept("unchanged", found[0].number if found else None)


def _changes(issue: _Issue, wanted: Sequence[str], text: Text) -> dict[str, Any]:
    """What must be sent so that the issue is right; nothing when it is."""
    new = text(wanted, ticked_in(issue.body) if issue.is_open else frozenset())
    changes: dict[str, Any] = {}
    if new.rstrip() != issue.body.rstrip():
        changes["body"] = new
    if not issue.is_open:
        changes["state"] = "open"
    if LABEL not in issue.labels:
        changes["labels"] = [*issue.labels, LABEL]
    # Whom people have assigned stays; whom we had assigned goes when nothing is asked of them.
    now = {login.lower() for login in wanted}
    done = {login.lower() for login in assigned_before(issue.body)} - now
    stay = [login for login in issue.assignees if login.lower() not in done]
    there = {login.lower() for login in stay}
    assignees = [*stay, *(login for login in wanted if login.lower() not in there)]
    assignees = assignees[:_MOST_ASSIGNEES]
    if assignees != [*issue.assignees]:
        changes["assignees"] = assignees
    return changes


def _find(github: GitHub) -> list[_Issue]:
    """Our issues: the open ones first, then the oldest first."""
    labelled = [
        _issue(each)
        for each in github.every("/issues", state="all", labels=LABEL)
        if is_ours(_body(each)) and "pull_request" not in each
    ]
    # Somebody may have taken the label off.
    found = labelled or [
        _issue(each)
        for each in github.every("/issues", state="open")
        if is_ours(_body(each)) and "pull_request" not in each and _is_of_the_team(each)
    ]
    return sorted(found, key=lambda issue: (not issue.is_open, issue.number))


def _is_of_the_team(found: dict[str, Any]) -> bool:
    user = found.get("user")
    is_bot = isinstance(user, dict) and user.get("type") == "Bot"
    return is_bot or found.get("author_association") in _OF_THE_TEAM


def _issue(found: dict[str, Any]) -> _Issue:
    return _Issue(
        number=_number(found),
        is_open=found.get("state") == "open",
        body=_body(found),
        assignees=tuple(_names(found, "assignees", "login")),
        labels=tuple(_names(found, "labels", "name")),
    )


def _names(found: dict[str, Any], key: str, name: str) -> list[str]:
    """The names of a list, whose entries may be plain text."""
    entries = found.get(key) or []
    names = [each.get(name) if isinstance(each, dict) else each for each in entries]
    return [each for each in names if isinstance(each, str)]


def _body(found: dict[str, Any]) -> str:
    # Saved in a browser, lines end as those of Windows do.
    return str(found.get("body") or "").replace("\r\n", "\n")


def _number(found: dict[str, Any]) -> int:
    number = found.get("number")
    if not isinstance(number, int):
        raise Refused("an issue without a number is nothing that GitHub answers")
    return number
