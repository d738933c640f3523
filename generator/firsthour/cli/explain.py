"""`firsthour explain`: why a finding matters, and what to do."""

from __future__ import annotations

import click

_STAGES = {
    "reading": "while a file is read",
    "shape": "while the shape of a file is checked",
    "deciding": "in what the team decided about findings",
    "change": "when a change is looked at by `firsthour drift`",
    "owners": "by `firsthour codeowners --check`",
    "paper": "by `firsthour print`",
    "alerts": "in the alert rules that settings.yaml names",
    "site": "while the site is built",
}


@click.command()
@click.argument("rule")
def command(rule: str) -> None:
    """Say what RULE asks for, why, and how to fix what it finds. Works offline.

    RULE is whatever stands in the brackets of a finding.
    """
    import textwrap

    from firsthour.cli.common.names import unknown
    from firsthour.documented import entries, entry

    rule = rule.strip("[]")
    found = entry(rule)
    if found is None:
        raise click.UsageError(unknown(rule, [each.id for each in entries()]))
    when = f", found {_STAGES[found.stage]}" if found.stage in _STAGES else ""
    click.echo(f"{found.id} ({found.severity.value}{when})")
    for paragraph in [found.summary, *found.why.split("\n\n"), f"To fix: {found.fix}"]:
        click.echo("\n" + textwrap.fill(paragraph, 80, break_on_hyphens=False))
