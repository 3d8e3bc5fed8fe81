"""`vidgen list`: all videos, and what of each there is."""

from rich.markup import escape
from rich.table import Table

from vidgen_assets.cli.console import results
from vidgen_assets.cli.stored import Stored
from vidgen_assets.cli.words import count, span
from vidgen_assets.domain.errors import VidgenError
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.video import FinalVideo
from vidgen_assets.settings import Settings


def list_videos() -> None:
    """Show all videos."""
    stored, console = Stored.of(Settings.from_env()), results()
    rows = [_row(stored, video) for video in stored.requests.videos()]
    if not rows:
        console.print("There are no videos yet. `vidgen make` makes one.")
        return
    named = any(requester for *_, requester in rows)
    table = Table("Video", "Title", "State", *(("For",) if named else ()), box=None, pad_edge=False)
    table.columns[0].no_wrap = True
    for row in rows:
        table.add_row(*map(escape, row if named else row[:-1]))
    console.print(table, soft_wrap=not console.is_terminal)


def _row(stored: Stored, video: str) -> tuple[str, str, str, str]:
    plan, final = (stored.artifacts.look(video, Slot(name)) for name in (AssetName.PLAN, AssetName.FINAL))
    title = plan.title if isinstance(plan, Plan) else ""
    if isinstance(final, FinalVideo):
        state = f"{span(final.duration)}, {final.width}x{final.height}, {final.frame_rate} fps"
    elif isinstance(plan, Plan):
        state = f"planned, {count(len(plan.sections), 'section')}"
    else:
        state = "asked for"
    return video, title, state, _requester(stored, video)


def _requester(stored: Stored, video: str) -> str:
    try:
        return stored.requests.load(video).requester or ""
    except VidgenError:
        return ""
