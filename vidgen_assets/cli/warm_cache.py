"""`vidgen warm-cache`: common phrases are spoken ahead, so that videos which say them find them bought."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from vidgen_assets.cli.console import results
from vidgen_assets.cli.script_file import read_script
from vidgen_assets.cli.words import count
from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.spend import Spend
from vidgen_assets.services.accounts import WARMING
from vidgen_assets.settings import Settings
from vidgen_assets.storage.layout import segment


def warm_cache(
    file: Annotated[Path, typer.Argument(help="A text file with a phrase on each line.")],
    voice: Annotated[str | None, typer.Option(help="Who speaks; `vidgen voices` lists them.")] = None,
    language: Annotated[str, typer.Option(help="The language that is spoken.")] = "en",
    budget: Annotated[
        float | None, typer.Option(min=0, help="US dollars that the file may cost in all; what is bought is kept.")
    ] = None,
) -> None:
    """Have common phrases spoken ahead by a paid voice. What is there already is not bought again."""
    settings = Settings.from_env()
    if budget is not None:
        settings = settings.model_copy(update={"budget_usd": budget})
    phrases = [line.strip() for line in read_script(file).splitlines() if line.strip()]
    if not phrases:
        raise InputError("it holds no phrases", field="FILE", file=file, fix="Write one on each line")

    from vidgen_assets.live import paid_narrator

    voice = voice or settings.voice
    narrator = paid_narrator(settings)
    narrator.check_voice(voice, language)
    account = f"{WARMING}-{segment(file.name)}"
    results().print(_told(len(phrases), asyncio.run(narrator.warm_cache(phrases, voice, language, account))))


def _told(phrases: int, spend: Spend) -> str:
    bought = [call for call in spend.calls if call.outcome == "paid"]
    if not bought:
        return f"{count(phrases, 'phrase')}: all were there already, and nothing was bought."
    return f"{count(phrases, 'phrase')}: {spend.characters:,} characters were bought for ${spend.usd:.4f}."
