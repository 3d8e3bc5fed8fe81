"""The command itself: reads what is stored, and shows it."""

from collections.abc import Mapping
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from vidgen_assets.cli.console import results
from vidgen_assets.cli.status.money import tell_money
from vidgen_assets.cli.stored import Stored
from vidgen_assets.cli.words import NOUNS, span
from vidgen_assets.domain.artifact import Artifact
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.domain.staleness import Absent, Catalog, Stale, stand_ins
from vidgen_assets.domain.video import FinalVideo, SectionClip, completeness
from vidgen_assets.settings import Settings

_COLUMNS = (AssetName.AUDIO, AssetName.CODE, AssetName.CLIP)


def status(
    name: Annotated[str, typer.Argument(metavar="VIDEO", help="The video's name, or its beginning.")],
    calls: Annotated[
        bool, typer.Option("--calls", help="Show each call of a paid service, and each attempt that failed.")
    ] = False,
) -> None:
    """Show how far a video is, section by section, who speaks, and what it has cost."""
    settings, console = Settings.from_env(), results()
    video = Stored.of(settings).find(name)

    from vidgen_assets.cli.driving import open_driver
    from vidgen_assets.cli.producing import tell_stand_ins
    from vidgen_assets.cli.status.failures import last_failures
    from vidgen_assets.live import build_accounts

    with open_driver(settings) as driver:
        request = driver.studio.requests.load(video)
        stale = driver.explain(request)
        failures = last_failures(driver.instance, video)
        plan = driver.studio.plan(video)
        catalog = driver.studio.artifacts.catalog(video, plan) if plan else {}
        place = driver.studio.artifacts.uri(video, None, FinalVideo.media["mp4"])
    console.print(f"[bold]{escape(plan.title if plan else video)}[/]")
    if request.requester or request.priority:
        console.print(escape(f"For {request.requester or 'nobody named'}, priority {request.priority}"))
    if plan:
        console.print(_table(plan, catalog, {entry.slot for entry in stale}))
        tell_money(console, plan, catalog, build_accounts(settings).bill(video), each_call=calls)
    final = catalog.get(Slot(AssetName.FINAL))
    if isinstance(final, FinalVideo):
        outdated = ", out of date" if any(entry.asset is AssetName.FINAL for entry in stale) else ""
        clips = [clip for clip in catalog.values() if isinstance(clip, SectionClip)]
        size = f"{span(final.duration)}, {completeness(clips)}{outdated}"
        console.print(f"{escape(place)}  {size}", soft_wrap=True)
    instead = stand_ins(catalog)
    if stale or not instead:
        _tell_stale(console, stale, failures)
    tell_stand_ins(instead, video, console)


def _table(plan: Plan, catalog: Catalog, stale: set[Slot]) -> Table:
    table = Table("", "Section", "Audio", "Code", "Clip", box=None, pad_edge=False, header_style="dim")
    for section in plan.sections:
        slots = [Slot(asset, section.key) for asset in _COLUMNS]
        cells = (_cell(catalog.get(slot, Absent()), slot in stale) for slot in slots)
        table.add_row(f"[dim]{section.key}[/]", escape(section.title), *cells)
    return table


def _cell(stored: Artifact | Absent, stale: bool) -> str:
    if isinstance(stored, Absent):
        return "[dim]·[/]"
    mark = "[yellow]~[/]" if stale else "[yellow]![/]" if stored.stands_in else "[green]✓[/]"
    return f"{mark} {_measure(stored)}"


def _measure(stored: Artifact) -> str:
    match stored:
        case SectionAudio() | SectionClip():
            return span(stored.duration)
        case SceneCode():
            return f"{stored.source.size / 1000:.1f} kB"
        case _:
            return ""


def _tell_stale(console: Console, stale: tuple[Stale, ...], failures: Mapping[Slot, str]) -> None:
    if not stale:
        console.print("Everything is as it is asked for.")
        return
    console.print("To be made:")
    for entry in stale:
        where = f"{entry.section} " if entry.section else ""
        console.print(f"  {where}{NOUNS[entry.asset]}: it {entry.reason}.", soft_wrap=True, markup=False)
        if entry.slot in failures:
            console.print(f"    [red]The last try failed:[/] {escape(failures[entry.slot])}", soft_wrap=True)
