"""The wishes for a video, as options that several commands have. What each may be is the domain's to say."""

from typing import Annotated, TypeAlias

import typer

from vidgen_assets.domain import quality

Quality: TypeAlias = Annotated[quality.Quality, typer.Option(help="Size and frame rate.")]
Voice: TypeAlias = Annotated[str | None, typer.Option(help="Who speaks; `vidgen voices` lists them.")]
Language: TypeAlias = Annotated[str, typer.Option(help="The language that is spoken, such as en or en-GB.")]
Audience: TypeAlias = Annotated[str | None, typer.Option(help="Who it is for, in a few words.")]
Minutes: TypeAlias = Annotated[float | None, typer.Option(help="About how long it should be.")]
Sections: TypeAlias = Annotated[int | None, typer.Option(help="How many sections it should have.")]
Budget: TypeAlias = Annotated[float | None, typer.Option(help="US dollars that it may cost; what is made is kept.")]
