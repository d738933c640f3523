"""SQL and the like inside of commands: statements that change something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from firsthour.model.common import Risk
from firsthour.rules.common.shell import word_set

# Literals and comments, of which nothing is run.
_SILENT = re.compile(r"'(?:[^'\\]|\\.|'')*'|--[^\n]*|/\*.*?\*/", re.S)
_DOLLARS = re.compile(r"\$\w*\$")
_LEAD = re.compile(
    r"\s*(?:explain\s+(?:\([^)]*\banalyze\b[^)]*\)|analyze)\s+|begin\s+|then\s+|else\s+|do\s+"
    r"|set\s+statement\s+[^;]*?\s+for\s+)*",
    re.I,
)
_OBJECT = (
    "(?:(?:unique|global|local|temp|temporary|unlogged|materialized|foreign|event|or replace)\\s+)*"
    "(?:table|database|schema|index|view|column|user|role|sequence|extension|function|procedure|"
    "trigger|type|publication|subscription|policy|tablespace|domain|server|keyspace|rule|aggregate|"
    "owned)\\b"
)


class Statement(NamedTuple):
    """A statement by its beginning, its least risk, and what it does; with a hit and a miss."""

    pattern: re.Pattern[str]
    risk: Risk
    does: str
    hit: str
    miss: str


def _entry(pattern: str, risk: Risk, does: str, hit: str, miss: str) -> Statement:
    return Statement(re.compile(pattern, re.I | re.S), risk, does, hit, miss)


# fmt: off
STATEMENTS: tuple[Statement, ...] = (
    _entry(r"delete\s+from\s", "destructive", "deletes rows",
           "DELETE FROM jobs WHERE id = <id>", "select * from jobs where state = 'delete from '"),
    _entry(r"truncate\s+(?:table\s+)?[\w\"`.<]", "destructive", "deletes all rows",
           "truncate sessions", "select truncate(1.5, 0)"),
    _entry(rf"drop\s+{_OBJECT}", "destructive", "deletes a part of the database",
           "DROP TABLE IF EXISTS old", "-- drop table old\nselect 1"),
    _entry(rf"alter\s+{_OBJECT}.*\bdrop\s", "destructive", "deletes a part of the database",
           "alter table a drop column b", "alter table a add drop_date date"),
    _entry(r"update\s+(?:only\s+)?[\w.\"`<>-]+\s+(?:as\s+\w+\s+|\w+\s+)?set\s", "destructive",
           "writes over rows", "update jobs set state = 'x'",
           "explain update jobs set state = 'x'"),
    _entry(r"replace\s+into\s", "destructive", "writes over rows",
           "replace into a values (1)", "select replace('into', 'a', 'b')"),
    _entry(r"merge\s+into\s", "destructive", "writes over rows",
           "merge into a using b on a.id = b.id", "select merge_into from a"),
    _entry(r"insert\s+(?:ignore\s+)?into\s", "reversible", "adds rows",
           "insert into a values (1)", "select 'insert into a'"),
    _entry(r"(?:alter\s+system|set\s+(?:global|persist)\b|set\s+@@global)", "reversible",
           "changes settings of the server", "SET GLOBAL max_connections = 300",
           "set statement_timeout = '5s'"),
    _entry(r"alter\s+" + _OBJECT, "reversible", "changes the database itself",
           "alter role app connection limit 60", "select alter_table from a"),
    _entry(r"create\s+" + _OBJECT, "reversible", "adds a part of the database",
           "create index i on a (b)",
           "show create table a"),
    _entry(r"(?:vacuum\s*\(?[^;]*\bfull\b|reindex\s+(?!.*concurrently)|cluster\s+\w|"
           r"optimize\s+table"
           r"|repair\s+table|lock\s+tables?\b|flush\s+tables\b)", "disruptive", "locks tables",
           "VACUUM FULL jobs", "vacuum (analyze) jobs"),
    _entry(r"(?:vacuum|reindex|refresh\s+materialized)\b", "reversible",
           "puts load on the database",
           "vacuum jobs", "select last_vacuum from pg_stat_user_tables"),
    _entry(r"(?:grant|revoke)\s.*\s(?:to|from)\s", "reversible", "changes rights",
           "GRANT SELECT ON a TO b", "show grants for b"),
    _entry(r"kill\s+(?:connection\s+|query\s+|hard\s+|soft\s+)*[\d<@]", "disruptive",
           "stops sessions",
           "KILL QUERY 12", "select killed from query_log"),
    _entry(r"(?:stop|start|reset|change)\s+(?:slave|replica|master|replication|"
           r"group_replication)\b",
           "disruptive", "changes replication", "STOP REPLICA", "SHOW REPLICA STATUS"),
    _entry(r"(?:purge\s+(?:binary|master)\s+logs|reset\s+(?:master|binary logs))", "destructive",
           "deletes logs of changes", "PURGE BINARY LOGS TO 'a'", "SHOW BINARY LOGS"),
    _entry(r"\\?copy\s+[\w.\"]+(?:\s*\([^)]*\))?\s+from\s", "reversible", "adds rows",
           "copy a from stdin", "copy a to stdout"),
    _entry(r"(?:select|perform|with)\b.*\bpg_(?:terminate_backend|cancel_backend)\s*\(",
           "disruptive",
           "stops sessions", "select pg_terminate_backend(7)",
           "select query from a where query like '%pg_terminate_backend(%'"),
    _entry(r"(?:select|perform)\b.*\bpg_(?:promote|drop_replication_slot|wal_replay_pause)\s*\(",
           "disruptive", "changes replication", "select pg_promote()",
           "select pg_is_in_recovery()"),
    _entry(r"(?:select|perform)\b.*\bpg_(?:switch_wal|reload_conf|rotate_logfile|wal_replay_resume|"
           r"stat_reset\w*)\s*\(", "reversible", "changes the server", "select pg_reload_conf()",
           "select pg_current_wal_lsn()"),
    _entry(r"with\b.*\(\s*(?:delete\s+from|update\s+\S+\s+set)\s", "destructive",
           "deletes or writes over rows", "with x as (delete from a returning 1) select 1 from x",
           "with x as (select 1) select 'delete from a' from x"),
    _entry(r"\w.*\.(?:drop|deleteMany|deleteOne|remove|dropDatabase|dropIndex|dropIndexes|"
           r"renameCollection"
           r"|bulkWrite)\s*\(", "destructive", "deletes documents", "db.jobs.deleteMany({})",
           "db.jobs.find({remove: 1})"),
    _entry(r"\w.*\.(?:update|updateMany|updateOne|replaceOne|findOneAndUpdate|insert|insertOne|"
           r"insertMany|save|createIndex)\s*\(", "reversible", "changes documents",
           "db.jobs.updateMany({}, {$set: {a: 1}})", "db.jobs.find({update: 1})"),
    _entry(r"(?:db|rs|sh)\.(?:killOp|shutdownServer|stepDown|reconfig|remove|freeze|fsyncLock|"
           r"adminCommand)\s*\(", "disruptive", "stops operations or changes who leads",
           "rs.stepDown(60)", "rs.status()"),
)
# fmt: on

PROGRAMS = word_set(
    "psql mysql mariadb sqlite3 cockroach clickhouse-client clickhouse cqlsh sqlplus sqlcmd pgcli "
    "mycli duckdb bq snowsql mongosh mongo presto trino dbshell influx osqueryi usql"
)
_FLAG = re.compile(
    r"-{1,2}[\w-]+=|-[A-Za-z]{0,3}?[ceq]\s*(?=(?:select|with|delete|insert|update|drop|alter|"
    r"truncate|"
    r"begin|create|vacuum|grant|revoke|kill|explain|db|rs)\b)",
    re.I,
)
_WRITES = re.compile(
    r"\s*(?:(?:--[^\n]*\n|/\*.*?\*/)\s*)*(?:"
    r"select\b(?!\s+\w+\s+in\s)|with\s+(?:recursive\s+)?\w+\s+as\b|insert\s+into\b|replace\s+into\b"
    r"|update\s+\S+\s+(?:\w+\s+)?set\b|delete\s+from\b|(?:begin|commit|rollback)\s*;"
    r"|start\s+transaction|explain\b|(?:alter|drop|create)\s+(?:or\s+replace\s+)?\w+\s"
    r"|truncate\s+(?:table\s+)?[\w\"<]|vacuum\b|analyze\b|reindex\b|grant\s|revoke\s|merge\s+into"
    r"|set\s+(?:global|session|local)\b|set\s+\w+\s*(?:=|to)\s|show\s|describe\s|desc\s|"
          r"kill\s+query"
    r"|(?:stop|start|reset|change)\s+(?:slave|replica|master)\b|optimize\s+table|purge\s+(?:binary|"
          r"master)|copy\s+\w+\s"
    r"|do\s+\$|declare\s|refresh\s+materialized"
    # A backslash in front of a shell's command is meant to go around its alias.
    r"|\\(?!(?:rm|cp|mv|ls|kill|grep|sudo|docker|kubectl|git)\b)[a-z?+]"
    r"|(?:db|rs|sh)\.\w+)",
    re.I | re.S,
)  # fmt: skip


def is_sql(text: str) -> bool:
    """True for a text that is a query and no command of a shell."""
    return _WRITES.match(text) is not None


def queries(words: tuple[str, ...], fed: str) -> Iterator[str]:
    """What a database's client is given to run: in its words, or what it is fed."""
    for word in words:
        yield _FLAG.sub("", word, count=1)
    if fed:
        yield fed


def statements(text: str) -> Iterator[tuple[Statement, str]]:
    """The statements of a text that change something, and how each is written."""
    loud = _DOLLARS.sub(lambda found: " " * len(found[0]), _SILENT.sub(_blank, text))
    start = 0
    for part in loud.split(";"):
        lead = _LEAD.match(part)
        at = lead.end() if lead else 0
        for entry in STATEMENTS:
            if entry.pattern.match(part, at):
                yield entry, text[start + at : start + len(part)].strip()
                break
        start += len(part) + 1


def _blank(found: re.Match[str]) -> str:
    """As long as before, so that offsets hold."""
    text = found[0]
    return text[0] + " " * (len(text) - 2) + text[-1] if text[0] == "'" else " " * len(text)
