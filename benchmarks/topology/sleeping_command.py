"""`vidgen make` on makers that sleep: ``python -m benchmarks.topology.sleeping_command TITLE``."""

import sys

from vidgen_assets.cli.console import results
from vidgen_assets.cli.garbage import look_for_less_garbage
from vidgen_assets.defs.code import Code
from vidgen_assets.defs.warming import warm_up
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.settings import Settings

_CODE = Code("benchmarks.topology.sleeping")


def main(title: str) -> None:
    """Make the video, as the command does."""
    look_for_less_garbage()
    settings = Settings.from_env()
    warm_up(settings.dagster_home, _CODE)

    from benchmarks.topology.sleeping import script, sleeping_ports
    from vidgen_assets.cli.producing import produce
    from vidgen_assets.definitions import build_driver

    request = VideoRequest(script=script(title), script_name=f"{title}.md")
    with build_driver(settings, sleeping_ports(settings), _CODE) as driver:
        produce(driver, driver.submit(request), results(), out=None)


if __name__ == "__main__":
    main(sys.argv[1])
