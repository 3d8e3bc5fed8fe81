"""Definitions with the narrator of the settings, and fakes behind every other port."""

import dagster as dg

from vidgen_assets.definitions import build_definitions
from vidgen_assets.defs.resources import Ports
from vidgen_assets.live import live_narrator
from vidgen_assets.settings import Settings
from vidgen_assets_tests.defs.fake_definitions import calls_of, fake_ports
from vidgen_assets_tests.fakes import FakeNarrator


def speaking_ports(settings: Settings) -> Ports:
    ports = fake_ports(settings)
    return ports._replace(
        narrator=live_narrator(settings, {"espeak": FakeNarrator(calls_of(settings), voices=("espeak:",))})
    )


@dg.definitions
def defs() -> dg.Definitions:
    settings = Settings.from_env()
    return build_definitions(settings, speaking_ports(settings))
