"""`firsthour explain`: why a rule matters, and what to do."""

from __future__ import annotations

import click


@click.command()
@click.argument("rule")
def command(rule: str) -> None:
    """Say what RULE asks for, why, and how to fix what it finds. Works offline."""
    import textwrap

    from firsthour.cli.common.names import unknown
    from firsthour.lint import RULES as DECIDED
    from firsthour.rules import all_rules
    from firsthour.source import RULES as READING
    from firsthour.validate import RULES as SHAPE

    rules = {each.id: each for each in all_rules()}
    plain = {**READING, **SHAPE, **DECIDED}
    if rule in rules:
        found = rules[rule]
        click.echo(f"{found.id} ({found.severity.value})")
        paragraphs = [found.summary, *found.why.split("\n\n"), f"To fix: {found.fix}"]
    elif rule in plain:
        when = "what the team decided" if rule in DECIDED else "a file"
        click.echo(f"{rule} (found while {when} is read)")
        paragraphs = [plain[rule], "To fix: do what the line `help:` below the problem says."]
    else:
        raise click.UsageError(unknown(rule, [*rules, *plain]))
    for paragraph in paragraphs:
        click.echo("\n" + textwrap.fill(paragraph, 80, break_on_hyphens=False))
