"""Definitions with fakes, whose scene writer can mend; a section that says ``hopeless`` never renders."""

import os

import dagster as dg

from vidgen_assets.definitions import build_definitions
from vidgen_assets.defs.resources import Ports
from vidgen_assets.settings import Settings
from vidgen_assets_tests.defs.fake_definitions import calls_of, fake_ports
from vidgen_assets_tests.fakes import FakeMendingWriter

NEEDED = "TEST_REPAIRS_NEEDED"


def mending_ports(settings: Settings) -> Ports:
    """After as many repairs as the environment says."""
    writer = FakeMendingWriter(calls_of(settings), int(os.environ.get(NEEDED, "1")))
    return fake_ports(settings)._replace(writer=writer)


@dg.definitions
def defs() -> dg.Definitions:
    settings = Settings.from_env()
    return build_definitions(settings, mending_ports(settings))
