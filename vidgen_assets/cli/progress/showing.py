"""Showing a board while it changes: drawn on a terminal, in lines elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.live import Live

from vidgen_assets.cli.progress.board import Board
from vidgen_assets.cli.progress.drawing import Drawing
from vidgen_assets.cli.progress.lines import line
from vidgen_assets.defs.progress import Listener, Progress

_DRAWINGS_A_SECOND = 8


@contextmanager
def shown(board: Board, console: Console) -> Iterator[Listener]:
    """Gives what tells the board; what is drawn stays on the terminal."""
    if console.is_terminal:
        with Live(Drawing(board), console=console, refresh_per_second=_DRAWINGS_A_SECOND):
            yield board.note
        return

    def note(report: Progress) -> None:
        board.note(report)
        if text := line(board, report):
            console.print(text, soft_wrap=True, markup=False)

    yield note
