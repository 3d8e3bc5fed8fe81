"""The names that `--voice` takes, as `vidgen voices` shows them. What they sound like is the narrators'."""

from rich.columns import Columns
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from vidgen_assets.cli.console import remarks, results
from vidgen_assets.domain.errors import ConfigurationError, VidgenError
from vidgen_assets.domain.ports import ListedVoice
from vidgen_assets.live import build_elevenlabs, build_speech_server
from vidgen_assets.providers.elevenlabs.narrator import ElevenLabsNarrator
from vidgen_assets.providers.offline_voice.engine import Engine
from vidgen_assets.providers.offline_voice.espeak import Espeak
from vidgen_assets.providers.offline_voice.flite import Flite
from vidgen_assets.providers.openai_speech.narrator import OpenAISpeechNarrator
from vidgen_assets.settings import Settings


def tell_voices(language: str) -> None:
    """Show the voices that can be asked for; of one language, unless it is empty."""
    console = results()
    for service in _services():
        _tell_service(console, service, language)
    for engine in (Espeak(), Flite()):
        try:
            names = _names(engine, language)
        except ConfigurationError as error:
            remarks().print(f"[dim]{error.problem}. {error.fix}[/]")
        else:
            console.print(
                Columns(names, column_first=True, padding=(0, 2)) if console.is_terminal else "\n".join(names)
            )
    remarks().print("[dim]An espeak voice can be followed by a variant, as in espeak:en-us+f3.[/]")


def _services() -> list[ElevenLabsNarrator | OpenAISpeechNarrator]:
    settings = Settings.from_env()
    found = (build_elevenlabs(settings), build_speech_server(settings))
    return [service for service in found if service is not None]


def _tell_service(console: Console, service: ElevenLabsNarrator | OpenAISpeechNarrator, language: str) -> None:
    try:
        listed = [voice for voice in service.voices() if _speaks(voice, language)]
    except VidgenError as error:
        remarks().print(f"[yellow]{service.name} cannot list its voices:[/] {escape(str(error))}", soft_wrap=True)
        return
    if not console.is_terminal:
        print("\n".join("\t".join(filter(None, (voice.name, *_told(voice)))) for voice in listed))
        return
    table = Table(box=None, show_header=False, pad_edge=False)
    for voice in listed:
        table.add_row(escape(voice.name), *(f"[dim]{escape(told)}[/]" for told in _told(voice)))
    console.print(table)


def _speaks(voice: ListedVoice, language: str) -> bool:
    return not voice.languages or any(spoken.lower().startswith(language) for spoken in voice.languages)


def _told(voice: ListedVoice) -> tuple[str, str]:
    return ", ".join(voice.languages), voice.about


def _names(engine: Engine, language: str) -> list[str]:
    found = ((name, engine.voice(name, "en").language) for name in engine.voices())
    return [f"{engine.name}:{name}" for name, spoken in found if spoken.startswith(language)]
