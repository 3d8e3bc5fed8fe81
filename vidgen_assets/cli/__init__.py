"""The `vidgen` command. One file a command; progress and errors apart; all work is the driver's in `defs`.

Nothing heavy is imported before it is needed: `vidgen --help` knows neither Dagster nor Manim.
"""


def main() -> None:
    """The entry point of `vidgen`."""
    from vidgen_assets.cli.app import app

    app(prog_name="vidgen")
