"""Commands that change something are recognised, and words that merely look like one are not."""

from __future__ import annotations

import re

import pytest

from firsthour.rules.common.code import CALLS, Call
from firsthour.rules.common.danger import Danger, dangers, known, worst
from firsthour.rules.common.dangers import ENTRIES
from firsthour.rules.common.match import Entry
from firsthour.rules.common.sql import STATEMENTS, Statement

# Each is one command behind something that runs it.
THROUGH = [
    "sudo {}",
    "sudo -u app -- {}",
    "PGUSER=app LANG=C {}",
    "env -i X=1 {}",
    "nohup {} &",
    "timeout -k 5 30 {}",
    "echo a | xargs -r -n 1 {}",
    "find /srv -type f -exec {} \\;",
    'sh -c "{}"',
    "sudo bash -lc '{}'",
    "ssh -p 2222 app-1 '{}'",
    "ssh app-1 {}",
    "kubectl -n prod exec -it web-1 -c app -- {}",
    "docker exec -it web {}",
    "docker compose -f compose.yaml exec -T web {}",
    "docker run --rm -v /srv:/srv tools {}",
    "cat a | {}",
    "cd /srv && {}",
    "false || {}",
    "( cd /srv; {} )",
    "if true; then {}; fi",
    "while ! true; do {}; done",
    "for h in a b; do {}; done",
    "for h in a b; do ssh \"$h\" '{}'; done",
    'echo "now $({})"',
    "echo `{}`",
    "X=$({})",
    "case $x in a) {};; esac",
    "f() {{ {}; }}; f",
    "diff <({}) b",
    "cat <<EOF | sh\n{}\nEOF",
    "ssh app-1 <<'EOF'\n{}\nEOF",
    "bash -s <<EOF\n{}\nEOF",
    "cd /srv && ssh app-1 <<EOF\n{}\nEOF",
    "cat a | bash -s 2>&1 <<EOF\n{}\nEOF",
    'echo "{}" | sudo bash',
    "sh <<< '{}'",
    "su - app -c '{}'",
    "eval '{}'",
    "nice -n 10 \\\n  {}",
    "{} > /tmp/out 2>&1",
    "bundle exec {}",
    "ansible web -m shell -a '{}'",
    "gcloud compute ssh web-1 --command='{}'",
    "watch -n 5 {}",
    "$ {}",
    "app@app-1:~$ {}",
    "$ cd /srv\n$ {}",
    "ssh app-1 -- {}",
    "ssh app-1 -p 2222 {}",
    "sudo -iu app {}",
    "su app <<'EOF'\n{}\nEOF",
    "at now + 1 min <<< '{}'",
    "pssh -h hosts -i '{}'",
    "clush -w app-[1-2] {}",
    "oc rsh -c web web-0 {}",
    "k3s kubectl exec web-0 -- {}",
    "cat names | parallel '{}'",
]
STATEMENT = "delete from jobs where id = <id>"
SQL_THROUGH = [
    "{}",
    "{};",
    "begin; {}; commit;",
    "-- look first\n{}",
    "explain analyze {}",
    "explain (analyze, buffers) {}",
    "with gone as ({} returning 1) select count(*) from gone",
    'psql -h db-1 -c "{}"',
    "psql -At -c'{}'",
    'psql --command="{}"',
    "mysql -u root -e '{}'",
    "mysql -Ne '{}' app",
    "sqlite3 app.db '{}'",
    "echo '{}' | psql",
    'echo "{}" | docker compose exec -T db psql -U app',
    "psql <<'SQL'\nselect 1;\n{};\nSQL",
    "psql <<< '{}'",
    "sudo -u postgres psql -c 'select 1' -c '{}'",
    "kubectl exec -i db-0 -- psql <<EOF\n{}\nEOF",
    "ssh db-1 \"psql -c '{}'\"",
]
LOOKS = [
    "docker",
    "docker compose",
    "grep restart /var/log/syslog",
    "journalctl -u nginx | grep -i 'rm '",
    'docker compose logs --since 30m <service> > "/tmp/<service>-$(date -u +%Y).log"',
    "docker inspect --format '{{.RestartCount}}' $(docker compose ps -q)",
    "kubectl exec web -- ls",
    "git diff --stat <a>..<b> -- deploy/",
    "psql -c \"select * from jobs where state = 'deleted'\"",
    "psql -c 'select count(*) from updates'",
    "select pid, state from pg_stat_activity where state <> 'idle';",
    "explain update jobs set a = 1",
    "echo rm -rf /",
    "echo $(date) rm",
    "which rm kill",
    "command -v rm",
    "./bin/release flag set x off",
    "./bin/reindex --status",
    "cat alarm.txt farm",
    "# rm -rf /",
    "ps aux | grep kill",
    'for q in default mail; do redis-cli LLEN "$q"; done',
    "printf 'reboot\\n'",
    "curl -s -o /dev/null -w '%{http_code}' https://<host>/rm",
    "ss -tnp state established '( dport = :5432 )'",
    "openssl s_client -connect <host>:443 </dev/null",
    "awk '/restart/ {print $1}' f",
    "cat <<EOF\nrm -rf /srv\nEOF",
    "kill",
    "helm upgrade --dry-run web ./chart",
    'sum(rate(http_requests_total{status="500"}[5m])) > 3',
    "up > 5",
    "uptime > /tmp/load",
    "wc -l < /etc/hosts",
    "psql app < report.sql",
    "psql -f report.sql app",
    "echo 'drop the mic'",
    "less restore.sql",
    "./bin/release rollback --dry-run",
    "./bin/queue purge --help",
    "./bin/backups restore list",
    "./bin/stop-words-of-search build",
    "./deploy-status.sh",
    "tool get deploy",
    "deploy = true",
    "deploy-hubs.yaml",
    "kubectl get deploy",
    "aws eks update-kubeconfig --name live",
    "az account set -s prod",
    "gcloud config set project prod",
    "cat removed.txt | python3 -c 'import json, sys; print(json.load(sys.stdin))'",
    "curl -X POST https://search.example/jobs/_search -d '{}'",
    "curl -X POST https://id.example/oauth/token -d grant=x",
]
# Long enough that anything quadratic shows.
HOSTILE = ["! " * 200_000, '"' * 200_001, "$(" * 200_000, "`" * 200_001, "sudo " * 200_000]
DEEP = [part * (19_000 // len(part)) for part in ("$(", "`a ", "sudo ", "( ", "if a; then ", '"$(')]


def _id(entry: Entry | Statement) -> str:
    return entry.hit


def _words(text: str) -> set[str]:
    """A miss is near when it has a word of what is found, if only as the name of something."""
    return {word[:5] for word in re.findall(r"[A-Za-z0-9]+", text.lower())}


@pytest.mark.parametrize("entry", ENTRIES, ids=_id)
def test_every_entry_has_a_hit_and_a_near_miss(entry: Entry) -> None:
    (found,) = dangers(entry.hit)
    assert (found.does, found.risk) == (entry.does, entry.risk)
    assert entry.does not in [danger.does for danger in dangers(entry.miss)]
    assert entry.miss != entry.hit
    assert _words(entry.miss) & (_words(entry.hit) | _words(entry.words) | _words(entry.does))
    assert set(entry.programs.split()) & {part.rpartition("/")[2] for part in entry.hit.split()}


@pytest.mark.parametrize("entry", STATEMENTS, ids=_id)
def test_every_statement_has_a_hit_and_a_near_miss(entry: Statement) -> None:
    (found,) = dangers(f'psql -c "{entry.hit}"')
    assert found == Danger(entry.hit, entry.does, entry.risk)
    assert entry.does not in [danger.does for danger in dangers(f'psql -c "{entry.miss}"')]
    assert dangers(entry.hit) == [found]
    assert _words(entry.miss) & (_words(entry.hit) | _words(entry.does))


@pytest.mark.parametrize("around", THROUGH)
def test_a_command_is_seen_through_what_runs_it(around: str) -> None:
    found = [danger.command for danger in dangers(around.format("docker restart <name>"))]
    assert found == ["docker restart <name>"]


@pytest.mark.parametrize("around", SQL_THROUGH)
def test_a_statement_is_seen_through_what_runs_it(around: str) -> None:
    (found,) = dangers(around.format(STATEMENT))
    assert "delete from jobs" in found.command
    assert found.risk == "destructive"


@pytest.mark.parametrize("text", LOOKS)
def test_a_command_that_looks_is_left_alone(text: str) -> None:
    assert dangers(text) == []


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:2])
def test_what_is_too_long_to_copy_is_not_read(text: str) -> None:
    assert dangers(f"{text} rm") == []


@pytest.mark.parametrize("text", DEEP, ids=lambda text: text[:4])
def test_deep_nonsense_is_read_without_a_fault(text: str) -> None:
    assert len(dangers(f"{text} kill 7")) <= 1


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.does)
def test_every_call_in_code_has_a_hit_and_a_near_miss(call: Call) -> None:
    (found,) = dangers(call.hit)
    assert found == Danger(call.hit, call.does, call.risk)
    assert dangers(call.miss) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("./bin/queue purge mail", "purge"),
        ("larkspur environment destroy --pr 7", "destroy"),
        ("larkspur cluster recycle-node --oldest", "recycle"),
        ("larkspur db:reset", "reset"),
        ("./delete_metrics.rb 2>&1 | tee log", "delete"),
        ("bash scripts/restart-web.sh", "restart"),
        ("python3 tools/drop_index.py jobs", "drop"),
        ("make deploy", "deploy"),
        ("ssh app-1 './bin/cache flush'", "flush"),
    ],
)
def test_the_word_of_an_unknown_program_is_a_guess(text: str, word: str) -> None:
    (found,) = dangers(text)
    assert (found.does, found.risk, found.is_guess) == (f"says `{word}`", "reversible", True)
    assert worst(text) == found
    assert known(text) is None


def test_the_worst_of_several_is_named() -> None:
    text = "systemctl stop app && rm -rf /srv/app && rm -rf /srv/b; systemctl start app"
    found = worst(text)
    assert found is not None
    assert (found.command, found.risk) == ("rm -rf /srv/app", "destructive")
    assert len(dangers(text)) == 4


def test_the_table_is_large_and_says_nothing_twice() -> None:
    assert len(ENTRIES) + len(STATEMENTS) >= 200
    hits = [*(entry.hit for entry in ENTRIES), *(each.hit for each in STATEMENTS)]
    assert len(set(hits)) == len(hits)
