"""The command itself: runs the checks and shows them."""

import typer
from rich.markup import escape
from rich.table import Column, Table

from vidgen_assets.cli.console import results
from vidgen_assets.cli.doctor.check import Check, State
from vidgen_assets.cli.doctor.confinement import confinement
from vidgen_assets.cli.doctor.places import places
from vidgen_assets.settings import Settings

_SHOWN = {State.OK: "[green]ok[/]", State.MISSING: "[yellow]missing[/]", State.BROKEN: "[bold red]broken[/]"}


def doctor() -> None:
    """Say what is installed, reachable and configured, and what each missing thing would give."""
    from vidgen_assets.cli.doctor.accounts import accounts
    from vidgen_assets.cli.doctor.software import software

    settings = Settings.from_env()
    checks = (*software(), confinement(settings), *places(settings), *accounts(settings))
    console = results()
    console.print(_table(checks))
    broken = [check.name for check in checks if check.state is State.BROKEN]
    if broken:
        console.print(f"[bold red]No video can be made:[/] {', '.join(broken)}.")
        raise typer.Exit(2)
    console.print("Videos can be made.")


def _table(checks: tuple[Check, ...]) -> Table:
    table = Table("", "What", Column("Found", overflow="fold"), "Gives", box=None, pad_edge=False)
    for check in checks:
        table.add_row(_SHOWN[check.state], check.name, escape(check.found), f"[dim]{escape(check.gives)}[/]")
    return table
