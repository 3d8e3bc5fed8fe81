"""What a tick of the `prompt_queue` sensor asks of a bucket in which many prompts wait."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from vidgen_assets.definitions import build_reception, build_studio
from vidgen_assets.defs.instance import open_instance
from vidgen_assets.defs.prompt_queue import prompt_queue
from vidgen_assets.defs.taking import Reception
from vidgen_assets.settings import Settings
from vidgen_assets_tests.defs.fake_definitions import fake_ports
from vidgen_assets_tests.storage.gcs.fake_server import FakeGcs, serving

_PAGE = 1_000
_BY_FILE = 8
"""Requests: it is read, claimed, copied (in two here) and removed, its video looked for twice, its request stored."""


@pytest.fixture
def gcs(tmp_path: Path) -> Iterator[FakeGcs]:
    (tmp_path / "google").mkdir()
    with serving(tmp_path / "google") as gcs:
        gcs.page = _PAGE
        yield gcs


@pytest.fixture
def reception(tmp_path: Path, gcs: FakeGcs, monkeypatch: pytest.MonkeyPatch) -> Reception:
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", gcs.url)
    settings = Settings.from_env({"VIDGEN_HOME": str(tmp_path / "home"), "VIDGEN_STORAGE": f"gs://{gcs.bucket.name}"})
    ports = fake_ports(settings)
    return build_reception(settings, ports, build_studio(settings, ports))


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with open_instance(tmp_path / "home/dagster") as instance:
        yield instance


def put(gcs: FakeGcs, number: int) -> None:
    content = gcs.folder / "content"
    content.write_text(f"Explain the number {number}")
    gcs.bucket.insert({"name": f"queue/pending/{number}.txt"}, content, None)


def tick(instance: dg.DagsterInstance, reception: Reception, cursor: str | None = None) -> dg.SensorResult:
    result = prompt_queue(dg.build_sensor_context(instance, cursor), reception=reception)
    assert isinstance(result, dg.SensorResult)
    return result


@pytest.mark.parametrize("waiting", [5, 500, pytest.param(10_000, marks=pytest.mark.slow)])
def test_a_tick_lists_what_waits_once_and_asks_for_nothing_but_what_it_takes(
    instance: dg.DagsterInstance, reception: Reception, gcs: FakeGcs, waiting: int
) -> None:
    for number in range(waiting):
        put(gcs, number)
    result = tick(instance, reception)
    listings = [line for line in gcs.faults.asked if "/o?" in line and line.startswith("GET")]
    taken = len(result.run_requests or ())
    assert taken > 0
    assert len(listings) == 1 + -(-waiting // _PAGE)  # and the tickets
    assert len(gcs.faults.asked) - len(listings) <= _BY_FILE * taken
