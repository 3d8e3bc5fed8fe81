"""`vidgen cache`: the answers of paid services that are kept: which, how large, and taking some out."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from vidgen_assets.cli.console import results
from vidgen_assets.cli.words import count
from vidgen_assets.defs.store import open_store
from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.ports import ArtifactStore
from vidgen_assets.services.inventory import Entry, index_size, inventory, prune
from vidgen_assets.settings import Settings

cache = typer.Typer(
    help="The answers of paid services that are kept, so that none is bought twice.", no_args_is_help=True
)


@cache.command("list")
def list_answers() -> None:
    """Show every answer that is kept."""
    console = results()
    table = Table("Service", "Came", "Size", "About", "", box=None, pad_edge=False)
    for entry in inventory(_store()):
        came = "" if entry.stored_at is None else f"{entry.stored_at:%Y-%m-%d %H:%M}"
        state = "" if entry.usable else "[yellow]not usable[/]"
        table.add_row(entry.service, came, _size(entry.size), escape(entry.about), state)
    if table.row_count:
        console.print(table, soft_wrap=not console.is_terminal)
    else:
        console.print("There are none.")


@cache.command()
def size() -> None:
    """Show how many answers there are of each service, and how much room they take."""
    found = list(inventory(_store()))
    by_service = defaultdict(list)
    for entry in found:
        by_service[entry.service].append(entry)
    console = results()
    for service, entries in by_service.items():
        _tell(console, service, entries)
    number, room = index_size(_store())
    if number:
        console.print(f"index of what was said: {number} sentences and texts, {_size(room)}")
    _tell(console, "in all", found, room)


@cache.command("prune")
def prune_answers(
    days: Annotated[int | None, typer.Option("--older-than", min=0, help="Take out what came more days ago.")] = None,
    unusable: Annotated[bool, typer.Option("--unusable", help="Take out what is kept as evidence only.")] = False,
    service: Annotated[str | None, typer.Option(help="Take out of this service only.")] = None,
    needed: Annotated[bool, typer.Option("--needed", help="Take out even what videos are made of.")] = False,
) -> None:
    """Take answers out. What is taken out is bought again when it is needed again; what videos are made of stays."""
    if days is None and not unusable:
        raise InputError("it is not said what to take out", field="prune", fix="Give --older-than DAYS or --unusable")
    before = None if days is None else datetime.now(UTC) - timedelta(days=days)

    def unwanted(entry: Entry) -> bool:
        if service not in (None, entry.service):
            return False
        old = before is not None and (entry.stored_at is None or entry.stored_at < before)
        return old or (unusable and not entry.usable)

    console, pruned = results(), prune(_store(), unwanted, spare=not needed)
    room = _size(sum(entry.size for entry in pruned.gone))
    index = f", and {pruned.dangling} from the index of what was said" if pruned.dangling else ""
    console.print(f"Took out {count(len(pruned.gone), 'answer')}, {room}{index}.")
    for video, entries in pruned.spared.items():
        console.print(f"Kept {count(len(entries), 'answer')} that {video} is made of.", soft_wrap=True)
    if pruned.spared:
        console.print("  With --needed they are taken out too; to make such a video anew then costs money again.")


def _store() -> ArtifactStore:
    return open_store(Settings.from_env())


def _tell(console: Console, name: str, entries: Sequence[Entry], more: int = 0) -> None:
    unusable = sum(not entry.usable for entry in entries)
    note = f", {unusable} of them not usable" if unusable else ""
    console.print(
        f"{name}: {count(len(entries), 'answer')}, {_size(more + sum(entry.size for entry in entries))}{note}"
    )


def _size(number: int) -> str:
    return f"{number / 1e6:.1f} MB" if number >= 100_000 else f"{number / 1e3:.1f} kB"
