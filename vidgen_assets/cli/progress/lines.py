"""A production as lines, for logs and pipes: one for each thing that is finished. Knows no driver."""

from vidgen_assets.cli.progress.board import Board
from vidgen_assets.cli.words import NOUNS, span
from vidgen_assets.defs.progress import Phase, Progress


def line(board: Board, report: Progress) -> str | None:
    """What became of a thing, such as ``03 Backward: audio made in 0.4 s``, or why it waits. None if it only begins."""
    if report.phase is Phase.RUNNING:
        return None
    section = report.slot.section
    where = f"{section} {board.sections.get(section, '')}: " if section else ""
    if report.phase is Phase.WAITING:
        return f"{where}{NOUNS[report.slot.asset]} is tried again in {span(report.seconds)}: {report.message}"
    how = f"made in {span(report.seconds)}" if report.phase is Phase.MADE else report.phase.value
    return f"{where}{NOUNS[report.slot.asset]} {how}"
