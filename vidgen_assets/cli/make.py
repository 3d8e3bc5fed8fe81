"""`vidgen make`: from what was asked for to a video. How it is made is the driver's, how it is shown `producing`'s."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from vidgen_assets.cli.console import remarks, results
from vidgen_assets.cli.destination import check_destination
from vidgen_assets.cli.request import video_request
from vidgen_assets.cli.words import NOUNS
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.staleness import Stale
from vidgen_assets.settings import Settings


def make(
    prompt: Annotated[str | None, typer.Argument(help="What to explain, in a sentence.", show_default=False)] = None,
    script: Annotated[Path | None, typer.Option(help="A Markdown script to make the video from.")] = None,
    quality: Annotated[Quality, typer.Option(help="Size and frame rate.")] = Quality.STANDARD,
    voice: Annotated[str | None, typer.Option(help="Who speaks; `vidgen voices` lists them.")] = None,
    language: Annotated[str, typer.Option(help="The language that is spoken, such as en or en-GB.")] = "en",
    out: Annotated[Path | None, typer.Option(help="Put a copy of the video there.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be made and why; make nothing.")] = False,
    print_path: Annotated[
        bool, typer.Option("--print-path", help="Print the video's path alone on standard output.")
    ] = False,
) -> None:
    """Make a video from a prompt or a script. What is there already is not made again."""
    settings = Settings.from_env()
    request = video_request(prompt, script, language=language, voice=voice or settings.voice, quality=quality)
    target = None if out is None else check_destination(out)

    from vidgen_assets.cli.driving import open_driver
    from vidgen_assets.cli.producing import produce

    console = remarks() if print_path else results()
    with open_driver(settings) as driver:
        if dry_run:
            _tell_stale(console, driver.explain(request))
            return
        place = produce(driver, driver.submit(request), console, out=target)
    if print_path:
        print(place)


def _tell_stale(console: Console, stale: tuple[Stale, ...]) -> None:
    if not stale:
        console.print("Nothing would be made: the video is as it is asked for.")
        return
    console.print("This would be made:")
    table = Table(box=None, show_header=False)
    for entry in stale:
        table.add_row(entry.section or "", NOUNS[entry.asset], escape(f"It {entry.reason}."))
    console.print(table)
