"""How a production looks on a terminal: a row for each section, a column for each of its things. Knows no driver."""

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from vidgen_assets.cli.progress.board import Board, Step
from vidgen_assets.cli.words import span
from vidgen_assets.defs.progress import Phase
from vidgen_assets.domain.production import AssetName, Slot, section_slots

_MARKS = {None: "[dim]·[/]", Phase.MADE: "[green]✓[/]", Phase.REUSED: "[cyan]=[/]", Phase.FAILED: "[red]✗[/]"}
_SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_TURNS = 8  # spinner frames a second


class Drawing:
    """The board, drawn anew each time that it is looked at."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def __rich__(self) -> RenderableType:
        """Called by rich."""
        board = self._board
        table = Table("", "", "Audio", "Code", "Clip", box=None, pad_edge=False, header_style="dim")
        table.add_row("", "Plan", "", "", self._cell(Slot(AssetName.PLAN)))
        for key, title in board.sections.items():
            cells = (self._cell(slot) for slot in section_slots(key))
            table.add_row(f"[dim]{key}[/]", escape(title), *cells)
        table.add_row("", "Final video", "", "", self._cell(Slot(AssetName.FINAL)))
        waits = [f"[yellow]Waiting to try again:[/] {escape(trouble)}" for trouble in board.troubles]
        return Group(f"[bold]{escape(board.title or 'A new video')}[/]  [dim]{span(board.elapsed)}[/]", table, *waits)

    def _cell(self, slot: Slot) -> str:
        step: Step = self._board.step(slot)
        if step.phase is Phase.RUNNING:
            frame = _SPINNER[int(self._board.elapsed * _TURNS) % len(_SPINNER)]
            return f"[yellow]{frame}[/] {span(step.seconds)}"
        if step.phase is Phase.WAITING:
            return f"[yellow]waits {span(step.seconds)}[/]"
        seconds = f" [dim]{span(step.seconds)}[/]" if step.phase is Phase.MADE else ""
        return _MARKS[step.phase] + seconds
