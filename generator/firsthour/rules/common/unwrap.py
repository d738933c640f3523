"""What is really run: `sudo -u app timeout 5 docker exec web sh -c 'kill 7'` is `kill 7`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from firsthour.rules.common.prompts import unprompted
from firsthour.rules.common.redirects import redirects
from firsthour.rules.common.shell import Simple, Word, Words, simple_commands, word_set

_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
_SCRIPT = re.compile(r"-[a-z]*c\Z")
_INIT = re.compile(r"/etc/(?:init\.d|rc\.d(?:/init\.d)?)/")
_SHELLS = word_set("sh bash zsh dash ash ksh su runuser")
_MAX_DEPTH = 5

# Programs that run another one, with those of their options that take a word of their own.
_WRAPPERS = {
    "sudo": "-u -g -h -p -C -U -D -R -T --user --group --chdir",
    "doas": "-u -C",
    "env": "-u -C --unset --chdir",
    "xargs": "-I -n -P -L -d -s -a -E --max-args --max-procs --delimiter",
    "parallel": "-j --jobs -a",
    "nice": "-n --adjustment",
    "ionice": "-c -n -p",
    "chrt": "",
    "timeout": "-s -k --signal --kill-after",
    "gtimeout": "-s -k --signal --kill-after",
    "watch": "-n --interval",
    "setsid": "",
    "stdbuf": "-i -o -e",
    "nohup": "",
    "exec": "-a",
    "command": "",
    "builtin": "",
    "time": "-f -o",
    "chroot": "",
    "flock": "-w -E --timeout",
    "nsenter": "-t -S -G --target",
    "unshare": "",
    "systemd-run": "-p -u --unit --property -M --uid",
    "strace": "-p -e -o -s",
    "chronic": "",
    "unbuffer": "",
    "aws-vault": "",
}
# How many words stand between these and the command.
_POSITIONAL = {"timeout": 1, "gtimeout": 1, "chroot": 1, "flock": 1, "chrt": 1, "aws-vault": 2}
_RUNNERS = {
    "bundle": "exec", "poetry": "run", "pipenv": "run", "uv": "run", "pdm": "run",
    "aws-vault": "exec", "op": "run", "doppler": "run", "chamber": "exec", "heroku": "run",
}  # fmt: skip
_SSH = word_set("ssh autossh mosh")
_MANY_HOSTS = word_set("pssh parallel-ssh clush pdsh dsh")
_SSH_VALUES = word_set("-p -i -l -o -J -F -L -R -D -b -c -e -m -W -S -E -Q -w -B")
_HOSTS_VALUES = word_set("-w -h -H -g -l -x -X -t -p -o -e -f -b -O -m -M")
_CONTAINERS = word_set("docker podman docker-compose podman-compose nerdctl crictl")
_EXEC_VALUES = word_set(
    "-u --user -w --workdir -e --env -f --file -p --project-name --profile --index -n --namespace "
    "-c --container --context --name -v --volume --entrypoint --kubeconfig -l -H --host "
    "--env-file --network --mount --label -a --project-directory --platform --add-host --ulimit "
    "--memory -m --cpus"
)
_DASHED = word_set("kubectl oc k lxc incus nomad flyctl minikube gcloud az k3s microk8s")


class Command(NamedTuple):
    """A command without what runs it. `within` names that: sudo, timeout, ssh."""

    words: Words
    written: str
    within: Words = ()
    before: Words = ()
    after: Words = ()
    fed: str = ""


@functools.lru_cache(maxsize=1024)
def commands(text: str, depth: int = 0) -> tuple[Command, ...]:
    """Every simple command of a text, unwrapped, in the order in which they are written."""
    text = unprompted(text)
    found = (
        command
        for simple in simple_commands(text)
        for command in _unwrapped(simple, simple.words, (), depth)
    )
    return (*found, *(Command(words, written) for words, written in redirects(text)))


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


def _unwrapped(
    simple: Simple, words: tuple[Word, ...], within: Words, depth: int
) -> Iterator[Command]:
    while words and _ASSIGNMENT.match(words[0].text):
        words = words[1:]
    if not words or depth + len(within) > _MAX_DEPTH:
        return
    program, rest = words[0].text.rpartition("/")[2], words[1:]
    script = _script(program, rest)
    if script is None and simple.fed and _reads_script(program, rest):
        script = simple.fed
    if script is not None:
        for command in commands(script, depth + 1):
            yield command._replace(within=(*within, program, *command.within))
        return
    inner = _inner(program, rest)
    if inner is None:
        argv = (program, *(word.text for word in rest))
        if _INIT.match(words[0].text):
            argv = ("service", *argv)
        written = simple.written(words)
        yield Command(argv, written, within, simple.before, simple.after, simple.fed)
        return
    if program == "watch":
        # That it runs something else does not change what it is itself.
        yield Command((program,), simple.written(words), within, simple.before, simple.after)
    yield from _unwrapped(simple, inner, (*within, program), depth)


def _script(program: str, rest: tuple[Word, ...]) -> str | None:
    """The text that a program takes as a script."""
    texts = [word.text for word in rest]
    if program in _SHELLS:
        for index, word in enumerate(texts[:-1]):
            if _SCRIPT.match(word) or word == "--command":
                return texts[index + 1]
        return None
    if program == "eval":
        return " ".join(texts)
    if program == "watch":
        return None
    if program in _SSH:
        return " ".join(word.text for word in _on_host(rest)) or None
    if program in _MANY_HOSTS:
        return " ".join(word.text for word in _from_first(rest, _HOSTS_VALUES)) or None
    if program == "parallel" and (inner := _from_first(rest, word_set(_WRAPPERS[program]))):
        return inner[0].text if " " in inner[0].text else None
    if program == "ansible" and not _MODULES.isdisjoint(texts):
        return None
    if program in ("ansible", "salt", "vagrant", "gcloud", "fly", "flyctl", "script"):
        for index, word in enumerate(texts):
            flag, _, value = word.partition("=")
            if flag in _SCRIPT_FLAGS[program]:
                return value or "".join(texts[index + 1 : index + 2])
    return None


# Modules of ansible whose arguments are no command.
_MODULES = word_set(
    "service systemd reboot copy file apt yum dnf user template cron lineinfile setup ping debug "
    "package stat fetch get_url git group mount"
)
_SCRIPT_FLAGS = {
    "ansible": word_set("-a --args"),
    "salt": word_set("cmd.run"),
    "vagrant": word_set("-c --command"),
    "gcloud": word_set("--command"),
    "fly": word_set("-C --command"),
    "flyctl": word_set("-C --command"),
    "script": word_set("-c --command"),
}


def _reads_script(program: str, rest: tuple[Word, ...]) -> bool:
    """True when a shell, here or on another host, reads its commands from what it is fed."""
    if program in _SSH:
        return not _on_host(rest)
    if program in ("at", "batch", "su", "runuser"):
        return True
    return program in _SHELLS and all(word.text[:1] == "-" for word in rest)


def _on_host(rest: tuple[Word, ...]) -> tuple[Word, ...]:
    """What `ssh` runs: options may stand on both sides of the host."""
    found = _from_first(_after_first(rest, _SSH_VALUES), _SSH_VALUES)
    return found[1:] if found[:1] and found[0].text == "--" else found


def _inner(program: str, rest: tuple[Word, ...]) -> tuple[Word, ...] | None:
    """The command that this one runs, if that is what it does."""
    texts = tuple(word.text for word in rest)
    if program in _RUNNERS and _RUNNERS[program] in texts[:1]:
        found = rest[texts.index("--") + 1 :] if "--" in texts else rest[1:]
        return _from_first(found, frozenset())
    if program in _WRAPPERS and not (program == "command" and texts[:1] in (("-v",), ("-V",))):
        skip = _POSITIONAL.get(program, 0)
        return _from_first(rest, word_set(_WRAPPERS[program]))[skip:]
    if program in ("find", "fd"):
        for flag in ("-exec", "-execdir", "-ok", "-okdir", "-x", "-X", "--exec"):
            if flag in texts:
                found = rest[texts.index(flag) + 1 :]
                ends = (index for index, word in enumerate(found) if word.text in (";", "+"))
                return found[: next(ends, None)]
    if program in _CONTAINERS:
        plain = after_options(texts, _EXEC_VALUES)[:2]
        for verb in ("exec", "run"):
            if plain[:1] == (verb,) or plain in (("compose", verb), ("container", verb)):
                return _after_first(rest[texts.index(verb) + 1 :], _EXEC_VALUES)
    if program in _DASHED and "--" in texts and {"exec", "ssh", "run", "debug"} & {*texts}:
        return rest[texts.index("--") + 1 :]
    for verb in ("exec", "rsh") if program in ("kubectl", "oc", "k") else ():
        if verb in texts:
            found = _after_first(rest[texts.index(verb) + 1 :], _EXEC_VALUES)
            # `rsh` without a command is one of its own: it opens a shell.
            return found if found or verb == "exec" else None
    if program in ("k3s", "microk8s", "rancher") and {*texts[:1]} & {"kubectl", "crictl", "ctr"}:
        return rest
    return None


def _from_first(words: tuple[Word, ...], with_value: frozenset[str]) -> tuple[Word, ...]:
    """From the first word that is no option."""
    index = 0
    while index < len(words) and words[index].text.startswith("-"):
        option = words[index].text
        # In `-iu postgres` it is the last letter that takes the word.
        alone = option if option[1:2] == "-" else f"-{option[-1]}"
        index += 2 if option in with_value or alone in with_value else 1
    return words[index:]


def _after_first(words: tuple[Word, ...], with_value: frozenset[str]) -> tuple[Word, ...]:
    """What comes after the first word that is no option: after the host, or the container."""
    return _from_first(words, with_value)[1:]
