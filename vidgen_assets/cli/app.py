"""The list of commands. What each does is in the module of its name."""

import logging
from typing import Annotated

import typer

from vidgen_assets.cli.cache import cache
from vidgen_assets.cli.doctor.command import doctor
from vidgen_assets.cli.errors import ReportingGroup
from vidgen_assets.cli.listing import list_videos
from vidgen_assets.cli.make import make
from vidgen_assets.cli.rerun import rerun
from vidgen_assets.cli.status.command import status
from vidgen_assets.cli.ui.command import ui
from vidgen_assets.cli.voices import voices
from vidgen_assets.cli.warm_cache import warm_cache
from vidgen_assets.cli.watch import watch
from vidgen_assets.services.redaction import redact_logs
from vidgen_assets.settings import Settings

app = typer.Typer(
    cls=ReportingGroup,
    help="Turn a prompt or a Markdown script into a narrated, animated video.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _common(
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of an error, and every log message.")
    ] = False,
) -> None:
    settings = Settings.from_env()
    redact_logs(settings.secrets().values())
    logging.basicConfig(level="DEBUG" if debug else settings.log_level, format="%(levelname)s %(message)s")


app.command()(make)
app.command("list")(list_videos)
app.command()(status)
app.command()(rerun)
app.command()(watch)
app.add_typer(cache, name="cache")
app.command("warm-cache")(warm_cache)
app.command()(ui)
app.command()(voices)
app.command()(doctor)
