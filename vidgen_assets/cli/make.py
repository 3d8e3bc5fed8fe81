"""`vidgen make`: from what was asked for to a video. How it is made is the driver's, how it is shown `producing`'s."""

from pathlib import Path
from typing import Annotated

import typer

from vidgen_assets.cli import options
from vidgen_assets.cli.console import remarks, results
from vidgen_assets.cli.destination import check_destination
from vidgen_assets.cli.request import video_request
from vidgen_assets.cli.stored import Stored
from vidgen_assets.defs.code import SHIPPED
from vidgen_assets.defs.warming import warm_up
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.staleness import Absent
from vidgen_assets.settings import Settings
from vidgen_assets.storage.bucket_url import BucketUrl


def make(
    prompt: Annotated[str | None, typer.Argument(help="What to explain, in a sentence.", show_default=False)] = None,
    script: Annotated[Path | None, typer.Option(help="A Markdown script to make the video from.")] = None,
    quality: options.Quality = Quality.STANDARD,
    voice: options.Voice = None,
    language: options.Language = "en",
    audience: options.Audience = None,
    minutes: options.Minutes = None,
    sections: options.Sections = None,
    budget: options.Budget = None,
    out: Annotated[Path | None, typer.Option(help="Put a copy of the video there.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be made and why; make nothing.")] = False,
    estimate: Annotated[bool, typer.Option("--estimate", help="The same with prices; nothing is bought.")] = False,
    review: Annotated[bool, typer.Option("--review", help="Stop after the plan, to read and edit it.")] = False,
    print_path: Annotated[
        bool, typer.Option("--print-path", help="Print the video's path alone on standard output.")
    ] = False,
) -> None:
    """Make a video from a prompt or a script. What is there already is not made again."""
    settings = Settings.from_env()
    wishes: dict[str, object] = {"minutes": minutes, "sections": sections, "budget": budget}
    wishes |= {"language": language, "voice": voice or settings.voice, "quality": quality, "audience": audience}
    request = video_request(prompt, script, **wishes)
    target = None if out is None else check_destination(out)

    making = not (estimate or dry_run)

    if making and _is_worth_warming(settings, request):
        warm_up(settings.dagster_home, SHIPPED)

    console, stored = remarks() if print_path else results(), Stored.of(settings)
    with stored.looking_ahead(request.video_id) if making else stored.memory.remembering():
        from vidgen_assets.cli.driving import open_driver
        from vidgen_assets.cli.foresight import tell_estimate, tell_stale
        from vidgen_assets.cli.producing import produce
        from vidgen_assets.cli.reviewing import plan_for_review

        with open_driver(settings, stored.memory) as driver:
            if estimate:
                tell_estimate(console, driver.estimate(request))
            elif dry_run:
                tell_stale(console, driver.explain(request))
            elif review:
                plan_for_review(driver, driver.submit(request), console)
            else:
                place = produce(driver, driver.submit(request), console, out=target)
                if print_path:
                    print(place)


def _is_worth_warming(settings: Settings, request: VideoRequest) -> bool:
    """Whether runs are likely: there is no video yet, or to look whether there is one would take as long."""
    if isinstance(settings.storage, BucketUrl):
        return True
    return isinstance(Stored.of(settings).artifacts.look(request.video_id, Slot(AssetName.FINAL)), Absent)
