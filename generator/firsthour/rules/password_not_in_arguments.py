from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.command_texts import command_texts
from firsthour.rules.common.secrets import secrets
from firsthour.rules.common.unwrap import commands

# Programs, options before a password, options that it is joined to, and a better way.
_TABLE = (
    ("redis-cli valkey-cli keydb-cli", ("-a", "--pass"), (), "set REDISCLI_AUTH, or use --askpass"),
    (
        "mysql mysqldump mysqladmin mariadb",
        (),
        ("-p", "--password="),
        "use --login-path or -p alone",
    ),
    ("mongo mongosh mongodump", ("-p", "--password"), ("--password=",), "let it ask"),
    ("sshpass", ("-p",), ("-p",), "use a key, or sshpass -e"),
)
_WAYS = {name: row[1:] for row in _TABLE for name in row[0].split()}


@rule(Severity.WARNING)
def password_not_in_arguments(catalog: Catalog) -> Iterator[Finding]:
    """No command takes a password as an argument, neither written out nor as `$VARIABLE`.

    Everybody on a host can list the arguments of all that runs there, and the shell keeps them in
    its history. A written-out `PASSWORD` is also nothing that anybody can run.

    To fix: give the password in the environment or in a file that the program reads, or let it ask.
    """
    for command in command_texts(catalog):
        if any(name in command.text for name in _WAYS):
            for found in commands(command.text):
                option, way = _given(found.words)
                # What is a real one has been said by `no-secrets`, which says more.
                if option and not any(secrets(command.text, is_command=True)):
                    message = f"`{found.words[0]} {option}` gives a password in the open"
                    yield Finding(command.origin, message, way, excerpt=found.written)


def _given(words: tuple[str, ...]) -> tuple[str, str]:
    """The option of a command that is followed by a password, and a better way; else nothing."""
    apart, joined, way = _WAYS.get(words[0], ((), (), ""))
    for word, following in pairwise((*words, "-")):
        if word in apart and not following.startswith("-"):
            return word, way
        option = next((each for each in joined if word.startswith(each) and word != each), "")
        if option:
            return option, way
    return "", ""
