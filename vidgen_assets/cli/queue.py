"""`vidgen queue`: what waits, what was taken and what was rejected, and why; trying rejected files again."""

import time
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from vidgen_assets.cli.console import results
from vidgen_assets.cli.words import count, span
from vidgen_assets.defs.store import open_store
from vidgen_assets.domain.errors import InputError
from vidgen_assets.settings import Settings
from vidgen_assets.storage.queue import LEASE_S, PromptQueue, QueuedFile, Ticket

queue = typer.Typer(help="The requests that wait, were taken or were rejected.", invoke_without_command=True)

_SHOWN = 20
_HESITATION_S = 60.0
_Names = Annotated[list[str] | None, typer.Argument(metavar="NAME", help="The rejected file.")]
_All = Annotated[bool, typer.Option("--all", help="All that were rejected.")]


@queue.callback()
def show(context: typer.Context) -> None:
    """Show what is in the queue, and what came of what was in it."""
    if context.invoked_subcommand is None:
        _show(_queue(), results())


@queue.command()
def retry(names: _Names = None, everything: _All = False) -> None:
    """Put rejected files into the queue again, after they were mended or what they need was set up."""
    files = _chosen(names, everything)
    for file in files:
        _queue().retry(file)
    results().print(f"{count(len(files), 'file')} queued again.")


@queue.command()
def remove(names: _Names = None, everything: _All = False) -> None:
    """Remove rejected files, with the reasons."""
    files = _chosen(names, everything)
    for file in files:
        _queue().remove(file)
    results().print(f"{count(len(files), 'file')} removed.")


def _queue() -> PromptQueue:
    return PromptQueue(open_store(Settings.from_env()))


def _chosen(names: list[str] | None, everything: bool) -> list[QueuedFile]:
    files = {file.name: file for file, _ in _queue().rejected()}
    if everything:
        return list(files.values())
    if not names:
        raise InputError("no file is named", field="NAME", fix="Give the names of rejected files, or --all")
    for name in names:
        if name not in files:
            raise InputError(f"no rejected file is called {name!r}", field="NAME", fix="`vidgen queue` shows them")
    return [files[name] for name in names]


def _show(queue: PromptQueue, console: Console) -> None:
    waiting, rejected = queue.pending(_SHOWN + 1), queue.rejected()
    _tell(console, "Waiting", [(file, "") for file in waiting])
    _tell_unlaunched(console, queue.tickets())
    _tell(console, "Taken", [(file, _video(queue, file)) for file in queue.done(_SHOWN + 1)])
    _tell(console, "Rejected", rejected)
    if rejected:
        fix = "`vidgen queue retry NAME` queues a rejected file again, `vidgen queue remove NAME` removes it."
        console.print(f"[bold]Fix:[/] {fix}", soft_wrap=True)
    if not waiting:
        console.print("Nothing waits. `vidgen submit` puts a request into the queue.")


def _tell_unlaunched(console: Console, tickets: list[tuple[Ticket, float]]) -> None:
    """What was taken by somebody who has launched nothing of it yet: in a moment, or when another has taken it over."""
    if tickets:
        console.print("[bold]Taken, and not begun[/]")
    for ticket, since in tickets:
        age = max(0.0, time.time() - since)
        console.print(f"  {escape(ticket.name)}  [dim]{span(age)} ago[/]", soft_wrap=True)
        if age > _HESITATION_S:
            note = f"Who took it has stopped. It goes on when that runs again, or elsewhere after {span(LEASE_S)}."
            console.print(f"    [yellow]{note}[/]", soft_wrap=True)


def _video(queue: PromptQueue, file: QueuedFile) -> str:
    request = queue.request_of(file)
    if request is None:
        return ""
    asked = f"for {request.requester}" if request.requester else ""
    turn = f"priority {request.priority}" if request.priority else ""
    return ", ".join(filter(None, (request.video_id, asked, turn)))


def _tell(console: Console, title: str, rows: list[tuple[QueuedFile, str]]) -> None:
    if not rows:
        return
    console.print(f"[bold]{title}[/]")
    for file, note in rows[:_SHOWN]:
        console.print(
            f"  {escape(file.name)}  [dim]{span(max(0.0, time.time() - file.updated))} ago[/]", soft_wrap=True
        )
        if note:
            console.print(f"    {escape(note)}", soft_wrap=True)
    if len(rows) > _SHOWN:
        console.print("  …")
