from __future__ import annotations

from collections.abc import Iterator

from firsthour.model import Catalog
from firsthour.problem import Severity
from firsthour.rules import Finding, rule
from firsthour.rules.common.secrets import may_hold, secrets, shown
from firsthour.rules.common.texts import texts
from firsthour.source import Origin

_COMMANDS = frozenset(("run", "dry_run"))
_HELP = "revoke it, for it is in the history of the repository; write where it is kept instead"


@rule(Severity.ERROR)
def no_secrets(catalog: Catalog) -> Iterator[Finding]:
    """No text holds a password, a token, a key, or an address with credentials.

    Runbooks are copied, printed and sent to new people. A secret that was committed once is known
    to everyone who ever had the repository.

    To fix: revoke the secret, then write where it is kept (`op read ...`, the vault, `$PGPASSWORD`
    or a `<placeholder>`). Taking it out of the file alone does not help.
    """
    for document in catalog.documents:
        if may_hold(document.text):
            for route, text in texts(document.data):
                for secret in secrets(text, route[-1] in _COMMANDS):
                    is_block = "PRIVATE KEY" in secret.value
                    value = "this" if is_block else shown(secret.value)
                    message = f"{value} looks like a secret: {secret.kind.lower()}"
                    origin = Origin(document, route)
                    # Of a key in a block the first line is found, and all of it is meant.
                    excerpt = "" if is_block else secret.value
                    yield Finding(origin, message, _HELP, excerpt=excerpt, concealed=True)
