"""Texts without what no report may show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from firsthour.problem import Location, Problem


def without_secrets(texts: Mapping[str, str], problems: Iterable[Problem]) -> Mapping[str, str]:
    """The texts by path, each as long as before, with asterisks where a problem is concealed."""
    shown = dict(texts)
    for problem in problems:
        if problem.concealed:
            shown[problem.location.path] = _hidden(shown[problem.location.path], problem.location)
    return shown


def _hidden(text: str, place: Location) -> str:
    lines = text.split("\n")
    if place.line == place.end_line:
        # Whoever wrote it once may have written it twice.
        secret = lines[place.line - 1][place.column - 1 : place.end_column - 1]
        return text.replace(secret, "*" * len(secret)) if secret else text
    for number in range(place.line, place.end_line + 1):
        line = lines[number - 1]
        start = place.column - 1 if number == place.line else 0
        end = place.end_column - 1 if number == place.end_line else len(line)
        lines[number - 1] = line[:start] + "*" * (end - start) + line[end:]
    return "\n".join(lines)
