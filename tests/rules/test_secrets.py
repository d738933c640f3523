"""Secrets are found and never shown; what merely speaks of one is left alone."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from firsthour.pipeline import check
from firsthour.rules.common.secrets import secrets, shown
from tests.rules.cases import RULES, lay_out, text

# Put together here, so that no other scanner takes this file for a leak.
RUN = "Zk3vQ9tLx7Wm2RbY5cHd8Np4Js6Fa1Tg0KeUq2Xo7Vi9"
TOKENS = {
    "AKIA" + "Q3EGV6ZRN2LTW5XK": "AWS",
    "ghp_" + RUN[:36]: "GitHub",
    "glpat-" + RUN[:20]: "GitLab",
    "xoxb-" + "123456789012-123456789012-" + RUN[:24]: "Slack",
    "sk_live_" + RUN[:24]: "Stripe",
    "SG." + RUN[:22] + "." + RUN[:43]: "SendGrid",
    "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIn0." + RUN[:40]: "JSON Web Token",
    "-----BEGIN " + "RSA PRIVATE KEY-----": "Private Key",
}
HELD = [
    "PGPASSWORD=larkspur psql",
    "PGPASSWORD=hunter2secret psql",
    "MYSQL_PWD=hunter2secret mysql app",
    "REDISCLI_AUTH=larkspur redis-cli PING",
    "export API_TOKEN='kV9wQz31'",
    "mysql -u root -pkV9wQz31 -e 'select 1'",
    "mysqldump --password=kV9wQz31 app",
    "redis-cli -h db-1 -a kV9wQz31 PING",
    "sshpass -p kV9wQz31 ssh app-1",
    "curl -u admin:kV9wQz31 https://a.example",
    "curl -H 'Authorization: Bearer kV9wQz31'",
    "curl -H 'X-Api-Key: kV9wQz31' https://a.example",
    "psql postgres://app:kV9wQz31@db-1/larkspur",
    "redis://:kV9wQz31@db-1:6379/0",
]
TOLD = [
    "the password is Sommer2026!",
    "The password for the old host is still 'Sommer2026!'.",
    "sign in; the passphrase was Sommer2026!, and is now in the vault",
    "Run it with PGPASSWORD=larkspur in front",
]
SPOKEN = [
    "MYSQL_PWD=<password> mysql",
    "MYSQL_PWD=$(op read op://a/b) mysql",
    "REDISCLI_AUTH=$REDIS_PASSWORD redis-cli PING",
    'REDISCLI_AUTH="$(cat /run/secrets/redis)" redis-cli PING',
    "the password is op://live/db-1/password1",
    "the password is SHA256-hashed and 12-character",
    "the password is 16-digit at least",
    "the password of db-1 is rotated every 30d",
    "the password is <password1>",
    "the password is in the vault",
    "Password: from the vault",
    "token: reset it after 15m",
    "PGPASSWORD=$DB_PASSWORD psql",
    "PGPASSWORD=$(op read op://a/b) psql",
    "PGPASSWORD=<password> psql",
    "PASSWORD=*** ./a",
    "API_KEY=xxxxxxxx ./a",
    "API_KEY=changeme ./a",
    "SECRET_KEY=your-key ./a",
    "DB_PASSWORD_FILE=/run/secrets/db ./a",
    "--password-file /etc/app/pw",
    'curl -u "$USER:$PASS" https://a.example',
    "curl -H 'Authorization: Bearer <token>'",
    "mysql -p -e 'select 1'",
    "redis-cli -p 6379 PING",
    "postgres://app:<password>@db-1/larkspur",
    "postgres://app:hunter2@db-1/larkspur",
    "https://app.larkspur.example:8443/x@y",
    "git show 5a7e13f0c2bd4b6d9fb0e0d7a2d6f2f3ab54c9d1",
    "kubectl get secret app-token-7x9zq",
    "SELECT token, secret FROM keys WHERE token = $1",
    "the token expires in 2026-11-21",
    "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
]


@pytest.mark.parametrize(("token", "kind"), [*TOKENS.items()])
def test_a_token_is_found_in_a_sentence(token: str, kind: str) -> None:
    (found,) = secrets(f"Sign in with {token} and look.")
    assert kind in found.kind
    assert found.value in token
    assert len(found.value) > len(token) / 2


@pytest.mark.parametrize("command", HELD)
def test_a_password_in_a_command_is_found(command: str) -> None:
    (found,) = secrets(command, is_command=True)
    assert found.value in ("larkspur", "kV9wQz31", "hunter2secret")


@pytest.mark.parametrize("sentence", TOLD)
def test_a_password_in_a_sentence_is_found(sentence: str) -> None:
    (found,) = secrets(sentence)
    assert found.value in ("Sommer2026!", "larkspur")


@pytest.mark.parametrize(("said", "command"), [*itertools.product(SPOKEN, [False, True])])
def test_what_only_speaks_of_one_is_left_alone(said: str, command: bool) -> None:
    assert list(secrets(said, command)) == []


@pytest.mark.parametrize("value", ["abcd", "kV9wQz31", RUN])
def test_a_message_shows_the_least_of_it(value: str) -> None:
    assert value not in shown(value)
    assert len(shown(value).split("…")[0]) <= 1 + len(value) // 4


def test_no_report_shows_it_even_where_it_stands_twice(tmp_path: Path) -> None:
    folder = lay_out(tmp_path) / "runbooks/procedures"
    folder.mkdir()
    key = "-----BEGIN " + "RSA PRIVATE KEY-----"
    (folder / "a.yaml").write_text(
        "title: A\nowner: mara\nsteps:\n  - run: redis-cli -a kV9wQz31 PING\n    note: not kV9wQz31\n"
        f"  - do: |\n      {key}\n      {RUN}\n      -----END\n"
    )
    checked = check(tmp_path, rules=[RULES["no-secrets"]])
    report = text(checked)
    assert len(checked.problems) == 2
    assert "kV9wQz31" not in report
    assert RUN not in report
    shape = checked.texts["runbooks/procedures/a.yaml"]
    assert len(shape) == len((folder / "a.yaml").read_text())
    assert "redis-cli -a ******** PING" in shape
