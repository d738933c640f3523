"""Lines of code inside of commands: `python -c "shutil.rmtree(…)"`, `rails runner`, a heredoc."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from firsthour.model.common import Risk
from firsthour.rules.common.shell import Words, word_set


class Call(NamedTuple):
    """A call that changes something, its least risk, and what it does; with a hit and a miss."""

    pattern: re.Pattern[str]
    risk: Risk
    does: str
    hit: str
    miss: str


CALLS: tuple[Call, ...] = (
    Call(
        re.compile(
            r"\b(?:rmtree|os\.(?:remove|unlink|rmdir)|FileUtils\.rm\w*|unlinkSync|rmSync"
            r"|File\.(?:delete|unlink)|Path\([^)]*\)\.unlink)\b"
        ),
        "destructive",
        "deletes files",
        'python3 -c "import shutil; shutil.rmtree(path)"',
        "python3 -c \"import os; print(os.listdir('removed'))\"",
    ),
    Call(
        re.compile(
            r"\.(?:delete_all|destroy_all|delete|destroy|truncate|drop_all|flushall|flushdb)\b!?"
            r"\s*(?:\(|$|[\s;)])"
        ),
        "destructive",
        "deletes data",
        "rails runner 'Job.where(state: 1).delete_all'",
        "rails runner 'puts Job.where(deleted: true).count'",
    ),
    Call(
        re.compile(
            r"\.(?:update|update_all|update!|save|save!|create|create!|bulk_update|bulk_create"
            r"|perform_later|perform_async|apply_async|delay|set_password|clear)\s*\("
        ),
        "reversible",
        "changes data",
        "python manage.py shell -c 'Job.objects.update(state=1)'",
        "python manage.py shell -c 'print(Job.objects.filter(updated__gt=day).count())'",
    ),
)
_PROGRAMS = word_set(
    "python python3 ruby node perl php rails manage.py django-admin artisan iex irb flask"
)
_FLAGS = word_set("-c -e -r --eval --execute --execute= runner")


def scripts(program: str, rest: Words, fed: str) -> Iterator[str]:
    """The code that a program is given to run: behind an option, or what it is fed."""
    if program not in _PROGRAMS:
        return
    for index, word in enumerate(rest[:-1]):
        if word in _FLAGS:
            yield rest[index + 1]
    if fed:
        yield fed


def calls(code: str) -> Iterator[Call]:
    """The worst of what code calls."""
    yield from [call for call in CALLS if call.pattern.search(code)][:1]
