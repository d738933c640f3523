"""`firsthour rules`: what is checked."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """List the rules that lint checks, with their severity."""
    import textwrap

    from firsthour.rules import all_rules

    rules = all_rules()
    for rule in rules:
        click.echo(f"{rule.id} ({rule.severity.value})")
        click.echo(textwrap.indent(textwrap.fill(rule.summary, 76), "    "))
    click.echo(f"\n{len(rules)} rules; why each matters and how to fix it: firsthour explain RULE")
