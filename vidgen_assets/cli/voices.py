"""`vidgen voices`: the names that `--voice` takes. What they sound like is the narrators'."""

from typing import Annotated

import typer
from rich.columns import Columns

from vidgen_assets.cli.console import remarks, results
from vidgen_assets.domain.errors import ConfigurationError
from vidgen_assets.providers.offline_voice.engine import Engine
from vidgen_assets.providers.offline_voice.espeak import Espeak
from vidgen_assets.providers.offline_voice.flite import Flite


def voices(
    language: Annotated[str, typer.Option(help="Only voices of this language, such as en or pt-br.")] = "",
) -> None:
    """Show the voices that can be asked for."""
    console = results()
    for engine in (Espeak(), Flite()):
        try:
            names = _names(engine, language.lower())
        except ConfigurationError as error:
            remarks().print(f"[dim]{error.problem}. {error.fix}[/]")
        else:
            console.print(
                Columns(names, column_first=True, padding=(0, 2)) if console.is_terminal else "\n".join(names)
            )
    remarks().print("[dim]An espeak voice can be followed by a variant, as in espeak:en-us+f3.[/]")


def _names(engine: Engine, language: str) -> list[str]:
    found = ((name, engine.voice(name, "en").language) for name in engine.voices())
    return [f"{engine.name}:{name}" for name, spoken in found if spoken.startswith(language)]
