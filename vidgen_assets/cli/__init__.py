"""The `vidgen` command. One file a command; progress and errors apart; all work is the driver's in `defs`.

Nothing heavy is imported before it is needed: `vidgen --help` knows neither Dagster nor Manim.
"""

import signal

from vidgen_assets.cli.garbage import look_for_less_garbage


def main() -> None:
    """The entry point of `vidgen`. To be asked to end, or to lose its terminal, is to it what Ctrl-C is."""
    look_for_less_garbage()
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)

    from vidgen_assets.cli.app import app

    app(prog_name="vidgen")
