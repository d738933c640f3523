"""A runbook as Markdown for programs and plain terminals; every text is kept as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

TITLES = {
    "steps": "Steps",
    "diagnose": "First checks",
    "mitigate": "Mitigate",
    "rollback": "Roll back",
    "verify": "Verify",
    "after": "Afterwards",
}
_SPACE = re.compile(r"\s+")
_TICKS = re.compile(r"`+")


def markdown(page: Mapping[str, Any]) -> str:
    """The page that `runbook.data` makes, for reading."""
    return "\n".join(_lines(page)).rstrip() + "\n"


def _lines(page: Mapping[str, Any]) -> Iterator[str]:
    state = page["state"]
    yield f"# {_line(page['title'])}"
    yield ""
    trust = "verified" if state["verified"] else f"not verified ({state.get('trust', 'unknown')})"
    yield f"- state: {state['status']}, {trust}" + (
        f", review due {state['due']}" if state.get("due") else ""
    )
    yield f"- worst risk: {page['risk']}"
    yield f"- owner: {_line(page['owner'])}"
    yield f"- page: {page['address']}"
    for key in ("meaning", "impact", "normal", "purpose", "when"):
        if page.get(key):
            yield f"- {key}: {_line(page[key])}"
    for alert in page.get("alerts", ()):
        yield f"- alert: {_line(alert['name'])}"
    for error in page.get("errors", ()):
        yield f"- error: {_line(error.get('text') or error.get('pattern', ''))}"
    for name, param in page.get("params", {}).items():
        yield f"- parameter <{name}>: from {param.get('from', '')}. {_line(param.get('help', ''))}"
    for section, title in TITLES.items():
        part = page.get(section)
        if not part:
            continue
        yield ""
        yield f"## {title}"
        if section == "mitigate":
            for option in part:
                yield from _option(option)
        elif section == "rollback":
            yield from _rollback(part)
        else:
            yield ""
            yield from _steps(part)


def _option(option: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    yield f"### {_line(option['title'])}"
    yield ""
    yield f"Risk: {option['risk']}."
    for key in ("when", "approve", "warn", "watch"):
        if option.get(key):
            yield f"{key.capitalize()}: {_line(option[key])}"
    yield ""
    yield from _steps(option.get("steps", ()))
    yield from _undo(option.get("undo"), "")


def _rollback(part: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    for key in ("mode", "reason", "approve", "data", "success"):
        if part.get(key):
            yield f"{key.capitalize()}: {_line(part[key])}"
    yield ""
    yield from _steps(part.get("steps", ()))


def _steps(steps: Any, indent: str = "") -> Iterator[str]:
    for number, step in enumerate(steps, 1):
        mark = f"{indent}{number}. "
        inner = " " * len(mark)
        what = step.get("do") or step.get("use") or step.get("open") or "Run this"
        risk = "" if step["risk"] == "read" else f" [risk: {step['risk']}]"
        yield f"{mark}{_line(what)}{risk}"
        for key in ("warn", "where", "open", "approve"):
            if step.get(key) and step[key] != what:
                yield f"{inner}{key}: {_line(step[key])}"
        for key in ("dry_run", "run"):
            if step.get(key):
                yield from _fence(step[key], inner, "dry run" if key == "dry_run" else "")
        if step.get("expect"):
            expect = step["expect"]
            yield f"{inner}expect: {_line(' '.join(str(value) for value in expect.values()))}"
        for branch in step.get("if", ()):
            yield f"{inner}if {_line(branch['when'])}: go to {_line(branch['go'])}"
        yield from _undo(step.get("undo"), inner)
        yield from _steps(step.get("steps", ()), inner)


def _undo(undo: Any, indent: str) -> Iterator[str]:
    if not undo:
        return
    if undo.get("impossible"):
        yield f"{indent}cannot be undone: {_line(undo['impossible'])}"
    else:
        yield f"{indent}undo: {_line(undo.get('do', ''))}".rstrip()
    if undo.get("run"):
        yield from _fence(undo["run"], indent, "")


def _fence(text: str, indent: str, label: str) -> Iterator[str]:
    """A fence longer than any in the text."""
    longest = max((len(found) for found in _TICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    yield ""
    if label:
        yield f"{indent}{label}:"
    yield f"{indent}{fence}sh"
    yield from (f"{indent}{line}" for line in text.rstrip("\n").split("\n"))
    yield f"{indent}{fence}"


def _line(text: object) -> str:
    return _SPACE.sub(" ", str(text)).strip()
