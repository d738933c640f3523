from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.model.templates import Template
from firsthour.problem import Severity
from firsthour.rules import Finding, rule


@rule(Severity.WARNING)
def message_has_channel(catalog: Catalog) -> Iterator[Finding]:
    """Every message that a runbook sends says where it goes.

    A message that is filled in and has no place to go ends up in the incident channel, where no
    customer reads it.

    To fix: add `to` with a channel of contacts.yaml, or `channel` in the message itself.
    """
    for page in catalog.failure_modes.values():
        for each in page.communicate:
            template = catalog.templates.get(each.template)
            if template and not each.to and not template.channel and _is_sent(template):
                message = f"nothing says where `{each.template}` goes"
                notes = ((template.origin.at("title"), "it names no channel either"),)
                help_ = "add `to` with a channel"
                yield Finding(each.origin.at("template"), message, help_, notes)


def _is_sent(template: Template) -> bool:
    """A document is filed, not sent."""
    return template.audience != "document"
