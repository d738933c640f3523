"""A repository of N runbooks that look like real ones: about 120 lines and 4 kB each.

    python tests/bench/corpus.py OUT N

The words are drawn from a fixed seed, so that two runs of a day measure the same bytes. Nothing is
wrong with it: reviews are of this month, and have their hash.
"""

from __future__ import annotations

import datetime
import random
import sys
from pathlib import Path

from firsthour.model import build_catalog
from firsthour.source import read_all

DAY = datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days=20)
HASH = "0" * 12  # until there is one
# As many services, and ways to fail, as a team with hundreds of runbooks has: what one of them
# says is not what all of them say.
THINGS = (
    "orders", "invoices", "sessions", "exports", "uploads", "webhooks", "reports", "mail",
    "payments", "refunds", "search", "accounts", "billing", "catalog", "carts", "checkout",
    "notifications", "tokens", "images", "backups", "imports", "metrics", "queues", "shipping",
    "coupons", "reviews", "taxes", "profiles", "calendars", "contracts", "ledgers", "audits",
)  # fmt: skip
FAULTS = (
    "are late", "fail to load", "time out", "return errors", "pile up", "arrive twice",
    "show old data", "are missing", "cannot be saved", "refuse to start", "are in the wrong order",
    "lose attachments", "open blank", "never finish", "are refused", "come back empty",
)  # fmt: skip
CHECKS = (
    ("Is the error rate above normal?", "curl -s https://<host>/{thing}/health", "200"),
    ("How old is the oldest job?", "redis-cli -h <host> llen {thing}", "under 50"),
    ("Did anything change in the last hour?", "git log --since '1 hour ago' --oneline", "no line"),
    ("Is a process missing?", "systemctl is-active {thing}.service", "active"),
    ("Is the disk full?", "df -h /var/lib/{thing}", "under 80 %"),
    ("Are connections used up?", "psql -h <host> -c 'select count(*) from pg_stat_activity'", "60"),
)
SINGLES = {
    "settings": "product: Bench\ntime_zone: UTC\n",
    "severity": """levels:
  - {id: sev1, code: SEV1, name: Critical, definition: All is down, respond_within: 5m, page: {who: ops, when: always}, update_every: {internal: 15m}}
  - {id: sev2, code: SEV2, name: Major, definition: Much is down, respond_within: 30m, page: {who: ops, when: always}, update_every: {internal: 30m}}
""",
    "roles": """roles:
  - {id: lead, title: Lead, duties: [decides], holder: ana, backup: ben}
""",
    "contacts": """people:
  - {id: ana, name: Ana Example, channels: [{by: call, value: +44 20 7946 0101, night: true}]}
  - {id: ben, name: Ben Example, channels: [{by: call, value: +44 20 7946 0102, night: true}]}
teams:
  - {id: ops, name: Operations, members: [ana, ben]}
""",
    "services": "services:\n"
    + "".join(
        f"  - {{id: {thing}, title: {thing.capitalize()}, owner: ops}}\n" for thing in THINGS
    ),
}
PROCEDURE = """title: Roll back a deploy
owner: ops
category: rollback
params:
  service: {from: operator, help: the service, example: orders}
  to: {from: operator, help: the release, example: r42}
steps:
  - do: Put the release back
    run: ./bin/release deploy <service> <to>
    risk: disruptive
    approve: lead
    undo: Deploy the newer release again.
rollback:
  approve: lead
  steps: [Deploy the newer release again.]
  success: the error rate is under 1 %
verify:
  - {do: Error rate, expect: under 1 %}
"""


def runbook(number: int, words: random.Random) -> str:
    """One runbook of about 120 lines."""
    thing = words.choice(THINGS)
    name = f"{thing.capitalize()}{number}"
    lines = [
        f"title: {thing.capitalize()} {words.choice(FAULTS)} ({number})",
        "owner: ops",
        "status: active",
        f"services: [{thing}]",
        "symptoms:",
        *(f"  - customers say that {thing} {fault}" for fault in words.sample(FAULTS, 3)),
        "errors:",
        f'  - "{thing} worker {number}: upstream closed the connection"',
        f'  - "E{number:05d} cannot reach {thing}"',
        "alerts:",
        f"  - {name}ErrorRate",
        f"  - {name}Latency",
        "severity:",
        "  default: sev2",
        "  raise:",
        "    - to: sev1",
        f"      when: no {thing} work for anyone",
        f"meaning: Requests for {thing} get no answer in time, or the wrong one.",
        f"impact: Customers cannot use {thing}. Nothing is lost.",
        "normal: error rate under 1 %, answers within 300 ms",
        "params:",
        "  release:",
        "    from: command",
        "    help: the last good release",
        "    run: ./bin/release last-good",
        "environments:",
        "  staging:",
        "    host: app.staging.example",
        "  production:",
        "    host: app.example",
        "diagnose:",
    ]
    for index, (do, run, expect) in enumerate(words.sample(CHECKS, 5)):
        lines += [
            f"  - id: check-{index}",
            f"    do: {do}",
            f"    run: {run.format(thing=thing)}",
            f'    expect: "{expect}"',
            "    if:",
            "      - when: it shows something else",
            f"        go: mitigate.{'revert' if index % 2 else 'restart'}",
        ]
    lines += [
        "mitigate:",
        "  - id: revert",
        "    title: Put the last good release back",
        "    when: errors began with a deploy",
        "    risk: disruptive",
        "    approve: lead",
        "    takes: 5m",
        f"    watch: {thing} error rate",
        "    steps:",
        "      - use: procedures/roll-back-deploy",
        "        with:",
        f"          service: {thing}",
        "          to: <release>",
        "    undo: Deploy the newer release again once it is fixed.",
        "  - id: restart",
        "    title: Restart the service",
        "    when: one host answers late and the others do not",
        "    risk: disruptive",
        "    approve: lead",
        "    steps:",
        "      - do: Restart it on that host",
        f"        run: sudo systemctl restart {thing}.service",
        "        risk: disruptive",
        "        approve: lead",
        "        undo:",
        "          impossible: a restart cannot be taken back; it takes about 20 seconds",
        "    undo:",
        "      impossible: a restart cannot be taken back",
        "rollback:",
        "  mode: revert",
        "  approve: lead",
        "  decide:",
        "    - customers see it",
        "    - the cause is unknown after 15 minutes",
        "  steps:",
        "    - use: procedures/roll-back-deploy",
        "      with:",
        f"        service: {thing}",
        "        to: <release>",
        "  success: error rate under 1 % for 15 minutes",
        "verify:",
        f"  - A test request for {thing} answers within 300 ms.",
        "  - do: Error rate",
        "    expect:",
        "      text: under 1 %",
        "      hold: 15m",
        "escalate:",
        "  - to: ben",
        "    when: nothing helps",
        "    after: 15m",
        "    bring: [the time of the first failure, what was tried]",
        "watches:",
        f"  - services/{thing}/**",
        "reviewed:",
        f"  - date: {DAY}",
        "    by: ana",
        "    how: walkthrough",
        "    record: walked through in the weekly meeting",
        f'    hash: "{HASH}"',
    ]
    return "\n".join(lines) + "\n"


def write(out: Path, count: int) -> list[Path]:
    """Write the repository and return the runbooks' paths."""
    content = out / "runbooks"
    for folder in ("failure-modes", "procedures"):
        (content / folder).mkdir(parents=True, exist_ok=True)
    for name, text in SINGLES.items():
        (content / f"{name}.yaml").write_text(text, encoding="utf-8")
    (content / "procedures" / "roll-back-deploy.yaml").write_text(PROCEDURE, encoding="utf-8")
    words = random.Random(4711)
    paths = []
    for number in range(count):
        path = content / "failure-modes" / f"runbook-{number:05d}.yaml"
        path.write_text(runbook(number, words), encoding="utf-8")
        paths.append(path)
    hashes = build_catalog(read_all(out)[0]).hashes
    for path in paths:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(HASH, hashes[f"failure-modes/{path.stem}"]), encoding="utf-8")
    return paths


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
