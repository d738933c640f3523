"""A review written into the page's file, in its place, with nothing else touched."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import difflib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from firsthour.model import Catalog
from firsthour.model.catalog import Reviewable
from firsthour.model.common import Review
from firsthour.review.layout import Cannot, inserted, replaced
from firsthour.source import load


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault of ours
    """The review is not written; the text is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A review to write down."""

    date: datetime.date
    by: str
    how: str
    record: str = ""


def find_page(catalog: Catalog, name: str) -> Reviewable:
    """The page that is meant by `kind/id`, by its file, or by an id that only one page has.

    Raises:
        Refused: there is none, there are several, or its file does not hold.
    """
    name = name.removeprefix("./").removeprefix("runbooks/").removesuffix(".yaml")
    pages = catalog.reviewable
    found = [name] if name in pages else [each for each in pages if each.partition("/")[2] == name]
    broken = [each for each in catalog.broken if name in (each, each.partition("/")[2])]
    if broken and not found:
        raise Refused(f"runbooks/{broken[0]}.yaml cannot be read; see firsthour lint first")
    if len(found) > 1:
        raise Refused(f"`{name}` is {len(found)} pages; say which: {' or '.join(found)}")
    if found:
        return pages[found[0]]
    known = {**{each.partition("/")[2]: each for each in pages}, **{each: each for each in pages}}
    near = difflib.get_close_matches(name, known, 1, 0.6)
    help_ = f"did you mean `{known[near[0]]}`?" if near else "its name is kind/id, or the file's"
    raise Refused(f"there is no page `{name}`; {help_}")


def write(root: Path, catalog: Catalog, page: Reviewable, wanted: Wanted) -> str:
    """Put the review into the page's file, with the hash of what stands there; its path.

    It takes the place of a review of the same day, person and kind, if the page has changed under
    that one; every other stays.

    Raises:
        Refused: nothing was written, and why.
    """
    name = f"{page.origin.document.kind}/{page.id}"
    wanted = dataclasses.replace(wanted, record=_named(wanted.record))
    hash_ = catalog.hashes[name]
    _check(catalog, page, name, wanted, hash_)
    entry = {"date": wanted.date.isoformat(), "by": wanted.by, "how": wanted.how}
    if wanted.record:
        entry["record"] = wanted.record
    entry["hash"] = hash_
    path = root / page.origin.document.path
    try:
        # A link stays a link: what it leads to is written.
        path = path.resolve(strict=True)
        before = path.read_bytes()
    except OSError as error:
        raise Refused(f"`{page.origin.document.path}` cannot be read: {error.strerror}") from error
    old = next((at for at, it in enumerate(page.reviewed) if _is_void(it, wanted, hash_)), None)
    at = sum(review.date > wanted.date for review in page.reviewed) if old is None else old
    after = _with_entry(before, page, entry, at, replace=old is not None)
    try:
        _replace(path, after)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused(f"`{page.origin.document.path}` cannot be written: {reason}") from error
    return page.origin.document.path


def _is_void(review: Review, wanted: Wanted, hash_: str) -> bool:
    """True for the same thing done by the same person before the page changed on that day.

    A record that was written is not thrown away for none.
    """
    is_same = (review.date, review.by, review.how) == (wanted.date, wanted.by, wanted.how)
    return is_same and review.hash not in ("", hash_) and bool(wanted.record or not review.record)


def _check(catalog: Catalog, page: Reviewable, name: str, wanted: Wanted, hash_: str) -> None:
    if wanted.date > catalog.today:
        raise Refused(f"`{wanted.date}` is still to come; write down what has been done")
    same = (wanted.date, wanted.by, wanted.how, wanted.record, hash_)
    if any((it.date, it.by, it.how, it.record, it.hash) == same for it in page.reviewed):
        raise Refused(
            f"`{name}` has this very review of {wanted.date} by `{wanted.by}` already, and it "
            "holds; there is nothing to write"
        )
    person = catalog.people.get(wanted.by)
    if person is None:
        near = difflib.get_close_matches(wanted.by, catalog.people, 1, 0.6)
        help_ = f"did you mean `{near[0]}`?" if near else "see runbooks/contacts.yaml"
        raise Refused(f"no person has the id `{wanted.by}`; {help_}")
    if person.left and person.left <= wanted.date:
        raise Refused(f"`{wanted.by}` left on {person.left}, before this review")
    _check_record(catalog, name, wanted)


def _named(record: str) -> str:
    """An incident that is named by its file, as a reference; anything else as it stands."""
    name = record.strip().removeprefix("./").removeprefix("runbooks/")
    return name.removesuffix(".yaml") if name.startswith("incidents/") else record


def _check_record(catalog: Catalog, name: str, wanted: Wanted) -> None:
    record = wanted.record.strip()
    if not record:
        if wanted.how == "read":
            return
        raise Refused(
            f"`{wanted.how}` needs --record: incidents/ID, an address, or a sentence that says "
            "what was done"
        )
    if not all(character.isprintable() for character in wanted.record):
        raise Refused("the record is one line of text; this one has a control character in it")
    own = record.partition("#")[0].removeprefix("runbooks/").removesuffix(".yaml")
    if own == name:
        raise Refused(f"`{wanted.record}` is the page itself, which cannot vouch for itself")
    incident = record.removeprefix("incidents/")
    if record in catalog.broken:
        raise Refused(f"runbooks/{record}.yaml cannot be read; see firsthour lint first")
    if incident != record and incident not in catalog.incidents:
        near = difflib.get_close_matches(incident, catalog.incidents, 1, 0.6)
        help_ = f"did you mean `incidents/{near[0]}`?" if near else "write the record first"
        raise Refused(f"there is no runbooks/{record}.yaml; {help_}")


def _with_entry(
    before: bytes, page: Reviewable, entry: dict[str, str], at: int, *, replace: bool
) -> bytes:
    """The file with the entry; it is read again, and has to say what it said and the entry."""
    document = page.origin.document
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    text = before.removeprefix(mark).decode("utf-8", "surrogateescape")
    if text != document.text:
        raise Refused(f"`{document.path}` has changed while it was read; run this again")
    try:
        after = (replaced if replace else inserted)(document, entry, at)
    except Cannot as why:
        raise Refused(
            f"`{document.path}`: {why}; write the entry by hand:\n{_plain(entry)}"
        ) from why
    again = load(document.path, after.encode(), document.kind, document.id)
    reviews: list[Any] = list(document.data.get("reviewed") or [])
    reviews[at : at + replace] = [entry]
    if again.problems != document.problems or again.data != {**document.data, "reviewed": reviews}:
        raise Refused(
            f"`{document.path}` is laid out in a way that is not safe to change; "
            f"write the entry by hand:\n{_plain(entry)}"
        )
    return mark + after.encode()


def _plain(entry: dict[str, str]) -> str:
    return "\n".join(f"{'- ' if key == 'date' else '  '}{key}: {it}" for key, it in entry.items())


def _replace(path: Path, content: bytes) -> None:
    """Write beside the file, then put that in its place: a reader sees the old or the new."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
