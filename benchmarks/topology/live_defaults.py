"""The real graph by the settings of the environment, as Dagster's defaults run it."""

import dagster as dg

from benchmarks.topology.defaults import with_defaults
from vidgen_assets.definitions import build_definitions, build_ports
from vidgen_assets.defs.code import Code
from vidgen_assets.settings import Settings

CODE = Code("benchmarks.topology.live_defaults")


@dg.definitions
def defs() -> dg.Definitions:
    """What Dagster loads."""
    settings = Settings.from_env()
    return with_defaults(build_definitions(settings, build_ports(settings)))
