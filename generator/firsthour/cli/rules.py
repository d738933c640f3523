"""`firsthour rules`: what is checked."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """List the rules that lint checks, with their severity."""
    from firsthour.rules import all_rules

    rules = all_rules()
    width = max(len(rule.id) for rule in rules)
    for rule in rules:
        click.echo(f"{rule.id:{width}}  {rule.severity.value:7}  {rule.summary}")
    click.echo(f"{len(rules)} rules; why each matters and how to fix it: firsthour explain RULE")
