"""The whole of a build, and the order of its steps."""

from __future__ import annotations

import datetime
import importlib
from collections.abc import Callable, Mapping
from pathlib import Path

from firsthour.engine import place
from firsthour.engine.outcome import Built, broken, failure
from firsthour.pipeline import assemble
from firsthour.postbuild import Finished
from firsthour.postbuild.marker import mark
from firsthour.problem import Severity
from firsthour.site.assembly import Assembly

# Engine -> the module that runs it.
ENGINES: Mapping[str, str] = {
    "mkdocs": "firsthour.engine.mkdocs",
    "zensical": "firsthour.engine.zensical",
}
OUT = "build/site"

Run = Callable[[Path, Assembly, Path], Finished]


def build(
    root: Path,
    out: Path | None = None,
    engine: str = "mkdocs",
    *,
    today: datetime.date | None = None,
) -> Built:
    """Build the site of `root`. The old one stays as it is until the new one is there, whole.

    Args:
        root: the folder that has `runbooks/` and mkdocs.yml.
        out: where the site goes. Only an empty folder or one that we made is written.
        engine: one of `ENGINES`.
        today: the day from which the pages count, the real one unless told.
    """
    # MkDocs wants whole paths; a link in the place of the folder stays a link.
    root, out = root.resolve(), (out or root / OUT).resolve()
    refused = place.refusal(out)
    if refused is not None:
        return Built(out, site=(refused,))
    made = assemble(root, today=today)
    if broken(made.problems):
        return Built(out, content=made.problems)
    run: Run = importlib.import_module(ENGINES[engine]).run
    try:
        with place.staging(out) as staged:
            pages, problems = run(root, made, staged)
            done = not any(each.severity is Severity.ERROR for each in problems)
            if done:
                mark(staged)
                place.swap(staged, out)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        problem = failure(f"cannot write the site: {reason}", path=str(out))
        return Built(out, content=made.problems, site=(problem,))
    return Built(out, done, pages, made.problems, problems, made if done else None)
