"""Links of the model -> what the network says about them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from firsthour.cache import Cache
from firsthour.model import Catalog
from firsthour.model.links import Answer
from firsthour.online import FOLDER, answers
from firsthour.pipeline.checking import Ask
from firsthour.rules.common.links import links


def asking(root: Path, *, keep: bool) -> Ask:
    """Who is asked about the links of the repository; `keep` keeps answers for a while."""

    def ask(catalog: Catalog) -> Mapping[str, Answer]:
        settings = catalog.settings.lint if catalog.settings else None
        private = settings.private_hosts if settings else ()
        return answers(links(catalog), private, Cache(root / FOLDER if keep else None))

    return ask
