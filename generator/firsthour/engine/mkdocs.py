"""MkDocs, called as a library: no banner, and its warnings are problems like all others."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from firsthour.engine.outcome import CONFIG, failure
from firsthour.postbuild import Finished
from firsthour.problem import Problem, Severity
from firsthour.site.assembly import Assembly


class Adapter(Protocol):
    """What our plugin lets us hand over, and what it has for us afterwards.

    Attributes:
        made: what the site is built from; the plugin makes it when it is not given.
        finished: what the last look at the site said.
        quiet: we show what is wrong, so the plugin need not.
    """

    made: Assembly | None
    finished: Finished | None
    quiet: bool


def run(root: Path, made: Assembly, site: Path) -> Finished:
    """Build the site into `site`. It is not fit for use when a problem is an error."""
    # They take long to import, and half of our commands do without them.
    from click import ClickException
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from firsthour.engine import adapter

    path = root / CONFIG
    if not path.is_file():
        help_ = "take the one that `firsthour init` writes"
        return Finished(0, (failure(f"there is no `{CONFIG}` in `{root}`", help_),))
    plugin: Adapter | None = None
    with _warnings() as found:
        try:
            config = load_config(config_file=str(path), site_dir=str(site))
            plugin = adapter.plugin_of(config)
            if plugin is None:
                help_ = "add `firsthour` to `plugins:`"
                return Finished(0, (failure("the plugin `firsthour` is not listed", help_),))
            # MkDocs keeps the plugin from one build of a process to the next.
            plugin.made, plugin.finished, plugin.quiet = made, None, True
            strict, config.strict = config.strict, False
            # The last look at the site finds these, for every engine in the same words.
            for name in config.validation.links:
                config.validation.links[name] = logging.DEBUG
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                plugin.quiet = False
                config.plugins.on_shutdown()
        except ClickException as error:
            # What was said before tells why; the exception only counts.
            said = (*found, *_finished(plugin).problems)
            return Finished(0, said or (failure(error.format_message()),))
    if not strict:
        found = [dataclasses.replace(each, severity=Severity.WARNING) for each in found]
    pages, problems = _finished(plugin)
    return Finished(pages, (*found, *problems))


def _finished(plugin: Adapter | None) -> Finished:
    return (plugin.finished if plugin else None) or Finished(0, ())


@contextmanager
def _warnings() -> Iterator[list[Problem]]:
    """What MkDocs and its plugins warn of meanwhile."""
    found: list[Problem] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(failure(" ".join(record.getMessage().split())))

    collector = Collector(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    try:
        yield found
    finally:
        logger.removeHandler(collector)
