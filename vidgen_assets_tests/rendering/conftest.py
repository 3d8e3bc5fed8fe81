"""Workers for the tests: real ones, each in a runtime folder of its own, gone when the tests are."""

from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import pytest

from vidgen_assets.rendering.sandbox.limits import MIB, Limits
from vidgen_assets.rendering.warm.pool import WarmRenderPool

ATTACKS = "vidgen_assets_tests.rendering.attacks:run"


@pytest.fixture(scope="session")
def runtime_root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("runtime")
    root.chmod(0o700)
    yield root
    rmtree(root)  # a worker whose folder has gone ends


@pytest.fixture
def pool(runtime_root: Path) -> WarmRenderPool:
    return WarmRenderPool(ATTACKS, root=runtime_root, sections_at_once=4)


@pytest.fixture
def small() -> Limits:
    """Limits that an attack runs into soon."""
    return Limits(
        wall=4, cpu=2, memory=300 * MIB, processes=24, file_size=8 * MIB, disk=40 * MIB, files=500, open_files=64
    )
