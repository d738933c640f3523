"""Commands that go on until somebody stops them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from firsthour.rules.common.dangers import VALUES
from firsthour.rules.common.match import Entry
from firsthour.rules.common.shell import word_set
from firsthour.rules.common.unwrap import Command, after_options, commands

_LIMIT = "add `timeout 30` in front"

# fmt: off
ENDLESS: tuple[Entry, ...] = (
    Entry("tail", "-f|-F|--follow|--retry", "read", "use `tail -n 200`",
          hit="tail -n 20 -f app.log", miss="tail -n 20 app.log"),
    Entry("journalctl dmesg", "-f|--follow|-w", "read", "use `--since -10min` or `-n 200`",
          hit="journalctl -fu nginx", miss="journalctl -u nginx -n 200 --no-pager"),
    Entry("docker podman nerdctl docker-compose kubectl oc k crictl nomad",
          "~logs|log -f|--follow",
          "read", "use `--since 10m` or `--tail 200` without following",
          hit="kubectl -n prod logs -f web-1", miss="kubectl -n prod logs web-1",
          unless="--follow=false"),
    Entry("kubectl oc k", "get -w|--watch|--watch-only", "read", "take the watching away",
          hit="kubectl get pods -w", miss="kubectl get pods -o wide"),
    Entry("kubectl oc k", "port-forward|proxy|attach", "read", _LIMIT,
          hit="kubectl port-forward svc/web 8080:80", miss="kubectl get svc/port-forward"),
    Entry("docker podman nerdctl", "stats", "read", "add `--no-stream`",
          hit="docker stats", miss="docker stats --no-stream", unless="--no-stream"),
    Entry("docker podman nerdctl", "events", "read", "add `--until`",
          hit="docker events", miss="docker events --until 1m", unless="--until"),
    Entry("docker podman nerdctl", "compose up|watch", "read", "add `-d`",
          hit="docker compose up web", miss="docker compose up -d web",
          unless="-d --detach --wait --no-start"),
    Entry("docker-compose podman-compose", "up", "read", "add `-d`",
          hit="docker-compose up", miss="docker-compose up -d", unless="-d --detach --no-start"),
    Entry("watch", "", "read", "run it once, and say how often to repeat it",
          hit="watch -n 5 df -h", miss="df -h watch"),
    Entry("ping ping6", "*", "read", "add `-c 5`",
          hit="ping db-1", miss="ping -c 5 db-1", unless="-c -w"),
    Entry("top", "", "read", "use `top -b -n 1`",
          hit="top", miss="top -b -n 1", unless="-b -n -l"),
    Entry("htop btop atop glances iotop iftop nethogs bmon nload ctop k9s lazydocker s-tui", "",
          "read", "use a command that prints once, such as `top -b -n 1`",
          hit="htop", miss="iotop -b -n 3", unless="-n -b --help --iter -t"),
    Entry("vmstat iostat mpstat pidstat sar", "[0-9]* $", "read",
          "add how often, such as `1 5`", hit="vmstat 1", miss="vmstat 1 5"),
    Entry("redis-cli valkey-cli", "monitor|subscribe|psubscribe", "read", _LIMIT,
          hit="redis-cli MONITOR", miss="redis-cli INFO monitor"),
    Entry("redis-cli valkey-cli", "--stat|--latency|--latency-history|--latency-dist", "read",
          _LIMIT,
          hit="redis-cli --stat", miss="redis-cli INFO stats"),
    Entry("tcpdump tshark ngrep", "", "read", "add `-c 100`",
          hit="tcpdump -i eth0", miss="tcpdump -c 100 -i eth0", unless="-c -r --count -D -a"),
    Entry("mtr", "*", "read", "add `--report`",
          hit="mtr db-1", miss="mtr -rwc 10 db-1", unless="-r --report -w --report-wide -c"),
    Entry("stern kubetail kail", "", "read", "add `--no-follow`",
          hit="stern web", miss="stern --no-follow web", unless="--no-follow"),
    Entry("aws", "logs tail --follow", "read", "use `--since 10m` without following",
          hit="aws logs tail web --follow", miss="aws logs tail web --since 10m"),
    Entry("gcloud az doctl", "~tail --follow", "read", "use one that reads once",
          hit="az webapp log tail --follow", miss="az webapp log show"),
    Entry("heroku vercel netlify", "~logs|addons:logs -t|--tail|--follow", "read",
          "take the following away",
          hit="heroku logs -a web --tail", miss="heroku logs -a web -n 200"),
    Entry("strace ltrace bpftrace", "-p", "read", _LIMIT,
          hit="bpftrace -p 7", miss="bpftrace -l"),
    Entry("nc ncat socat", "-l", "read", _LIMIT,
          hit="nc -l 8080", miss="nc -zv db-1 5432"),
    Entry("inotifywait", "-m|--monitor", "read", "take `-m` away",
          hit="inotifywait -m /srv", miss="inotifywait -t 5 /srv"),
    Entry("dstat", "$", "read", "add how often, such as `1 5`",
          hit="dstat", miss="dstat 1 5"),
    Entry("yes", "", "read", _LIMIT, hit="yes", miss="which yes"),
    Entry("sleep", "infinity|inf", "read", "say how long", hit="sleep infinity", miss="sleep 5"),
)
# fmt: on

# Those read only so much, and what feeds them ends with them.
_READS_ENOUGH = word_set("head timeout gtimeout")
_STOPPED_BY = word_set("timeout gtimeout")
_LOOP = re.compile(r"\b(?:while\s+(?:true|:|sleep\s+\S+)|until\s+false)\s*[;\n]|for\s*\(\(;;\)\)")
_OUT = re.compile(r"\b(?:break|exit)\b")
_VALUES = {
    "tail": word_set("-n -c --lines --bytes"),
    "journalctl": word_set("-u -n -p -S -U --unit --since --until --lines -o"),
    "ping": word_set("-I -i -s -W -t"),
    "redis-cli": VALUES["redis-cli"],
}
_PROGRAMS = {program for entry in ENDLESS for program in entry.programs.split()}
_WORD = re.compile(r"[a-z0-9-]+")


def endless(text: str) -> Iterator[tuple[str, str]]:
    """The commands of a text that do not end by themselves, each with what to do about it."""
    words = _WORD.findall(text.lower())
    if "while" in words or "until" in words or "((" in text:
        loop = _LOOP.search(text)
        if loop and not _OUT.search(text):
            yield loop[0].rstrip(" ;\n"), "say how many times, as in `for i in 1 2 3 4 5`"
            return
    if _PROGRAMS.isdisjoint(words):
        return
    for command in commands(text):
        if command.words[0] in _PROGRAMS and not _is_stopped(command):
            found = next((entry for entry in ENDLESS if _fits(entry, command)), None)
            if found:
                yield command.written, found.does


def _fits(entry: Entry, command: Command) -> bool:
    program, rest = command.words[0], command.words[1:]
    if program not in entry.programs.split():
        return False
    values = _VALUES.get(program, VALUES.get(program, frozenset()))
    return entry.fits(rest, after_options(rest, values))


def _is_stopped(command: Command) -> bool:
    ends = not _READS_ENOUGH.isdisjoint(command.after)
    return ends or not _STOPPED_BY.isdisjoint(command.within)
