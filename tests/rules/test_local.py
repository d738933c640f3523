"""Commands after which there is nothing to compare, and commands that merely look like one."""

from __future__ import annotations

import pytest

from firsthour.rules.common.danger import dangers
from firsthour.rules.common.local import LOCAL, SESSIONS, is_quiet
from firsthour.rules.common.match import Entry

QUIET = [
    "export AWS_SDK_LOAD_CONFIG=1",
    "CLUSTER=live\nexport HUB=main",
    "# look at the wiki",
    "",
    "cd /srv/app",
    "cd /srv/app && terraform init",
    "cat names.html | sed s/a/b/ > names",
    "kubectl -n prod exec -it web-0 -- /bin/bash",
    "kubectl -n prod port-forward web-0 9090:9090",
    "ssh -A app@app-1 -p 2222",
    "ssh -L 5432:db-1:5432 app-1",
    "screen",
    "larkspur use-cluster-credentials <cluster>",
    "larkspur login --org clinics",
    "git checkout main\ngit pull",
    'docker compose logs web > "/tmp/web.log"',
]
LOUD = [
    "uptime",
    "larkspur logs web",
    "ls <cluster> <hub>",
    "export NOW=$(date)",
    "cd /srv/app && ls",
    "kubectl get pods 2>/dev/null",
    "kubectl get pods > /tmp/a; wc -l /tmp/a",
    "kubectl -n prod exec web-0 -- ls",
    "ssh app-1 uptime",
    "echo 'select 1' | psql app",
    "psql app <<< 'select 1'",
    "select 1",
    "terraform show | less",
    "up == 0",
    "node_filesystem_free_bytes > 5 and up",
]


@pytest.mark.parametrize("text", QUIET)
def test_what_shows_nothing_is_quiet(text: str) -> None:
    assert is_quiet(text)


@pytest.mark.parametrize("text", LOUD)
def test_what_shows_something_is_not(text: str) -> None:
    assert not is_quiet(text)


@pytest.mark.parametrize("entry", (*LOCAL, *SESSIONS), ids=lambda entry: entry.hit)
def test_every_entry_has_a_hit_and_a_near_miss(entry: Entry) -> None:
    assert is_quiet(entry.hit)
    assert dangers(entry.hit) == [] or "vim" in entry.programs
    assert not is_quiet(entry.miss)
    assert entry.programs.split()


def test_entries_do_not_repeat_each_other() -> None:
    hits = [entry.hit for entry in (*LOCAL, *SESSIONS)]
    assert len(set(hits)) == len(hits)


@pytest.mark.parametrize(
    "text",
    [
        "kubectl debug -it web-1 --image=busybox --target=web",
        "kubectl -n prod debug web-1 -it --image=busybox -- sh",
        "kubectl debug node/n-1 -it --image=ubuntu",
    ],
)
def test_a_shell_beside_a_container_is_a_shell(text: str) -> None:
    assert is_quiet(text)
    assert not is_quiet(text.partition(" -- ")[0] + " -- nslookup db-1")
