"""`vidgen voices`: which there are. How they are shown, and all that it needs, is `voice_list`'s."""

from typing import Annotated

import typer


def voices(
    language: Annotated[str, typer.Option(help="Only voices of this language, such as en or pt-br.")] = "",
) -> None:
    """Show the voices that can be asked for."""
    from vidgen_assets.cli.voice_list import tell_voices

    tell_voices(language.lower())
