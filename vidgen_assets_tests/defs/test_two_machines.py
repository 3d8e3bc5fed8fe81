"""Machines with data folders of their own that share a bucket: what both want is bought once, and one that was killed
holds the other up for a minute or so."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from vidgen_assets_tests.defs.test_kill import ANSWERS, DRIVE, PATIENCE_S, Services, service_environment, serving
from vidgen_assets_tests.processes import kill_all
from vidgen_assets_tests.storage.gcs.fake_server import FakeGcs
from vidgen_assets_tests.storage.gcs.fake_server import serving as serving_gcs

ELSEWHERE = ("unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child", "--mount-proc")
"""With process numbers of its own, as in another container."""


class Machine:
    """A process that makes the video, with a home of its own."""

    def __init__(self, home: Path, services: Services, gcs: FakeGcs, *prefix: str) -> None:
        home.mkdir()
        bucket = {"VIDGEN_STORAGE": f"gs://{gcs.bucket.name}", "STORAGE_EMULATOR_HOST": gcs.url}
        env = {**service_environment(home, services), **bucket}
        self._home = home
        self._process = subprocess.Popen((*prefix, *DRIVE), env=env, cwd=home, stderr=subprocess.PIPE, text=True)

    def kill(self) -> None:
        kill_all(self._home)
        self._process.communicate()

    def finish(self) -> None:
        _, errors = self._process.communicate(timeout=2 * PATIENCE_S)
        assert self._process.returncode == 0, errors


@pytest.fixture
def gcs(tmp_path: Path) -> Iterator[FakeGcs]:
    (tmp_path / "bucket").mkdir()
    with serving_gcs(tmp_path / "bucket") as gcs:
        yield gcs


def answers(gcs: FakeGcs) -> list[Mapping[str, Any]]:
    """What the ledger in the bucket has; no claim may be left beside it."""
    names = [one["name"] for one in gcs.bucket.page("ledger/", "", 1000)[0]]
    assert all(name.endswith(".json") for name in names)
    return [json.loads(gcs.bucket.get(name).content.read_bytes()) for name in names]


def test_two_machines_that_want_the_same_video_at_once_pay_once(gcs: FakeGcs, tmp_path: Path) -> None:
    with serving() as services:
        machines = [Machine(tmp_path / name, services, gcs) for name in ("one", "other")]
        for machine in machines:
            machine.finish()
    assert set(services.received.values()) == {1}
    assert [answer["repeated"] for answer in answers(gcs)] == [0] * ANSWERS


@pytest.mark.slow
def test_what_a_killed_machine_was_about_to_buy_another_one_buys_when_its_lease_has_run_out(
    gcs: FakeGcs, tmp_path: Path
) -> None:
    if subprocess.run((*ELSEWHERE, "true"), capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody have process numbers of their own")
    with serving() as services:
        services.events_until_rest(3)
        killed = Machine(tmp_path / "one", services, gcs, *ELSEWHERE)
        assert services.at_rest.wait(PATIENCE_S)
        killed.kill()
        services.events_until_rest(10**6)
        Machine(tmp_path / "other", services, gcs).finish()
    repeated = services.received.total() - ANSWERS
    assert len(services.received) == ANSWERS
    assert repeated >= 1
    assert sum(answer["repeated"] for answer in answers(gcs)) >= repeated
