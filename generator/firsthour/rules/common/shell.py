"""Command text -> simple commands: what is run, through pipes, loops, sudo, ssh and docker exec.

No shell grammar: enough of it to tell a command from a word that merely looks like one. What it
cannot follow it leaves alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

Words = tuple[str, ...]


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


_TOKEN = re.compile(
    r"""
    (?P<skip> [ \t\r]+ | \\\r?\n | (?<![^\s;|&()]) \# [^\n]* )
  | (?P<name> <[a-z][a-z0-9_-]*> )
  | (?P<redirect> [0-9]*(?:&>|>>|<<<|<<-?|>&|<&|>\||[<>]) [ \t]* )
  | (?P<open> \$\( | \( )
  | (?P<close> \) )
  | (?P<tick> ` )
  | (?P<end> [;|&\n]+ )
  | (?P<single> '[^']*' )
  | (?P<double> "(?:\\.|[^"\\])*" )
  | (?P<plain> [^\s;|&()<>'"`\\$]+ | \\. | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_INSIDE = re.compile(r"\$\(([^()]*)\)|`([^`]*)`")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
_SCRIPT = re.compile(r"-[a-z]*c\Z")
_KEYWORDS = word_set("if then elif else while until do ! { time exec command builtin nohup eval")
_SHELLS = word_set("sh bash zsh dash ash ksh su")
_MAX_DEPTH = 5

# Programs that run another one, with those of their options that take a word of their own.
_WRAPPERS = {
    "sudo": "-u -g -h -p -C -U --user --group",
    "doas": "-u -C",
    "env": "-u -C --unset --chdir",
    "xargs": "-I -n -P -L -d -s -a -E --max-args --max-procs --delimiter",
    "nice": "-n",
    "ionice": "-c -n -p",
    "timeout": "-s -k --signal --kill-after",
    "watch": "-n --interval",
    "setsid": "",
    "stdbuf": "-i -o -e",
}
_SSH_VALUES = word_set("-p -i -l -o -J -F -L -R -D -b -c -e -m -W")
_EXEC_VALUES = word_set(
    "-u --user -w --workdir -e --env -f --file -p --project-name --profile --index -n --namespace "
    "-c --container --context --name -v --volume --entrypoint --kubeconfig -l -H --host"
)
_POSITIONAL = {"timeout": 1}


def commands(text: str, depth: int = 0) -> Iterator[Words]:
    """Every simple command of a text, unwrapped: `sudo -u app kill 7` is `kill 7`."""
    for words in _split(text):
        for word in words:
            if depth < _MAX_DEPTH and '"' in word:
                for inside in _INSIDE.finditer(word):
                    yield from commands(inside[1] or inside[2] or "", depth + 1)
        yield from _unwrapped(tuple(map(_bare, words)), depth)


def after_options(words: Words, with_value: frozenset[str]) -> Words:
    """The words without options, and without the values of those that take one."""
    found: list[str] = []
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word.startswith("-") and len(word) > 1:
            skip = word in with_value
        else:
            found.append(word)
    return tuple(found)


def _split(text: str) -> Iterator[list[str]]:
    """Simple commands as words that still have their quotes; what redirections name is left out.

    A command in `$( )` comes before the one that it is a word of.
    """
    outer: list[tuple[str, list[str]]] = []
    words: list[str] = []
    word = ""
    is_target = False
    for token in (*_TOKEN.finditer(text), None):
        kind = token.lastgroup if token else "end"
        if token and kind in ("single", "double", "plain", "name"):
            word += token[0]
            continue
        if word and not is_target:
            words.append(word)
        is_target = kind == "redirect"
        word = ""
        if kind == "open" or (kind == "tick" and not (outer and outer[-1][0] == "`")):
            outer.append((token[0] if token else "", words))
            words = []
        elif kind in ("close", "tick"):
            yield words
            if outer:
                words = outer.pop()[1]
                words.append("$()")
            else:
                words = []
        elif kind == "end":
            yield words
            words = []
    for _, unfinished in outer:
        yield unfinished


def _bare(word: str) -> str:
    """A word without its quotes."""
    if word[:1] in "'\"" and word[-1:] == word[:1]:
        return word[1:-1]
    return word.replace("'", "").replace('"', "").replace("\\", "")


def _unwrapped(words: Words, depth: int) -> Iterator[Words]:
    passed = itertools.takewhile(lambda word: word in _KEYWORDS or _ASSIGNMENT.match(word), words)
    words = words[sum(1 for _ in passed) :]
    if not words or depth > _MAX_DEPTH:
        return
    program, rest = words[0].rpartition("/")[2], words[1:]
    inner = _inner(program, rest)
    script = next((index for index, word in enumerate(rest[:-1]) if _SCRIPT.match(word)), None)
    if program in _SHELLS and script is not None:
        yield from commands(rest[script + 1], depth + 1)
    elif program == "ssh":
        yield from commands(" ".join(_after_first(rest, _SSH_VALUES)), depth + 1)
    elif inner is not None:
        yield from _unwrapped(inner, depth + 1)
    else:
        yield (program, *rest)


def _inner(program: str, rest: Words) -> Words | None:
    """The command that this one runs, if that is what it does."""
    if program in _WRAPPERS:
        skip = _POSITIONAL.get(program, 0)
        return _from_first(rest, word_set(_WRAPPERS[program]))[skip:]
    if program == "find":
        for flag in ("-exec", "-execdir", "-ok"):
            if flag in rest:
                return rest[rest.index(flag) + 1 :]
    if program in ("docker", "podman", "docker-compose", "nerdctl"):
        plain = after_options(rest, _EXEC_VALUES)[:2]
        for verb in ("exec", "run"):
            if plain[:1] == (verb,) or plain == ("compose", verb):
                return _after_first(rest[rest.index(verb) + 1 :], _EXEC_VALUES)
    if program in ("kubectl", "oc") and "exec" in rest:
        return rest[rest.index("--") + 1 :] if "--" in rest else ()
    return None


def _from_first(words: Words, with_value: frozenset[str]) -> Words:
    """From the first word that is no option."""
    index = 0
    while index < len(words) and words[index].startswith("-"):
        index += 2 if words[index] in with_value else 1
    return words[index:]


def _after_first(words: Words, with_value: frozenset[str]) -> Words:
    """What comes after the first word that is no option: after the host, or the container."""
    return _from_first(words, with_value)[1:]
