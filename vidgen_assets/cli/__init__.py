"""The `vidgen` command. One file a command; progress and errors apart; all work is the driver's in `defs`.

Nothing heavy is imported before it is needed: `vidgen --help` knows neither Dagster nor Manim.
"""

import signal


def main() -> None:
    """The entry point of `vidgen`. To be asked to end, or to lose its terminal, is to it what Ctrl-C is."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)

    from vidgen_assets.cli.app import app

    app(prog_name="vidgen")
