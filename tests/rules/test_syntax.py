"""A command that a shell cannot read is found; what is no shell's is left alone."""

from __future__ import annotations

import pytest

from firsthour.rules.common.prompts import prompt
from firsthour.rules.common.syntax import fault

BROKEN = {
    'echo "a': 'the quote that opens at `"a` is never closed',
    "echo 'a": "the quote that opens at `'a` is never closed",
    "echo `ls": 'the backquote that opens at "`ls" is never closed',
    "echo $(ls": "`(` has no `)`",
    "(a": "`(` has no `)`",
    "a)": "a shell cannot read this at `)`",
    "ls |": "the command ends after `|`, where more must follow",
    "ls &&": "the command ends after `&&`, where more must follow",
    "ls > ": "the command ends after `>`, where more must follow",
    "ls && && b": "a shell cannot read this at `&&`",
    "for x in a b; do echo": "`do` has no `done`",
    "if a; then b": "`if` has no `fi`",
    "[[ a == b": "`[[` has no `]]`",
    "done": "`done` stands alone, without what begins it",
    "a <POD_NAME>": "`<POD_NAME>` is no placeholder, and a shell would read from a file of that name",
    "a <pod name>": "`<pod name>` is no placeholder, and a shell would read from a file of that name",
}
SOUND = [
    "ls <name> -x <other-name>",
    "a <in-file >out 2>&1",
    "diff <(a) <(b)",
    "grep '<Error>' a.xml",
    "cat <<'EOF' > f\n$x ` \" <Error>\nEOF",
    "[[ $a =~ ^x(y|z)$ ]] && b",
    "case $x in a) b;; esac",
    "f() { ls; }; f",
    "for ((i=0;i<3;i++)); do a; done",
    "awk '{print $1}' f | sort -rn",
    "find . \\( -name a -o -name b \\) -print",
    "curl -s http://x/?a=b&c=d#part",
    "docker ps --format '{{.Names}}'",
    "docker ps --format {{.Names}}",
    "exec 3<>/dev/tcp/db-1/5432",
    "echo 'it'\\''s' # don't",
    "a=(1 2 3); echo ${a[@]} $((1+2))",
]
NO_SHELL = [
    'sum(rate(x{code=~"5.."}[5m])) by (host) > 3',
    '{app="web"} |= "error" | json',
    'up{job="x"} == 0 and (y',
    "(a_bytes / b_bytes) * 100",
    "db.jobs.find({state: 'x'}).limit(5)",
    "select count(*) from jobs where a > 1 and (b or c);",
    "-- how many?\nselect count(*) from jobs",
    "with x as (select 1) select * from x",
    "explain (analyze) select 1",
    "update jobs set a = 1 where b in (select 1)",
    "fields @timestamp, @message | filter @message like /error/ | stats count(*)",
    "Get-Service | Where-Object {$_.Status -eq 'x'}",
    "const a = (1",
]


@pytest.mark.parametrize("text", BROKEN)
def test_what_no_shell_can_read_is_explained(text: str) -> None:
    found = fault(text)
    assert found is not None
    assert found.message == BROKEN[text]
    assert found.excerpt in text


@pytest.mark.parametrize("text", [*SOUND, *NO_SHELL])
def test_what_can_be_read_is_left_alone(text: str) -> None:
    assert fault(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$ ls", "$"),
        ("a\n  % ls", "%"),
        ("# ls\n\n# b", "#"),
        ("# look\nls", ""),
        (">>> a", ">>>"),
        ("app@app-1:/srv$ ls", "app@app-1:/srv$"),
        ("mysql> select 1;", "mysql>"),
        ("127.0.0.1:6379> PING", "127.0.0.1:6379>"),
        ("$HOME/bin/a", ""),
        ("$(which a) b", ""),
        ("echo a > b", ""),
        ("ssh app@app-1 ls", ""),
        ("rsync a app@app-1:/srv # b", ""),
        ("a=1 > b", ""),
    ],
)
def test_a_prompt_is_told_from_a_command(text: str, found: str) -> None:
    assert prompt(text) == found
    assert fault(text) is None
