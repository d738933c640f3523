"""Documents in any layout, with the place of every part as it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from firsthour.source import Route

WORDS = st.sampled_from(["a", "run it", "x:y", "é", "😀", "日本 語", "a#b", "http://x/?a=b"])


@dataclass
class Writer:
    """Writes YAML and remembers what it wrote where."""

    newline: str
    text: str = ""
    in_block: bool = False
    spans: dict[tuple[Route, bool], tuple[int, int]] = field(default_factory=dict)

    def put(self, text: str) -> None:
        self.text += text

    def mark(self, route: Route, text: str, *, key: bool = False) -> None:
        start = len(self.text)
        self.text += text
        self.spans[route, key] = (start, len(self.text))

    def line(self, indent: int) -> None:
        self.text += self.newline + " " * indent


@st.composite
def scalars(draw: st.DrawFn, *, flow: bool) -> tuple[Any, str]:
    """A value and how it is written on one line."""
    word = draw(WORDS)
    style = draw(st.sampled_from(["plain", "single", "double", "number", "true", "null", "tilde"]))
    match style:
        case "single":
            return word + "'s", "'" + word + "''s'"
        case "double":
            return word + '"\n', '"' + word + '\\"\\n"'
        case "number":
            number = draw(st.integers(1, 10**6))
            return number, str(number)
        case "true":
            return True, "true"
        case "tilde":
            return None, "~"
        case "null" if not flow:
            return None, ""
        case _:
            return word, word


@st.composite
def documents(draw: st.DrawFn) -> tuple[Writer, dict[str, Any]]:
    """A whole document with the spans of all its parts."""
    out = Writer(draw(st.sampled_from(["\n", "\r\n"])))
    out.put(draw(st.sampled_from(["", "# é 😀", "---"])))
    if out.text:
        out.line(0)
    data = block_mapping(draw, out, (), 0, 3)
    out.put(
        draw(
            st.sampled_from(["", out.newline, out.newline * 3, out.newline + "# end" + out.newline])
        )
    )
    return out, data


def noise(draw: st.DrawFn, out: Writer, indent: int) -> None:
    """What may stand between two entries."""
    kinds = ["", "", "", out.newline]
    if out.text.endswith(":") or out.text.endswith("-"):
        kinds += ["  ", out.newline + "   # {"]  # a comment in the line would swallow the value
    elif not out.in_block:
        kinds += ["  ", out.newline + "   # {", " # why: [é"]
    out.put(draw(st.sampled_from(kinds)))
    out.in_block = False
    out.line(indent)


def block_mapping(
    draw: st.DrawFn, out: Writer, route: Route, indent: int, depth: int
) -> dict[str, Any]:
    data: dict[str, Any] = {}
    start = end = len(out.text)
    for number in range(draw(st.integers(1, 4))):
        if number:
            noise(draw, out, indent)
        word = f"{draw(WORDS)}{number}"
        written = draw(st.sampled_from([word, f"'{word}'", f'"{word}"']))
        out.mark((*route, word), written, key=True)
        out.put(":")
        data[word] = node(draw, out, (*route, word), indent, depth, after_key=True)
        end = out.spans[(*route, word), False][1]
    out.spans[route, False] = (start, end)
    return data


def block_list(draw: st.DrawFn, out: Writer, route: Route, indent: int, depth: int) -> list[Any]:
    data: list[Any] = []
    start = end = len(out.text)
    for number in range(draw(st.integers(1, 4))):
        if number:
            noise(draw, out, indent)
        out.put("-")
        data.append(node(draw, out, (*route, number), indent, depth, after_key=False))
        end = out.spans[(*route, number), False][1]
    out.spans[route, False] = (start, end)
    return data


def node(
    draw: st.DrawFn, out: Writer, route: Route, indent: int, depth: int, *, after_key: bool
) -> Any:
    kinds = ["scalar", "scalar", "flow", "block"] + ["mapping", "list"] * (depth > 0)
    kind = draw(st.sampled_from(kinds))
    if kind == "scalar":
        value, written = draw(scalars(flow=False))
        out.put(" " if written else "")
        out.mark(route, written)
        return value
    if kind == "flow":
        out.put(" ")
        return flow(draw, out, route, 2)
    if kind == "block":
        out.put(" ")
        lines = draw(
            st.lists(
                st.sampled_from(["ls -l", "# no comment", "a: b", "😀"]), min_size=1, max_size=3
            )
        )
        inner = " " * (indent + 2)
        out.mark(
            route,
            draw(st.sampled_from(["|", ">"]))
            + "-"
            + out.newline
            + inner
            + (out.newline + inner).join(lines),
        )
        out.in_block = True
        return ("\n" if out.text[out.spans[route, False][0]] == "|" else " ").join(lines)
    if after_key or draw(st.booleans()):
        out.line(indent + 2)
        inner_indent = indent + 2
    else:
        out.put(" ")
        inner_indent = indent + 2
    write = block_mapping if kind == "mapping" else block_list
    return write(draw, out, route, inner_indent, depth - 1)


def flow(draw: st.DrawFn, out: Writer, route: Route, depth: int) -> Any:
    start = len(out.text)
    count = draw(st.integers(0, 3))
    value: Any
    if draw(st.booleans()):
        value = []
        out.put("[")
        for number in range(count):
            out.put(", " if number else "")
            value.append(flow_node(draw, out, (*route, number), depth))
        out.put("]")
    else:
        value = {}
        out.put("{ ")
        for number in range(count):
            out.put(", " if number else "")
            word = f"k{number}😀"
            out.mark((*route, word), word, key=True)
            out.put(": ")
            value[word] = flow_node(draw, out, (*route, word), depth)
        out.put(" }")
    out.spans[route, False] = (start, len(out.text))
    return value


def flow_node(draw: st.DrawFn, out: Writer, route: Route, depth: int) -> Any:
    if depth and draw(st.booleans()):
        return flow(draw, out, route, depth - 1)
    value, written = draw(scalars(flow=True))
    written = written or "~"
    if any(mark in written for mark in "#{}[],") and not written.startswith(("'", '"')):
        value, written = "w", "w"
    out.mark(route, written)
    return value
