"""The whole graph with its store in a bucket: real runs and the real client, on servers that speak Google's API."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pytest

from vidgen_assets.defs.automation import plan_run
from vidgen_assets.defs.partitions import asset_key
from vidgen_assets.defs.store import open_store
from vidgen_assets.defs.submitting import Submitter
from vidgen_assets.domain.errors import StorageError
from vidgen_assets.domain.production import AssetName
from vidgen_assets.settings import Settings
from vidgen_assets_tests.conftest import PROMPT, vidgen
from vidgen_assets_tests.defs.conftest import CODE, Stage, script
from vidgen_assets_tests.defs.services import await_that
from vidgen_assets_tests.emulator import BUCKET, emulator
from vidgen_assets_tests.storage.gcs.fake_server import FakeGcs, serving
from vidgen_assets_tests.storage.gcs.faults import Fault, Trouble
from vidgen_assets_tests.storage.gcs.signing import Signer

REQUEST = script("A one.\n\nB two.", "far away")
_ASKED = ("GET", "testPermissions", Trouble.STATUS)
REVOKED = Fault("POST", "/token", Trouble.STATUS)
UNUSABLE = [
    pytest.param(
        Fault(*_ASKED, 404, "The specified bucket does not exist.", "notFound"), "there is no such bucket", id="bucket"
    ),
    pytest.param(None, "no permission for storage.objects.create", id="permission"),
    pytest.param(
        Fault(*_ASKED, 403, "access to the user project was denied", "userProjectAccessDenied"),
        "the project cannot be used with it",
        id="project",
    ),
    pytest.param(REVOKED, "the credentials have expired or were revoked", id="credentials"),
]


@contextmanager
def machine(home: Path, **variables: str) -> Iterator[Stage]:
    """A stage with a home of its own, whose runs see these variables."""
    home.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"VIDGEN_HOME": str(home), "DAGSTER_HOME": str(home / "dagster"), **variables}.items():
            patch.setenv(name, value)
        stage = Stage(Settings.from_env())
        with stage.driver:
            yield stage
    shutil.rmtree(home / "dagster/warm", ignore_errors=True)  # ends the warm process


def contents(stage: Stage) -> dict[str, bytes]:
    store = open_store(stage.settings)
    return {key: store.read(key) for key in store.list("videos/")}


def test_a_video_in_a_bucket_has_the_bytes_of_one_in_a_folder_and_other_machines_see_it(tmp_path: Path) -> None:
    with machine(tmp_path / "near") as near:
        assert near.make(REQUEST).uri is not None
        wanted = contents(near)
    with emulator() as bucket:
        variables = {"VIDGEN_STORAGE": f"gs://{BUCKET}/some/prefix", "STORAGE_EMULATOR_HOST": bucket.url}
        with machine(tmp_path / "far", **variables) as far:
            outcome = far.make(REQUEST)
            assert outcome.uri == f"gs://{BUCKET}/some/prefix/videos/{REQUEST.video_id}/final.mp4"
            assert not [line for line in bucket.asked if line.startswith("GET") and "/o?" in line], "nothing is listed"
            assert contents(far) == wanted
            _check_metadata(far)
        with machine(tmp_path / "elsewhere", **variables) as elsewhere:
            assert elsewhere.make(REQUEST).uri == outcome.uri
            assert elsewhere.calls.taken() == []
            assert contents(elsewhere) == wanted


def _check_metadata(stage: Stage) -> None:
    event = stage.driver.instance.get_latest_materialization_event(asset_key(AssetName.FINAL))
    assert event is not None
    assert event.asset_materialization is not None
    metadata = event.asset_materialization.metadata
    assert str(metadata["file"].value).startswith(f"gs://{BUCKET}/some/prefix/videos/")
    assert isinstance(metadata["link"], dg.UrlMetadataValue)
    assert str(metadata["link"].value).startswith("https://console.cloud.google.com/")


def test_without_its_bucket_nothing_is_begun(tmp_path: Path) -> None:
    with emulator() as bucket:
        variables = {"VIDGEN_STORAGE": "gs://no-such-bucket", "STORAGE_EMULATOR_HOST": bucket.url}
        with machine(tmp_path / "home", **variables) as stage:
            with pytest.raises(StorageError, match="there is no such bucket"):
                stage.make(REQUEST)
            with pytest.raises(StorageError, match="there is no such bucket"):
                stage.driver.run(REQUEST.video_id, stage.told.append)
            assert stage.calls.taken() == []


@pytest.mark.parametrize(("fault", "said"), UNUSABLE)
def test_a_run_that_could_not_store_what_it_makes_fails_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Fault | None, said: str
) -> None:
    (tmp_path / "google").mkdir()
    with serving(tmp_path / "google") as gcs:
        variables = {"VIDGEN_STORAGE": f"gs://{gcs.bucket.name}", "STORAGE_EMULATOR_HOST": gcs.url}
        with machine(tmp_path / "home", **variables) as stage:
            stage.driver.studio.requests.save(REQUEST)
            stage.driver.instance.add_dynamic_partitions("videos", [REQUEST.video_id])
            instance, plan = stage.driver.instance, plan_run(stage.driver.studio, REQUEST.video_id)
            for name, value in _unusable(gcs, fault).items():
                monkeypatch.setenv(name, value)
            run = Submitter(instance, CODE).submit(plan)
            await_that(lambda: instance.get_runs(dg.RunsFilter([run.run_id], statuses=[dg.DagsterRunStatus.FAILURE])))
            assert said in "".join(str(entry.dagster_event) for entry in instance.all_logs(run.run_id))
            assert stage.calls.taken() == []


@pytest.mark.parametrize(("fault", "said"), UNUSABLE)
def test_each_reason_is_told_by_make_and_by_doctor(tmp_path: Path, fault: Fault | None, said: str) -> None:
    (tmp_path / "google").mkdir()
    with serving(tmp_path / "google") as gcs:
        variables = {"VIDGEN_STORAGE": f"gs://{gcs.bucket.name}", "STORAGE_EMULATOR_HOST": gcs.url, "COLUMNS": "500"}
        variables |= _unusable(gcs, fault)
        made = vidgen(tmp_path, "make", PROMPT, check=False, **variables)
        examined = vidgen(tmp_path, "doctor", check=False, **variables)
    shutil.rmtree(tmp_path / "dagster/warm", ignore_errors=True)  # ends the warm process
    assert (made.returncode, examined.returncode) == (2, 2)
    assert said in " ".join(made.stderr.split())
    assert "Traceback" not in made.stderr
    assert said in " ".join(examined.stdout.split())
    assert gcs.bucket.names() == []


def _unusable(gcs: FakeGcs, fault: Fault | None) -> dict[str, str]:
    """Have the bucket refuse us; gives the variables that belong to it."""
    if fault == REVOKED:  # without credentials, as emulators want none, there are none to be revoked
        (gcs.folder / "key.json").write_text(json.dumps(Signer().key_file(f"{gcs.url}/token")))
        key = str(gcs.folder / "key.json")
        return {"STORAGE_EMULATOR_HOST": "", "GOOGLE_APPLICATION_CREDENTIALS": key, "GOOGLE_CLOUD_PROJECT": "p"}
    if fault is None:
        gcs.bucket.granted = frozenset()
    else:
        gcs.faults.add(fault, times=999)
    return {}


def test_what_was_paid_for_before_the_bucket_failed_is_not_paid_for_again(tmp_path: Path) -> None:
    (tmp_path / "google").mkdir()
    with serving(tmp_path / "google") as gcs:
        variables = {"VIDGEN_STORAGE": f"gs://{gcs.bucket.name}", "STORAGE_EMULATOR_HOST": gcs.url}
        with machine(tmp_path / "home", **variables) as stage:
            gcs.faults.add(Fault("POST", "01/audio", Trouble.STATUS, 403, "no more", "forbidden"), times=99)
            outcome = stage.make(REQUEST)
            assert outcome.uri is None
            assert all("waits in" in failure.message for failure in outcome.failures)
            assert stage.calls.taken().count("narrate 01") == 1

            gcs.faults.clear()
            assert stage.make(REQUEST).uri is not None
            assert stage.calls.taken() == ["join", "render A one."]
            assert not [path for path in (tmp_path / "home/spool").rglob("*.*") if not path.name.startswith(".")]
