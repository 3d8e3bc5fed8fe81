"""How a production looks on a terminal: a row for each section, a column for each of its things. Knows no driver."""

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from vidgen_assets.cli.progress.board import Board, Phase, Step
from vidgen_assets.cli.words import span
from vidgen_assets.domain.production import AssetName

_COLUMNS = {AssetName.AUDIO: "Audio", AssetName.CODE: "Code", AssetName.CLIP: "Clip"}
_MARKS = {Phase.WAITING: "[dim]·[/]", Phase.MADE: "[green]✓[/]", Phase.REUSED: "[cyan]=[/]", Phase.FAILED: "[red]✗[/]"}
_SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_TURNS = 8  # spinner frames a second


class Drawing:
    """The board, drawn anew each time that it is looked at."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def __rich__(self) -> RenderableType:
        board = self._board
        table = Table("", "", *_COLUMNS.values(), box=None, pad_edge=False, header_style="dim")
        table.add_row("", "Plan", "", "", self._cell(board.step(AssetName.PLAN)))
        for key, title in board.sections.items():
            cells = (self._cell(board.step(asset, key)) for asset in _COLUMNS)
            table.add_row(f"[dim]{key}[/]", escape(title), *cells)
        table.add_row("", "Final video", "", "", self._cell(board.step(AssetName.FINAL)))
        return Group(f"[bold]{escape(board.title or 'A new video')}[/]  [dim]{span(board.elapsed)}[/]", table)

    def _cell(self, step: Step) -> str:
        if step.phase is Phase.RUNNING:
            frame = _SPINNER[int(self._board.elapsed * _TURNS) % len(_SPINNER)]
            return f"[yellow]{frame}[/] {span(step.seconds)}"
        seconds = f" [dim]{span(step.seconds)}[/]" if step.phase is Phase.MADE else ""
        return _MARKS[step.phase] + seconds
