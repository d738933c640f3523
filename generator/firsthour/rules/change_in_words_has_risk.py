from __future__ import annotations

import re
from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.common import Option, Step
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.steps import active_pages, all_steps, emergency_steps
from firsthour.source.faults import show

_VERBS = (
    r"(?:delete|destroy|drop|wipe|purge|erase|remove|terminate|restart|reboot|power\s+cycle|kill|stop"
    r"|shut\s+down|drain|evict|revoke|disable|truncate|restore|reinstall|overwrite|reset|rotate"
    r"|fail\s+over|roll\s+back|roll\s+(?:[\w.-]+\s+){1,4}back|(?:switch|turn)\s+off)"
)
# `Stop and think` and `Drop a line` change nothing, and `Restart count` is a name.
_OTHER = (
    r"(?!\s+(?:and|or)\b|\s+(?:here|if|when|unless|looking|now|counts?|loops?|policy|times?|logs?)\b"
    r"|\s+(?:the\s+)?(?:clock|timer|stopwatch)\b|\s+an?\s+(?:line|note|message)\b|[\s.:,;]*\Z|[-:])"
)
_BEGINS = re.compile(
    rf"(?:\A|[.;!]\s+)(?:(?:then|now|next|first|finally|please)\b,?\s+)*({_VERBS}\b){_OTHER}", re.I
)
_FOLLOWS = re.compile(
    rf"(?:,?\s+and(?:\s+then)?|,\s+then)\s+({_VERBS}){_OTHER}"
    r"\s+(?:the|an?|all|every|each|it|its|them|their|both|this|that|these|those)\b",
    re.I,
)
_NOT_MEANT = re.compile(
    r"`[^`]*`|\"[^\"]*\"|\b(?:do\s+not|don't|never|not\s+to|without)\b[^.;!]*", re.I
)
# What is taken out of a file changes nothing before somebody applies it, and that is a step too.
_IN_A_FILE = re.compile(
    r"(?:delete|drop|remove|erase)\s[^.;!,]*?\s(?:from|in|out\s+of)\s+(?:the\s+|its\s+)?(?:[\w'-]+\s+){0,2}"
    r"(?:file|manifest|[\w<>/-]+\.(?:tf|tfvars|ya?ml|json|toml|ini|cfg|conf))\b",
    re.I,
)


@rule(Severity.WARNING)
def change_in_words_has_risk(catalog: Catalog) -> Iterator[Finding]:
    """A step that says in words to delete, stop or restart something states its `risk`.

    What is done by hand in a console is as final as a command, and no shell history shows it
    afterwards. Without `risk` the step looks like one that only reads.

    To fix: add `risk` to the step or its option, and `undo` where it is disruptive or destructive.
    If it changes nothing, `risk: read` says so.
    """
    for page in active_pages(catalog):
        for step, option in all_steps(page):
            yield from _check(step, option)
    for step in emergency_steps(catalog):
        yield from _check(step, None)


def _check(step: Step, option: Option | None) -> Iterator[Finding]:
    """Commands and procedures are judged by what is in them, and not by how they are called."""
    if step.run or step.use or step.risk or (option and option.risk):
        return
    text = _NOT_MEANT.sub(lambda found: "x" * len(found[0]), step.do)
    found = _BEGINS.search(text) or _FOLLOWS.search(text)
    if found and not _IN_A_FILE.match(text, found.start(1)):
        verb = " ".join(step.do[found.start(1) : found.end(1)].split())
        message = f"{show(verb)} changes something, but the step states no `risk`"
        help_ = "add `risk`: reversible, disruptive or destructive; or read, if it changes nothing"
        yield Finding(step.origin.at("do"), message, help_, excerpt=verb)
