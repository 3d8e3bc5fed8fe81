"""Definitions with fakes behind every port, as the processes of runs load them."""

import dagster as dg

from vidgen_assets.definitions import build_definitions
from vidgen_assets.defs.resources import Ports
from vidgen_assets.settings import Settings
from vidgen_assets_tests.fakes import (
    Calls,
    FakeInspector,
    FakeNarrator,
    FakePlanner,
    FakeRenderer,
    FakeSceneWriter,
)


def calls_of(settings: Settings) -> Calls:
    return Calls(settings.home / "calls")


def fake_ports(settings: Settings) -> Ports:
    calls = calls_of(settings)
    return Ports(FakePlanner(calls), FakeNarrator(calls), FakeSceneWriter(calls), FakeRenderer(calls), FakeInspector())


@dg.definitions
def defs() -> dg.Definitions:
    settings = Settings.from_env()
    return build_definitions(settings, fake_ports(settings))
