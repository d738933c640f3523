"""Commands that delete, stop, restart or rewrite: a table, and what it finds in a text.

A short list that is right beats a long one that guesses: a false alarm teaches people to write
`risk` without thinking.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from firsthour.rules.common.shell import Words, after_options, commands, word_set


class Danger(NamedTuple):
    """A command that changes something, and what it does."""

    command: str
    does: str


# Program -> phrases that may follow it, with what they do. A phrase fits the words that are no
# options; `*` is any word, a word with a dash at the end begins one, and a word that starts with
# a dash is an option that must be there too. Without phrases the program itself is enough.
_CONTAINERS = "docker podman nerdctl"
_TABLE: tuple[tuple[str, str, str], ...] = (
    ("rm rmdir unlink shred wipefs truncate mkfs mkfs.ext4 mkfs.xfs", "", "deletes data"),
    ("kill pkill killall", "", "stops a process"),
    ("reboot shutdown poweroff halt", "", "stops the host"),
    ("dropdb dropuser pg_dropcluster", "", "deletes a database or a user"),
    ("pg_restore", "", "writes over data"),
    ("find", "* -delete, -delete", "deletes files"),
    ("rsync", "* --delete", "deletes files at its target"),
    ("crontab", "-r", "deletes all timed jobs"),
    ("sed", "* -i", "rewrites a file"),
    ("systemctl", "restart, try-restart, reload, reload-or-restart, force-reload",
     "restarts a service"),
    ("systemctl", "stop, kill, disable, mask", "stops a service"),
    ("systemctl", "isolate, reboot, poweroff", "stops the host"),
    ("service", "* stop, * restart, * reload, * force-reload", "stops or restarts a service"),
    ("supervisorctl", "stop, restart, shutdown, reload", "stops or restarts a process"),
    ("nginx", "-s", "stops or reloads the proxy"),
    ("pg_ctl", "stop, restart, promote, reload", "stops or changes the database server"),
    ("pg_ctlcluster", "* * stop, * * restart, * * promote", "stops the database server"),
    (_CONTAINERS, "restart, container restart, compose restart", "restarts containers"),
    (_CONTAINERS, "stop, kill, pause, container stop, container kill, compose stop, compose kill, "
     "compose pause", "stops containers"),
    (_CONTAINERS, "rm, container rm, compose rm, compose down", "removes containers"),
    (_CONTAINERS, "rmi, image rm, volume rm, network rm, image prune, volume prune, "
     "system prune, container prune, network prune", "deletes images, volumes or networks"),
    (_CONTAINERS, "compose up", "starts containers anew"),
    ("docker-compose", "restart, up", "starts containers anew"),
    ("docker-compose", "stop, kill, rm, down, pause", "stops containers"),
    ("kubectl oc", "delete, drain, cordon, taint, scale, apply, replace, patch, edit, set, "
     "rollout restart, rollout undo, rollout pause", "changes the cluster"),
    ("helm", "upgrade, rollback, uninstall, delete", "changes a release in the cluster"),
    ("redis-cli valkey-cli", "FLUSHALL, FLUSHDB, DEL, UNLINK, LTRIM, XTRIM, RENAME, SET, EXPIRE, "
     "SHUTDOWN, FAILOVER, REPLICAOF, SLAVEOF, MIGRATE, SWAPDB, RESTORE, CONFIG SET, "
     "CONFIG REWRITE, CLIENT KILL, CLIENT PAUSE, SCRIPT FLUSH, SCRIPT KILL, CLUSTER FAILOVER, "
     "CLUSTER RESET, CLUSTER FORGET", "changes or deletes keys, or stops redis"),
    ("rabbitmqctl", "stop, stop_app, reset, force_reset, purge_queue, delete_queue, shutdown",
     "stops the broker or empties a queue"),
    ("celery", "purge, * purge", "throws queued jobs away"),
    ("git", "push --force, push -f, push --force-with-lease, push --delete, push --mirror, "
     "push -d", "rewrites or deletes what others have"),
    ("git", "reset --hard, clean -f, clean -fd, clean -fdx, branch -D, stash drop, stash clear, "
     "filter-branch, filter-repo, reflog expire, checkout -f, checkout --force",
     "throws work away"),
    ("terraform tofu", "apply, destroy, taint, import, state rm, state mv, state push",
     "changes the infrastructure"),
    ("aws", "* delete-, * terminate-, * stop-, * reboot-, * modify-, * deregister-, * remove-, "
     "* detach-, * revoke-, * purge-, s3 rm, s3 rb, s3 mv", "changes or deletes in the cloud"),
    ("gcloud", "* * delete, * * stop, * * reset, * * restart, * * failover, * * * delete",
     "changes or deletes in the cloud"),
    ("az", "* delete, * stop, * restart, * deallocate, * * delete, * * purge",
     "changes or deletes in the cloud"),
    ("iptables ip6tables", "-F, -X, -D, -A, -I, -P", "changes the firewall"),
    ("ufw", "enable, disable, reset, delete, deny", "changes the firewall"),
    ("userdel deluser usermod", "", "changes an account"),
)  # fmt: skip

_SQL_PROGRAMS = word_set("psql mysql mariadb sqlite3 cockroach clickhouse-client")
_SQL = (
    (re.compile(r"delete\s+from\s", re.I), "deletes rows"),
    (re.compile(r"truncate\s+(?:table\s+)?\w", re.I), "deletes all rows"),
    (re.compile(r"update\s+[\w.\"]+\s+(?:as\s+\w+\s+)?set\s", re.I), "changes rows"),
    (re.compile(r"insert\s+into\s", re.I), "adds rows"),
    (re.compile(r"(?:drop|alter)\s+(?:table|database|schema|index|view|materialized|column|user|"
                r"role|system|sequence|extension|function|trigger|type|publication|subscription)"
                r"\b", re.I), "changes the database itself"),
    (re.compile(r"reindex\s+(?:table|index|database|schema|system)\b|vacuum\s*\(?\s*full\b", re.I),
     "locks a table"),
    (re.compile(r"(?:grant|revoke)\s.*\s(?:to|from)\s", re.I | re.S), "changes rights"),
    (re.compile(r"select\s.*\bpg_(?:terminate_backend|cancel_backend|promote|switch_wal|"
                r"drop_replication_slot|reload_conf|rotate_logfile)\s*\(", re.I | re.S),
     "stops sessions or changes the server"),
)  # fmt: skip
_VALUES = word_set(
    "-f --file -p --project-name --profile -n --namespace --context --kubeconfig -H --host -c "
    "-C -h -a -u -t --region --output --endpoint-url -l --selector --project -g -A --app "
    "--network --cluster"
)
_HARMLESS = word_set("--dry-run --dry-run=client --dry-run=server --help --check --version")
_LOOKS = {
    "kill": {"-0", "-l", "-L"},
    "pkill": {"-0"},
    "pg_restore": {"-l", "--list"},
}
_WORD = re.compile(r"[A-Za-z]+")


def _longest_part(word: str) -> str:
    parts: list[str] = _WORD.findall(word.lower())
    return max(parts, key=len)


def _suspects() -> frozenset[str]:
    """Words of which a text must hold one for anything to be found; most texts hold none."""
    sql = "delete truncate update insert drop alter reindex vacuum grant revoke"
    calls = "terminate cancel promote switch slot reload rotate"
    found = {*sql.split(), *calls.split(), "of"}  # dd of=
    for programs, phrases, _does in _TABLE:
        for phrase in phrases.split(","):
            words = [word for word in phrase.split() if word[0] not in "-*"]
            found.update(_longest_part(word) for word in words[-1:] or programs.split())
    return frozenset(found)


_SUSPECTS = _suspects()


def dangers(text: str) -> list[Danger]:
    """The commands in a text that change something."""
    if _SUSPECTS.isdisjoint(word.lower() for word in _WORD.findall(text)):
        return []
    found = [danger for words in commands(text) if (danger := _judge(words))]
    statement = _sql(text)  # a shell would break `pg_cancel_backend(pid)` at its brackets
    return found or ([statement] if statement else [])


def _judge(words: Words) -> Danger | None:
    program, rest = words[0], words[1:]
    command = " ".join(words)
    if not _HARMLESS.isdisjoint(rest) or not _LOOKS.get(program, set()).isdisjoint(rest):
        return None
    if program in _SQL_PROGRAMS:
        return next(filter(None, map(_sql, rest)), None)
    if program == "dd" and any(word.startswith("of=") for word in rest):
        return Danger(command, "writes over a disk or file")
    known = _BY_PROGRAM.get(program, ())
    plain = after_options(rest, _VALUES) if known else ()
    for phrases, does in known:
        if not phrases or any(_fits(phrase, rest, plain) for phrase in phrases):
            return Danger(command, does)
    return _sql(command)


def _fits(phrase: Words, rest: Words, plain: Words) -> bool:
    """True when the plain words begin as the phrase does, and its options are there."""
    options = {word for word in phrase if word.startswith("-")}
    if not options <= {*rest, *(word[:2] for word in rest)}:
        return False
    wanted = [word for word in phrase if not word.startswith("-")]
    return len(plain) >= len(wanted) and all(map(_is, wanted, plain))


def _is(wanted: str, word: str) -> bool:
    if wanted == "*":
        return True
    if wanted.endswith("-"):
        return word.startswith(wanted)
    return word.upper() == wanted if wanted.isupper() else word == wanted


def _sql(text: str) -> Danger | None:
    """The first statement of an SQL text that changes something."""
    for part in text.split(";"):
        statement = part.strip()
        for pattern, does in _SQL:
            if pattern.match(statement):
                return Danger(statement, does)
    return None


def _by_program() -> dict[str, list[tuple[tuple[Words, ...], str]]]:
    found: dict[str, list[tuple[tuple[Words, ...], str]]] = {}
    for programs, phrases, does in _TABLE:
        parsed = tuple(tuple(part.split()) for part in phrases.split(",") if part)
        for program in programs.split():
            found.setdefault(program, []).append((parsed, does))
    return found


_BY_PROGRAM = _by_program()
