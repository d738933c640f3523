"""`firsthour rules`: what is checked."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """List everything that lint can find, with its severity.

    Rules come first: they can be selected and ignored. What is found before rules can run, and when
    the site is built, follows.
    """
    import itertools
    import textwrap

    from firsthour.documented import entries

    order = ("rules", "reading", "shape", "deciding", "change", "owners", "paper", "alerts", "site")
    heads = (
        "",
        "while a file is read",
        "while its shape is checked",
        "in waivers, baseline and settings",
        "by firsthour drift",
        "by firsthour codeowners --check",
        "by firsthour print",
        "in the alert rules that settings.yaml names",
        "while the site is built",
    )
    found = sorted(entries(), key=lambda entry: (order.index(entry.stage), entry.id))
    for stage, group in itertools.groupby(found, key=lambda entry: entry.stage):
        if stage != "rules":
            click.echo(f"\nFound {heads[order.index(stage)]}:\n")
        for each in group:
            click.echo(f"{each.id} ({each.severity.value})")
            click.echo(textwrap.indent(textwrap.fill(each.summary, 76), "    "))
    rules = sum(each.stage == "rules" for each in found)
    others = len(found) - rules
    click.echo(f"\n{rules} rules and {others} other findings; why each matters and how to fix it:")
    click.echo("firsthour explain RULE")
