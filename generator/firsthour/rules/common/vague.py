"""Words that stand where a value should: `ok`, `as expected`, `high`, `soon`."""

from __future__ import annotations

import re

_LONGEST = 80
_EMPTY = re.compile(
    r"(?:checked|ok|okay|all ok|(?:back to )?normal|works?|working|(?:works? |working )?fine|"
    r"(?:works? |working )?(?:as )?(?:expected|usual)|as (?:it|they) should|set|completed?|done|"
    r"good|all good|looks good|correct|right|success|successful|succeeded|verified|confirmed|"
    r"tested|reviewed|noted|no (?:problem|issue)s?|nothing (?:unusual|special)|reasonable|"
    r"acceptable|stable|better)\Z"
)
_SUBJECT = re.compile(
    r"(?: that| then)?(?: (?:it|this|that|all|everything|they|both|each|the (?:result|output|check|"
    r"step|answer|response|system|service|site|app)))?"
    r"(?: (?:is|are|was|were|should be|must be|looks|look|seems|has been|be|still))*\Z"
)
_TAIL = re.compile(r" (?:again|now|too|here|there|overall)\Z")

_MEASURE = (
    r"(?:high|higher|low|lower|slow|slower|slowly|fast|large|big|huge|small|long|short|heavy|bad|"
    r"much|little|many|few|elevated|excessive|increased|often|frequent|unusual|abnormal)"
)
_VERB = (
    r"(?:is|are|was|were|be|gets?|becomes?|looks?|seems?|feels?|stays?|remains?|goes|runs?|takes?|"
    r"lasts?|responds?|answers?|loads?)"
)
_UNMEASURED = re.compile(
    rf"""
    \b{_VERB}(?:\s(?:too|very|quite|really|still|rather|so|unusually|much\stoo))*\s{_MEASURE}\Z
    | \bthere\s(?:is|are)\s(?:too\s)?(?:many|much|few)\s\S+\Z
    | \A(?:very\s)?(?:high|elevated|excessive|increased|heavy)(?:\s\S+){{1,3}}\Z
    | \A(?:very\s)?(?:slow|long|large)\s\S+\Z
    | \b(?:takes?|lasts?|waits?)\s(?:too|very)\slong\Z
    | \b(?:a\slot|lots)(?:\sof\s(?:\S+\s){{0,1}}\S+)?\Z
    | \b(?:soon|eventually|for\sa\swhile|after\sa\swhile|for\ssome\stime|after\ssome\stime|
        (?:for|after)\sa\slong\stime|from\stime\sto\stime)\Z
    """,
    re.VERBOSE,
)
# A share of something is a value as well; the 95 of "95th percentile" is none.
_VALUE = re.compile(
    r"[0-9](?![0-9.]{0,12}(?:st|nd|rd|th)\b)|<[a-z]|\b(?:zero|none|half|twice|double|doubled|third|"
    r"quarter|one|two|three|every|all|nothing|nobody|than|as|for|since|while|until|because|so)\b"
)
# Plain searches first: few texts hold such a word at all, and the expression costs far more.
_HINTS = (
    *("high", "low", "slow", "fast", "larg", "big", "huge", "small", "long", "short", "heavy"),
    *("bad", "much", "little", "many", "few", "elevated", "excess", "increas", "often", "freq"),
    *("normal", "usual", "lot", "soon", "event", "while", "time"),
)
_SPLIT = re.compile(r"[,;:]|\band\b|\bor\b|\bbut\b")


def says_nothing(text: str) -> bool:
    """True when a wanted result is only a word of approval: it fits whatever is seen."""
    if len(text) > _LONGEST:
        return False
    words = " ".join(text.casefold().strip(" .!").split())
    words = _TAIL.sub("", words)
    if _EMPTY.match(words):
        return True
    for count in (1, 2, 3):
        head, *tail = words.rsplit(" ", count)
        if len(tail) == count and _SUBJECT.match(f" {head}") and _EMPTY.match(" ".join(tail)):
            return True
    return False


def unmeasured(text: str) -> str:
    """The part of a condition that measures without a number; empty when none does."""
    folded = text.casefold()
    if not any(hint in folded for hint in _HINTS):
        return ""
    for part in _SPLIT.split(text.strip(" .!?")):
        clause = " ".join(part.split())
        if _UNMEASURED.search(clause.casefold()) and not _has_value(clause):
            return clause
    return ""


def _has_value(clause: str) -> bool:
    # "so high" and "for a while" are no values, though the words in them often lead to one.
    bare = re.sub(
        r"\bfor (?:a while|some time|a long time)\b|\bso (?=\w+\Z)", "", clause.casefold()
    )
    return bool(_VALUE.search(bare))
