import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import vidgen_assets_tests
from vidgen_assets.definitions import build_driver
from vidgen_assets.defs.code import Code
from vidgen_assets.defs.driver import Driver
from vidgen_assets.defs.progress import Outcome, Progress
from vidgen_assets.domain.production import Slot
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.settings import Settings
from vidgen_assets_tests.defs.fake_definitions import calls_of, fake_ports

CODE = Code("vidgen_assets_tests.defs.fake_definitions", "defs", str(Path(vidgen_assets_tests.__file__).parents[1]))


class Stage:
    """A home with fakes behind every port, and a driver whose runs are real."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.calls = settings, calls_of(settings)
        self.ports = fake_ports(settings)
        self.driver: Driver = build_driver(settings, self.ports, CODE)
        self.told: list[Progress] = []

    def make(self, request: VideoRequest, forced: frozenset[Slot] = frozenset()) -> Outcome:
        self.told.clear()
        return self.driver.run(self.driver.submit(request), self.told.append, forced)

    def why(self, request: VideoRequest) -> list[str]:
        return [str(entry) for entry in self.driver.explain(request)]

    def file(self, request: VideoRequest, name: str) -> Path:
        return self.settings.storage / "videos" / request.video_id / name


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings that the processes of runs share; one warm process serves the tests of a module."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VIDGEN_HOME", str(folder))
        patch.setenv("DAGSTER_HOME", str(folder / "dagster"))
        yield Settings.from_env()
    shutil.rmtree(folder / "dagster/warm", ignore_errors=True)  # ends the warm process


@pytest.fixture
def stage(home: Settings) -> Iterator[Stage]:
    stage = Stage(home)
    stage.calls.taken()
    with stage.driver:
        yield stage


@pytest.fixture
def made(stage: Stage) -> VideoRequest:
    """A request whose video is finished, shared by the tests of a module; what one changes is mended for the next."""
    request = script("A one.\n\nB two.", "made")
    assert stage.make(request).uri is not None
    stage.calls.taken()
    return request


@pytest.fixture
def request_(request: pytest.FixtureRequest) -> VideoRequest:
    """A request of its own for each test, with sections that say A and B."""
    return script("A one.\n\nB two.", request.node.name)


def script(text: str, name: str, quality: Quality = Quality.STANDARD) -> VideoRequest:
    return VideoRequest(script=text, script_name=f"{name}.md", quality=quality)
