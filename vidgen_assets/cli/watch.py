"""`vidgen watch`: opens the page of a finished video. What stands on it is `rendering.watch_page`'s."""

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from vidgen_assets.cli.console import results
from vidgen_assets.cli.stored import Stored
from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.video import FinalVideo
from vidgen_assets.settings import Settings


def watch(
    name: Annotated[str, typer.Argument(metavar="VIDEO", help="The video's name, or its beginning.")],
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open it in a browser.")] = True,
) -> None:
    """Show a video's page, with chapters and transcript. Prints its address, which is new each time in a bucket."""
    stored = Stored.of(Settings.from_env())
    video = stored.find(name)
    if not isinstance(stored.artifacts.look(video, Slot(AssetName.FINAL)), FinalVideo):
        raise InputError("it is not finished", field="VIDEO", fix=f"`vidgen rerun {video}` makes what is missing")
    page = stored.artifacts.watch_link(video) or _of_file(stored.artifacts.uri(video, None, FinalVideo.media["page"]))
    results().print(page, soft_wrap=True, markup=False, highlight=False)
    if open_page:
        webbrowser.open(page)


def _of_file(path: str) -> str:
    return Path(path).as_uri()
