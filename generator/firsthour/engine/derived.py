"""The configuration of Zensical, derived from mkdocs.yml: what is said there holds there, too."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markupsafe import escape

from firsthour.engine.adapter import SEARCH, facts, features
from firsthour.engine.outcome import CONFIG, failure
from firsthour.problem import Problem
from firsthour.site.assembly import Assembly
from firsthour.site.assets import scripts, style_sheets

# They hold for MkDocs alone, or are ours to say.
_DROPPED = ("INHERIT", "hooks", "nav", "plugins", "strict", "validation", "watch")


@dataclass(frozen=True, slots=True)
class Config:
    """What mkdocs.yml says, as the tree of YAML: its tags may name Python objects."""

    root: yaml.MappingNode
    docs: Path
    nav: list[Any] | None
    overrides: Path | None
    site_url: str


def read(path: Path) -> Config | Problem:
    """Read mkdocs.yml, or say why not."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except FileNotFoundError:
        return failure(f"there is no `{CONFIG}`", "take the one that `firsthour init` writes")
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return failure(f"cannot be read: {' '.join(str(error).split())}")
    if not isinstance(node, yaml.MappingNode):
        return failure("is not a mapping of settings")
    docs = path.parent / (_text(node, "docs_dir") or "docs")
    theme = _child(node, "theme")
    own = _text(theme, "custom_dir") if theme else ""
    return Config(
        root=node,
        docs=docs,
        nav=_value(node, "nav"),
        overrides=path.parent / own if own else None,
        site_url=_text(node, "site_url"),
    )


def write(config: Config, made: Assembly, nav: list[Any], site_dir: str) -> str:
    """The text of the derived configuration."""
    root = config.root
    for key in _DROPPED:
        _drop(root, key)
    theme = _child(root, "theme") or _set(root, "theme", {})
    for key, value in {
        "name": "material",
        "variant": "classic",
        "font": False,
        "features": features(_value(theme, "features") or []),
        "custom_dir": "overrides",
    }.items():
        _set(theme, key, value)
    extra = _child(root, "extra") or _set(root, "extra", {})
    if made.edit_url:
        _set(extra, "edit_url", made.edit_url.rstrip("/") + "/")
    _set(extra, "firsthour", facts(made))
    for key, value in {
        # The theme prints it as HTML.
        "site_name": str(escape(made.site_name)),
        **({"site_url": made.site_url.rstrip("/") + "/"} if made.site_url else {}),
        "docs_dir": "docs",
        "site_dir": site_dir,
        "use_directory_urls": True,
        "nav": nav,
        "plugins": [{"search": {"separator": SEARCH["separator"]}}],
    }.items():
        _set(root, key, value)
    for key, ours in (("extra_css", style_sheets()), ("extra_javascript", scripts())):
        _prepend(root, key, ours)
    _prepend(root, "markdown_extensions", ["attr_list", {"tables": {"use_align_attribute": True}}])
    text: str = yaml.serialize(root, Dumper=yaml.SafeDumper, allow_unicode=True, width=1000)
    return text


def _pairs(node: yaml.MappingNode) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    yield from node.value


def _child(node: yaml.MappingNode, key: str) -> yaml.MappingNode | None:
    for name, value in _pairs(node):
        if name.value == key and isinstance(value, yaml.MappingNode):
            return value
    return None


def _text(node: yaml.MappingNode, key: str) -> str:
    found = [value.value for name, value in _pairs(node) if name.value == key]
    return found[-1] if found and isinstance(found[-1], str) else ""


def _value(node: yaml.MappingNode, key: str) -> Any:
    """The plain value of a key; None when it is not there or not plain."""
    for name, value in _pairs(node):
        if name.value == key:
            try:
                return yaml.safe_load(yaml.serialize(value))
            except yaml.YAMLError:
                return None
    return None


def _drop(node: yaml.MappingNode, key: str) -> None:
    node.value = [pair for pair in _pairs(node) if pair[0].value != key]


def _set(node: yaml.MappingNode, key: str, value: Any) -> yaml.MappingNode:
    _drop(node, key)
    made: yaml.MappingNode = _node(value)
    node.value.append((_node(key), made))
    return made


def _prepend(node: yaml.MappingNode, key: str, values: Sequence[Any]) -> None:
    """Put values before those that are there, and in the place of those with the same name."""
    named = {next(iter(each)) if isinstance(each, Mapping) else each for each in values}
    found = [value for name, value in _pairs(node) if name.value == key]
    others = [
        item
        for sequence in found
        if isinstance(sequence, yaml.SequenceNode)
        for item in sequence.value
        if _name(item) not in named
    ]
    _set(node, key, [*values])
    node.value[-1][1].value.extend(others)


def _name(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode) and node.value:
        node = node.value[0][0]
    return str(node.value)


def _node(value: Any) -> Any:
    return yaml.SafeDumper(io.StringIO()).represent_data(value)
