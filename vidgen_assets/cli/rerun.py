"""`vidgen rerun`: makes what is missing or out of date of a video, and chosen sections in any case."""

from typing import Annotated

import typer

from vidgen_assets.cli.console import results
from vidgen_assets.cli.stored import Stored
from vidgen_assets.defs.code import SHIPPED
from vidgen_assets.defs.warming import warm_up
from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.plan import MAX_SECTIONS
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.settings import Settings
from vidgen_assets.storage.studio import Studio


def rerun(
    name: Annotated[str, typer.Argument(metavar="VIDEO", help="The video's name, or its beginning.")],
    sections: Annotated[
        list[int] | None,
        typer.Option(
            "--section",
            min=1,
            max=MAX_SECTIONS,
            help="Make this section anew, for money where it costs any. Can be repeated.",
        ),
    ] = None,
) -> None:
    """Make what is missing, out of date or a stand-in of a video, and some sections again if wanted."""
    settings = Settings.from_env()
    stored = Stored.of(settings)
    video = stored.find(name)

    warm_up(settings.dagster_home, SHIPPED)

    from vidgen_assets.cli.driving import open_driver
    from vidgen_assets.cli.producing import produce

    with stored.looking_ahead(video), open_driver(settings, stored.memory) as driver:
        forced = _forced(driver.studio, video, sections or [])
        repairs = frozenset(driver.studio.stand_ins(video))
        produce(driver, video, results(), forced=forced, repairs=repairs, out=None)


def _forced(studio: Studio, video: str, numbers: list[int]) -> frozenset[Slot]:
    if not numbers:
        return frozenset()
    plan = studio.plan(video)
    if plan is None:
        raise InputError(f"{video} has no plan yet", field="--section", fix="Leave it out; everything is made then")
    keys = [plan.section(f"{number:02d}").key for number in numbers]
    return frozenset(Slot(asset, key) for key in keys for asset in (AssetName.AUDIO, AssetName.CODE, AssetName.CLIP))
