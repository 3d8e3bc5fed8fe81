"""The driver that the commands use. Importing this imports Dagster, so commands do it when they run."""

from vidgen_assets.definitions import build_driver, build_ports
from vidgen_assets.defs.driver import Driver
from vidgen_assets.settings import Settings
from vidgen_assets.storage.remembering import RememberingStore


def open_driver(settings: Settings, memory: RememberingStore | None = None) -> Driver:
    """The driver of these settings, with the makers that ship, and what is known of the store already."""
    return build_driver(settings, build_ports(settings), memory=memory)
