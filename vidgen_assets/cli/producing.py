"""A production from the command line: it is shown while it goes on, and told about when it is over."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape

from vidgen_assets.cli.destination import deliver
from vidgen_assets.cli.progress.board import Board
from vidgen_assets.cli.progress.showing import shown
from vidgen_assets.cli.words import NOUNS, count, span
from vidgen_assets.defs.driver import Driver
from vidgen_assets.defs.progress import Failure, Outcome, Phase, Progress
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.video import FinalVideo
from vidgen_assets.rendering.fonts import undrawable


def produce(
    driver: Driver,
    video: str,
    console: Console,
    *,
    forced: Set[Slot] = frozenset(),
    repairs: Set[Slot] = frozenset(),
    out: Path | None,
) -> str:
    """Make what is needed, and give back where the video is. Ends the command when something failed."""
    board = Board()
    outcome = _run(driver, video, board, console, forced, repairs)
    if outcome.uri is None:
        raise typer.Exit(tell_failures(outcome, console))
    artifacts, studio = driver.studio.artifacts, driver.studio
    plan, final = studio.plan(video), artifacts.look(video, Slot(AssetName.FINAL))
    if out or not isinstance(final, FinalVideo):
        final = artifacts.load(video, None, FinalVideo)
    place = str(deliver(final.mp4.path, out)) if out else outcome.uri
    page = artifacts.uri(video, None, FinalVideo.media["page"])
    console.print(f"Its page, with chapters and transcript: {escape(page)}", soft_wrap=True)
    size = f"{span(final.duration)}, {count(len(final.chapters), 'section')}"
    console.print(f"[bold]{escape(place)}[/]  {size}; {_tell_times(outcome, board.elapsed)}", soft_wrap=True)
    tell_stand_ins(studio.stand_ins(video), video, console)
    _tell_missing_fonts(video, plan, console)
    return place


def _run(driver: Driver, video: str, board: Board, console: Console, forced: Set[Slot], repairs: Set[Slot]) -> Outcome:
    """Run, and keep the board. What it has to know of the store it learns aside, so that nothing waits for that."""
    wanted = forced | repairs
    with ThreadPoolExecutor(1) as aside, shown(board, console) as note:
        knowing = [aside.submit(_know_plan, driver, video, board, wanted)]

        def listen(report: Progress) -> None:
            if report.slot.asset is AssetName.PLAN and report.phase in (Phase.MADE, Phase.REUSED):
                knowing.append(aside.submit(_know_plan, driver, video, board, wanted))
            elif report.slot.section:
                knowing[-1].result()
            note(report)

        outcome = driver.run(video, listen, forced, repairs)
        knowing[-1].result()
        return outcome


_INSTEAD = {
    AssetName.CODE: "could not be drawn as planned; a simple scene is shown instead.",
    AssetName.AUDIO: "could not be spoken by the voice that was wanted; another one speaks instead.",
}


def tell_stand_ins(stand_ins: Sequence[Slot], video: str, console: Console) -> None:
    """What of the video stands in for something better, and how to get that."""
    for asset, instead in _INSTEAD.items():
        keys = [str(slot.section) for slot in stand_ins if slot.asset is asset]
        if keys:
            which = f"{'Section' if len(keys) == 1 else 'Sections'} {', '.join(keys)}"
            console.print(f"[yellow]{which} {instead}[/]", soft_wrap=True)
    if stand_ins:
        console.print(f"  [bold]Fix:[/] `vidgen rerun {video}` tries again.", soft_wrap=True)


def _tell_missing_fonts(video: str, plan: Plan | None, console: Console) -> None:
    missing = undrawable(plan.model_dump_json()) if plan else ""
    if missing:
        console.print(
            f"[yellow]No font is installed for these letters, drawn as empty boxes: {escape(missing)}[/]",
            soft_wrap=True,
        )
        console.print(
            "  [bold]Fix:[/] install one (Debian: fonts-noto-cjk for Chinese, Japanese and Korean, fonts-noto-core "
            f"for most others), then `vidgen rerun {video}` with `--section` for each section that has them.",
            soft_wrap=True,
        )


def _know_plan(driver: Driver, video: str, board: Board, forced: Set[Slot]) -> None:
    plan = driver.studio.plan(video)
    if plan:
        board.know(plan, {entry.slot for entry in driver.studio.stale(video, plan)} | forced)


def tell_failures(outcome: Outcome, console: Console) -> int:
    """What went wrong and how to go on; gives the exit code."""
    for failure in outcome.failures:
        console.print(f"[bold red]Error:[/] {escape(_said(failure))}", soft_wrap=True)
    console.print(
        f"  [bold]Fix:[/] `vidgen rerun {outcome.video}` tries again, and keeps what is finished.", soft_wrap=True
    )
    return max((failure.exit_code for failure in outcome.failures), default=1)


def _said(failure: Failure) -> str:
    where = f"section {failure.slot.section}, " if failure.slot.section else ""
    return f"{where}{NOUNS[failure.slot.asset]}: {failure.message}"


def _tell_times(outcome: Outcome, elapsed: float) -> str:
    if not outcome.seconds:
        return f"nothing had to be made ({span(elapsed)})"
    work = ", ".join(f"{NOUNS[asset]} {span(seconds)}" for asset, seconds in _work(outcome.seconds).items())
    return f"made in {span(elapsed)} (work: {work})"


def _work(seconds: Mapping[Slot, float]) -> Mapping[AssetName, float]:
    sums: dict[AssetName, float] = defaultdict(float)
    for slot in sorted(seconds, key=lambda slot: list(AssetName).index(slot.asset)):
        sums[slot.asset] += seconds[slot]
    return sums
