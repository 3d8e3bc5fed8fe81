"""A production as lines, for logs and pipes: one for each thing that is finished. Knows no driver."""

from vidgen_assets.cli.progress.board import Board
from vidgen_assets.cli.words import NOUNS, span
from vidgen_assets.defs.progress import Phase, Progress


def line(board: Board, report: Progress) -> str | None:
    """What became of a thing, or None when it has only begun: ``03 Backward: audio made in 0.4 s``."""
    if report.phase is Phase.RUNNING:
        return None
    section = report.slot.section
    where = f"{section} {board.sections.get(section, '')}: " if section else ""
    how = f"made in {span(report.seconds)}" if report.phase is Phase.MADE else report.phase.value
    return f"{where}{NOUNS[report.slot.asset]} {how}"
