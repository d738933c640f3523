"""Lets `mkdocs build` and `mkdocs serve` show the runbooks: each event is handed to the adapter."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import click
from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from firsthour.engine import adapter, leaves, place
from firsthour.engine.outcome import broken, texts
from firsthour.pipeline import assemble
from firsthour.postbuild import Finished
from firsthour.postbuild.marker import mark
from firsthour.problem import Problem, Severity
from firsthour.report import FORMATS, Outcome, Screen
from firsthour.report.counting import in_words
from firsthour.report.screen import safe
from firsthour.site.assembly import Assembly
from firsthour.source import CONTENT

log = get_plugin_logger("firsthour")
# Findings that a preview prints after each build; all of them are what lint is for.
_MOST = 5


class _NoOptions(Config):  # type: ignore[no-untyped-call]
    """There are none, and mkdocs.yml that names one is told so."""


class FirsthourPlugin(BasePlugin[_NoOptions]):  # type: ignore[no-untyped-call]
    """The runbooks as pages of a MkDocs site. What they need is set, not asked for."""

    def __init__(self) -> None:
        """Begin with nothing made."""
        self.made: Assembly | None = None
        self.finished: Finished | None = None
        self.quiet = False
        self.serving = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Notice whether this is a preview. Having this event keeps the plugin between builds."""
        self.serving = command == "serve"

    # First of all plugins: the search reads its settings in the same event.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the runbooks, before MkDocs empties the folder of the site."""
        problems = adapter.check(config)
        if problems:
            self._stop(problems)
        if not self.quiet:
            self.made = assemble(adapter.root_of(config))
            self._show(config, self.made)
        adapter.configure(config, self._assembly, preview=self.serving)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages and files."""
        problems = adapter.add_files(files, config, self._assembly)
        if problems:
            self._stop(problems)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Make the navigation of large sites cheap."""
        leaves.install(env)
        return env

    def on_page_context(
        self, context: Any, *, page: Page, config: MkDocsConfig, nav: object
    ) -> None:
        """Let the page lead to the YAML that it was made from."""
        adapter.set_edit_url(page, config, self._assembly)

    # Last of all plugins: what they write is looked at, too.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Look at the site, write the policy into its pages, and mark the folder as ours."""
        # A preview adds a script of its own to every page, which a policy would refuse.
        self.finished = adapter.inspect(config, self._assembly, policy=not self.serving)
        mark(Path(config.site_dir))
        if not self.quiet:
            for problem in self.finished.problems:
                log.log(_level(problem, self.serving), _line(problem))

    # Last as well: other plugins may compare the builder with the one they were given.
    @event_priority(-100)
    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Build again when a runbook changes, and say in a sentence when that cannot be done."""
        server.watch(str(adapter.root_of(config) / CONTENT))
        server.builder = _in_a_sentence(server.builder)
        return server

    @property
    def _assembly(self) -> Assembly:
        assert self.made is not None, "on_config comes first"
        return self.made

    def _show(self, config: MkDocsConfig, made: Assembly) -> None:
        """Say what is wrong. A build stops at what cannot be read; a preview shows it."""
        unread = broken(made.problems)
        if unread:
            _report(unread, adapter.root_of(config))
        for line in _others([each for each in made.problems if each not in unread]):
            log.info(line)
        if made.left:
            log.info(made.left)
        if self.serving:
            _lenient()
        elif unread:
            raise Abort("the site was not built: files that cannot be read would be missing in it")
        else:
            refused = place.refusal(Path(config.site_dir))
            if refused is not None:
                self._stop([refused])

    def _stop(self, problems: list[Problem]) -> NoReturn:
        self.finished = Finished(0, tuple(problems))
        if not self.quiet:
            for problem in problems:
                log.error(_line(problem))
        raise Abort("the site was not built")


def _report(problems: tuple[Problem, ...], root: Path) -> None:
    found = texts(problems, root)
    outcome = Outcome(problems, found, len(found))
    click.echo("\n".join(FORMATS["text"](outcome, Screen())))


def _others(problems: list[Problem]) -> Iterator[str]:
    """The first of what lint finds, a line each, the worst first, and how many there are."""
    grave = [each for each in problems if each.severity is not Severity.INFO]
    grave.sort(key=lambda each: (each.severity.rank, each.sort_key))
    hints = len(problems) - len(grave)
    for each in grave[:_MOST]:
        place = f"{each.location.path}:{each.location.line}"
        yield f"{each.severity.value}: {place}: {safe(each.message, 'utf-8')} [{each.rule}]"
    if len(grave) > _MOST:
        yield f"and {len(grave) - _MOST} more; `firsthour lint` shows all {len(grave)} findings"
    elif grave:
        found = in_words(len(grave), "finding")
        yield f"{found}; `firsthour lint` shows {'it' if len(grave) == 1 else 'them'} in full"
    if hints:
        say = "it" if hints == 1 else "them"
        yield f"{in_words(hints, 'hint')}; `firsthour lint --verbose` shows {say}"


def _in_a_sentence(build: Callable[[], None]) -> Callable[[], None]:
    """A build that the server does not answer with a traceback when mkdocs.yml does not hold."""

    def built() -> None:
        try:
            build()
        except Abort:
            raise
        except MkDocsException as error:
            said = " ".join(error.format_message().split())
            raise Abort(f"the site was not built again: {said}") from error

    return built


def _line(problem: Problem) -> str:
    help_ = f"; {problem.help}" if problem.help else ""
    return f"{problem.location.path}: {problem.message}{help_} [{problem.rule}]"


def _level(problem: Problem, serving: bool) -> int:
    is_error = problem.severity is Severity.ERROR and not serving
    return logging.ERROR if is_error else logging.WARNING


def _lenient() -> None:
    """A preview goes on whatever it finds: strictness is for builds."""
    logger = logging.getLogger("mkdocs")
    for handler in [each for each in logger.handlers if isinstance(each, CountHandler)]:
        logger.removeHandler(handler)
