"""Sample files, damaged in many ways, through the whole check: nothing may be raised.

    python tests/bench/mutated.py [COUNT] [--seed N]

A round damages every file of the sample and checks them together, as one repository: they are read,
their shape is checked, a model is made of those that hold, every rule looks at it, and what they
find is reported. It prints how many files it damaged and how far they came, and what was raised with the
number of the round; the same number makes the same round. Exits with 1 when something was raised.
"""

from __future__ import annotations

import argparse
import copy
import datetime
import functools
import gc
import json
import random
import re
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from firsthour.pipeline.checking import look
from firsthour.pipeline.reading import Read, read
from firsthour.report import FORMATS, Format, Outcome, Screen
from firsthour.rules import all_rules
from firsthour.source import CONTENT, File, file_of, load

ROOT = Path(__file__).parents[2]
DAY = datetime.date(2026, 11, 21)
SHOWN = 5
EVERY = 10  # rounds, until all formats report, and not text alone
BYTES = (
    b"\0", b"\xff", b"\xc3", b"\xef\xbb\xbf", b"\r", b"\n\n", b"\t", b"'", b'"', b"[", b"{", b"}",
    b"- ", b": ", b"? ", b" #", b"&a ", b"*a", b"!!python/object", b"%YAML 9", b"---\n", b"...\n",
    b"|", b">-", b"`", b"@", b"\xe2\x80\xae", b"\xc2\xa0", b"\xc2\x85", b"\xe2\x80\xa8", b"<<: ",
    b"\xed\xa0\x80", b"\xf4\x8f\xbf\xbf", b"[" * 80, b"9" * 5000, b"2026-02-30", b"0o7", b".inf",
)  # fmt: skip
WORDS = (
    "web", "mara", "petra", "sev1", "platform", "nobody", "destructive", "read", "draft", "retired",
    "procedures/roll-back-deploy", "failure-modes/http-502#mitigate", "failure-modes/none#x.y.z",
    "incidents/none", "steps", "mitigate.x", "#", "/", "a" * 300, "<a> <b-c> <", "TODO", "2w", "0m",
    "rm -rf $(docker ps -q | xargs `kill` 'x\" ; { ( <<EOF", "psql -c 'delete from x", "\\", "$(",
    "'; drop table x; --", "sudo sudo env X=1 ssh h 'rm -rf /'", "kubectl exec -it p -- ", "git -C",
    "\u65e5\u672c\u8a9e \U0001f600 \u202e", "{{ x }} {% y %}", "2026-02-28", "9999-12-31", "(+)*[",
    "0001-01-01", "2026-04-17T09:31Z", "2026-04-17T09:31+14:00", "https://[::1", "mailto:", "tel:+",
    "javascript:alert(1)", "https://a:b@c.example:99999/\u00e9?#", "+44 20 7946 0000", "UTC", "",
    "AKIAIOSFODNN7EXAMPLE", "(a+)+$", "*", "**/[a-", "Europe/Lisbon", "\ud83d\ude00\u200d", "\x7f",
)  # fmt: skip
ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    10**30,
    1.5,
    [],
    {},
    [[]],
    {"": ""},
    [{}],
    [""],
    {"x": [{}]},
)
TOKEN = re.compile(rb"\w+|[ \t]+|\n|.", re.DOTALL)

Damage = Callable[[File, random.Random], bytes]


def in_bytes(file: File, chance: random.Random) -> bytes:
    """Some bytes are lost, doubled, changed or put in."""
    data = bytearray(_bytes(file))
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 1, 1, 2, 40, 4000)))
        match chance.randrange(5):
            case 0:
                del data[at:end]
            case 1:
                data[at:at] = data[at:end]
            case 2 if at < len(data):
                data[at] = chance.randrange(256)
            case 3 if chance.random() < 0.1:
                del data[at:]
            case _:
                data[at:at] = chance.choice(BYTES)
    return bytes(data)


def in_tokens(file: File, chance: random.Random) -> bytes:
    """Some words, spaces and marks are lost, doubled, exchanged or others."""
    tokens: list[bytes] = TOKEN.findall(_bytes(file))
    for _ in range(chance.randint(1, 4)):
        one, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        match chance.randrange(4):
            case 0:
                tokens[one] = b""
            case 1:
                tokens[one] *= 2
            case 2:
                tokens[one], tokens[other] = tokens[other], tokens[one]
            case _:
                tokens[one] = chance.choice(WORDS).encode("utf-8", "surrogatepass")
    return b"".join(tokens)


def in_structure(file: File, chance: random.Random) -> bytes:
    """Some values are lost, others, or those of another place."""
    data = json.loads(_plain(file))
    for _ in range(chance.randint(1, 4)):
        places = [*_places(data)]
        if not places:
            break
        parent, key = chance.choice(places)
        match chance.randrange(6):
            case 0:
                del parent[key]
            case 1:
                other, at = chance.choice(places)
                parent[key] = copy.deepcopy(other[at])
            case 2:
                parent[key] = copy.deepcopy(chance.choice(ODD))
            case 3 if isinstance(parent, list):
                parent.append(copy.deepcopy(parent[key]))
            case 3 if isinstance(parent[key], str):
                parent[chance.choice(WORDS)] = parent[key]
            case _:
                parent[key] = chance.choice(WORDS)
    return json.dumps(data, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def in_values(file: File, chance: random.Random) -> bytes:
    """Some texts are others of the right kind, so that most reach the rules."""
    data = json.loads(_plain(file))
    for _ in range(chance.randint(1, 8)):
        places = [(parent, key) for parent, key in _places(data) if isinstance(key, str)]
        if not places:
            break
        parent, key = chance.choice(places)
        alike = [other[at] for other, at in places if at == key]
        text = isinstance(parent[key], str) and key in ("do", "run", "note", "expect", "when", "to")
        parent[key] = chance.choice(WORDS) if text else copy.deepcopy(chance.choice(alike))
        if chance.random() < 0.2:
            del parent[key]
    return json.dumps(data, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


DAMAGES: tuple[Damage, ...] = (in_bytes, in_tokens, in_structure, in_values, in_values)


def damaged(files: list[File], number: int) -> Iterator[File]:
    """The files of a round. What all others refer to is left whole in most rounds."""
    chance = random.Random(number)
    for file in files:
        single = file.path.count("/") == 1
        if single and chance.random() < 0.7:
            yield file
        else:
            data = chance.choice(DAMAGES)(file, chance)
            yield file_of(file.path, data)


def check(files: list[File], formats: Iterable[Format]) -> list[Read]:
    """The whole check, and some reports."""
    rules = all_rules()
    reads = [read(file) for file in files]
    _, verdict = look(reads, [], rules, rules, DAY)
    texts = {each.document.path: each.document.text for each in reads}
    names = tuple(name for name, _ in verdict.named(texts))
    outcome = Outcome(verdict.problems, texts, len(texts), verdict.site_url, names)
    for format_ in formats:
        for line in format_(outcome, Screen(verbose=True)):
            line.encode("utf-8")
    return reads


def main() -> int:
    """Damage, check, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=500_000)
    parser.add_argument("--seed", type=int, default=0, help="the number of the first round")
    options = parser.parse_args()
    whole = [
        file_of(path.relative_to(ROOT).as_posix(), path.read_bytes())
        for path in sorted((ROOT / CONTENT).rglob("*.yaml"))
    ]
    formats = [FORMATS["text"]]
    done, number, raised = 0, options.seed, 0
    reached: Counter[str] = Counter()
    while done < options.count:
        files = [*damaged(whole, number)]
        touched = [now.data != was.data for now, was in zip(files, whole, strict=True)]
        done += sum(touched)
        try:
            reads = check(files, formats if number % EVERY else FORMATS.values())
        except Exception:
            raised += 1
            if raised <= SHOWN:
                print(f"round {number}:\n{traceback.format_exc()}", flush=True)
        else:
            for changed, each in zip(touched, reads, strict=True):
                if changed:
                    data = each.document.data is not None
                    reached["rules" if each.holds else "shape" if data else "reading"] += 1
        number += 1
        if number % 100 == 0:
            gc.collect()
            print(f"{done:,} damaged files, {raised} rounds raised", file=sys.stderr, flush=True)
    far = ", ".join(f"{reached[stage]:,} to {stage}" for stage in ("reading", "shape", "rules"))
    print(
        f"{done:,} damaged files in {number - options.seed:,} rounds came {far}; raised: {raised}"
    )
    return 1 if raised else 0


@functools.cache
def _plain(file: File) -> str:
    """The data of a file, from which every damage begins anew."""
    return json.dumps(load(file.path, _bytes(file), file.kind, file.id).data)


def _bytes(file: File) -> bytes:
    assert isinstance(file.data, bytes)
    return file.data


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    keys = data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    for key in keys:
        yield data, key
        yield from _places(data[key])


if __name__ == "__main__":
    sys.exit(main())
