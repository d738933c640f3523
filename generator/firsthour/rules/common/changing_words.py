"""Programs that no table knows, such as a team's own: what a word of theirs says that they do."""

from __future__ import annotations

import re

from firsthour.rules.common.shell import Words, word_set

WORDS = word_set(
    "delete destroy drop purge wipe erase remove terminate restart reboot stop kill drain recycle "
    "evict truncate reset rollback revert restore failover promote demote revoke flush disable "
    "uninstall deploy redeploy shutdown prune nuke"
)
# What stands beside one of those words and takes its meaning away.
_LOOKS = word_set(
    "status list ls show get describe history log logs info check plan help version view diff "
    "count explain test dry-run --dry-run --check --help -h --plan --list --status --count --diff"
)
# Programs that print, search, compare, edit or wait: what they are given is no order.
_READERS = word_set(
    "ack ag alias apropos awk basename bat cat cd cmp code comm cut date declare df diff dig "
    "dirname do done du echo egrep else emacs exit export false fgrep fi file for gawk grep "
    "head history host id if info jq less ll local logger ls lsof man mkdir more nano "
    "notify-send nslookup open osascript pgrep pidof popd printf ps pushd read return rg say "
    "seq set sleep sort source stat stern tail test then tldr top touch tr tree true tshark "
    "type uniq unset until uptime vi vim w watch wc whatis whereis which while who xdg-open xq "
    "yq zcat zgrep"
)
_PROGRAM = re.compile(r"[a-z][\w.-]+(?<!\.yaml)(?<!\.yml)(?<!\.json)(?<!\.tf)(?<!\.md)\Z")
_SCRIPT = re.compile(r"(.+)\.(?:sh|bash|py|rb|js|ts|pl|php)\Z")
INTERPRETERS = word_set("bash sh zsh python python3 ruby node perl php")
_PARTS = re.compile(r"[-_:.]")


def changing_word(words: Words) -> str:
    """The word that says so: a subcommand, `db:reset`, `recycle-node`, or the name of a script."""
    program, rest = words[0], words[1:]
    if program in INTERPRETERS and rest and _SCRIPT.match(rest[0]):
        program, rest = rest[0].rpartition("/")[2], rest[1:]
    if (
        program in _READERS
        or not _PROGRAM.match(program)
        or not _LOOKS.isdisjoint(rest)
        or rest[:1] == ("=",)
    ):
        return ""
    script = _SCRIPT.match(program)
    named = (script[1] if script else program, *_subcommands(rest))
    for index, word in enumerate(named):
        parts = _PARTS.split(word.lower())
        # `restart-web.sh` and `web-restart` are orders, `stop-words-of-search` is a name.
        orders = {parts[0], parts[-1]} if len(parts) < 4 and _LOOKS.isdisjoint(parts) else ()
        for part in orders:
            if part in WORDS and (index or len(parts) > 1 or script):
                return part
    return ""


def _subcommands(rest: Words) -> Words:
    """The first words in front of any option that are no paths and no values."""
    found: list[str] = []
    for word in rest[:3]:
        if word[:1] == "-" or not re.fullmatch(r"[a-z][\w:-]*", word):
            break
        found.append(word)
    return tuple(found)
