"""`vidgen submit`: requests go into the queue, from which Dagster's daemon takes them. Nothing is made here."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from vidgen_assets.cli import options
from vidgen_assets.cli.console import remarks, results
from vidgen_assets.cli.prompt_list import read_prompts
from vidgen_assets.cli.request import video_request
from vidgen_assets.cli.words import count
from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.settings import Settings

_SHOWN = 20


def submit(
    prompts: Annotated[
        list[str] | None, typer.Argument(metavar="PROMPT", help="What to explain; several make several videos.")
    ] = None,
    scripts: Annotated[
        list[Path] | None, typer.Option("--script", help="A Markdown script; can be given several times.")
    ] = None,
    files: Annotated[
        list[Path] | None,
        typer.Option("--file", help="Many at once: .txt with a prompt in each line, or .jsonl with a request in each."),
    ] = None,
    quality: options.Quality = Quality.STANDARD,
    voice: options.Voice = None,
    language: options.Language = "en",
    audience: options.Audience = None,
    minutes: options.Minutes = None,
    sections: options.Sections = None,
    budget: options.Budget = None,
    priority: Annotated[int, typer.Option(help="-100 to 100; what has a higher one is made first.")] = 0,
    requester: Annotated[str | None, typer.Option(help="Who wants it, to be shown with it.")] = None,
) -> None:
    """Put requests into the queue; all or, when one cannot become a video, none."""
    settings = Settings.from_env()
    wishes: dict[str, object] = {"minutes": minutes, "sections": sections, "budget": budget, "priority": priority}
    wishes |= {"language": language, "voice": voice or settings.voice, "quality": quality, "audience": audience}
    wishes |= {"requester": requester}
    requests = [video_request(prompt, None, **wishes) for prompt in prompts or ()]
    requests += [video_request(None, script, **wishes) for script in scripts or ()]
    requests += [request for file in files or () for request in read_prompts(file, wishes)]
    if not requests:
        raise InputError("nothing is asked for", field="PROMPT", fix="Give a prompt, --script FILE or --file FILE")
    _submit(settings, requests)


def _submit(settings: Settings, requests: list[VideoRequest]) -> None:
    from vidgen_assets.cli.driving import open_driver
    from vidgen_assets.cli.queueing import daemon_runs, put

    with open_driver(settings) as driver:
        for request in requests:
            driver.explain(request)
        driver.studio.artifacts.check()
        put(settings, requests)
        alive = daemon_runs(driver.instance)
    for request in requests[:_SHOWN]:
        results().print(escape(request.video_id), soft_wrap=True)
    if len(requests) > _SHOWN:
        results().print(f"… and {len(requests) - _SHOWN:,} more")
    remarks().print(f"{count(len(requests), 'request')} queued. `vidgen queue` shows them.")
    if not alive:
        remarks().print("Nothing takes them now. Start it with `vidgen ui`, or `vidgen ui --no-open`.")
