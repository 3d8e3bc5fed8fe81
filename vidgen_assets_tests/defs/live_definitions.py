"""Definitions with the live planner, writer and narrator, and fakes that check and draw. Run as a module, it drives one
video, like the command line."""

import dagster as dg

from vidgen_assets.definitions import build_definitions, build_driver
from vidgen_assets.defs.resources import Ports
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.live import build_claude, live_narrator, live_planner, live_writer
from vidgen_assets.providers.script_planner import ScriptPlanner
from vidgen_assets.settings import Settings
from vidgen_assets_tests.defs.conftest import CODE
from vidgen_assets_tests.defs.fake_definitions import calls_of, fake_ports
from vidgen_assets_tests.end_to_end.live_claude import PROMPT
from vidgen_assets_tests.fakes import FakeNarrator, FakeSceneWriter
from vidgen_assets_tests.providers.claude.scenes import Checker


def live_ports(settings: Settings) -> Ports:
    claude, calls = build_claude(settings), calls_of(settings)
    assert claude is not None
    return fake_ports(settings)._replace(
        planner=live_planner(settings, claude, ScriptPlanner()),
        writer=live_writer(settings, claude, Checker(), FakeSceneWriter(calls)),
        narrator=live_narrator(settings, {"silence": FakeNarrator(calls)}),
        services=(claude,),
    )


@dg.definitions
def defs() -> dg.Definitions:
    settings = Settings.from_env()
    return build_definitions(settings, live_ports(settings))


def main() -> None:
    """Make the video; fails when there is none in the end."""
    settings = Settings.from_env()
    code = CODE._replace(module="vidgen_assets_tests.defs.live_definitions")
    with build_driver(settings, live_ports(settings), code) as driver:
        outcome = driver.run(driver.submit(VideoRequest(prompt=PROMPT)), lambda _: None)
    assert outcome.uri is not None, outcome.failures


if __name__ == "__main__":
    main()
