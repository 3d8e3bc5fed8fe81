"""`vidgen warm-cache`: common phrases are spoken ahead, so that videos which say them find them bought."""

import asyncio
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from vidgen_assets.cli.console import results
from vidgen_assets.cli.script_file import read_script
from vidgen_assets.cli.words import count
from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.plan import Beat, Plan, Section
from vidgen_assets.domain.ports import Narrator
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.visuals import Statement
from vidgen_assets.settings import Settings

VIDEO = "warm-cache"
"""Under what the accounts keep what phrases cost that were bought ahead."""


def warm_cache(
    file: Annotated[Path, typer.Argument(help="A text file with a phrase on each line.")],
    voice: Annotated[str | None, typer.Option(help="Who speaks; `vidgen voices` lists them.")] = None,
    language: Annotated[str, typer.Option(help="The language that is spoken.")] = "en",
) -> None:
    """Have common phrases spoken ahead by the paid voice."""
    settings = Settings.from_env()
    phrases = [line.strip() for line in read_script(file).splitlines() if line.strip()]
    if not phrases:
        raise InputError("it holds no phrases", field="FILE", file=file, fix="Write one on each line")

    from vidgen_assets.definitions import build_ports

    narrator = build_ports(settings).narrator
    narrator.check_voice(voice or settings.voice, language)
    usd = asyncio.run(_speak(narrator, phrases, voice or settings.voice, language))
    results().print(f"{count(len(phrases), 'phrase')} can be spoken; that cost ${usd:.4f}.")


async def _speak(narrator: Narrator, phrases: list[str], voice: str | None, language: str) -> float:
    plans = [_plan(phrase, voice, language) for phrase in phrases]
    with tempfile.TemporaryDirectory() as folder:
        # One folder for each: narrators write files of the same name.
        places = [Path(folder, str(number)) for number in range(len(plans))]
        for place in places:
            place.mkdir()
        spoken = await asyncio.gather(
            *(narrator.narrate(plan, plan.sections[0], "", place) for plan, place in zip(plans, places, strict=True))
        )
    return sum(audio.spend.usd for audio in spoken)


def _plan(phrase: str, voice: str | None, language: str) -> Plan:
    beat = Beat(spoken=phrase, display=phrase, visual=Statement(text=phrase))
    return Plan(
        inputs="",
        title=phrase,
        language=language,
        voice=voice,
        quality=Quality.STANDARD,
        planner="",
        sections=(Section(key="01", title=phrase, beats=(beat,)),),
        video=VIDEO,
    )
