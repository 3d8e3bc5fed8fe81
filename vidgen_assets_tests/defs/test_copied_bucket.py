"""A store that was copied by `gsutil rsync`, from a folder to a bucket or back, is a working store."""

import mimetypes
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from google.auth.credentials import AnonymousCredentials
from google.cloud.storage import Bucket, Client

from vidgen_assets_tests.defs.conftest import script
from vidgen_assets_tests.defs.test_bucket import contents, machine
from vidgen_assets_tests.emulator import BUCKET, Emulator, emulator

REQUEST = script("A one.\n\nB two.", "copied")
EDITED = script("A one.\n\nB three.", "copied")


@contextmanager
def opened(far: Emulator) -> Iterator[Bucket]:
    with closing(Client("p", AnonymousCredentials(), client_options={"api_endpoint": far.url})) as client:
        yield client.bucket(BUCKET)


def copy_up(folder: Path, bucket: Bucket) -> None:
    """As gsutil does it: everything that is there, with content types by its own guess, and its own metadata."""
    for path in folder.rglob("*"):
        if path.is_file():
            blob = bucket.blob(f"copy/{path.relative_to(folder)}")
            blob.metadata = {"goog-reserved-file-mtime": str(int(path.stat().st_mtime))}
            blob.upload_from_filename(str(path), content_type=mimetypes.guess_type(path.name)[0] or "")


def copy_down(bucket: Bucket, folder: Path) -> None:
    for blob in bucket.list_blobs(prefix="store/"):
        path = folder / blob.name.removeprefix("store/")
        path.parent.mkdir(parents=True, exist_ok=True)
        blob.download_to_filename(str(path))


def test_a_folder_that_was_copied_to_a_bucket_is_gone_on_with(tmp_path: Path) -> None:
    with machine(tmp_path / "near", VIDGEN_STORAGE=str(tmp_path / "store")) as near:
        assert near.make(REQUEST).uri is not None
        wanted = contents(near)
    (tmp_path / "store/videos/.tmp-1234").write_bytes(b"half of a file")
    with emulator() as far, opened(far) as bucket:
        copy_up(tmp_path / "store", bucket)
        variables = {"VIDGEN_STORAGE": f"gs://{BUCKET}/copy", "STORAGE_EMULATOR_HOST": far.url}
        with machine(tmp_path / "far", **variables) as stage:
            assert stage.make(REQUEST).uri is not None
            assert stage.calls.taken() == []
            assert contents(stage) == wanted
            assert stage.make(EDITED).uri is not None
            assert stage.calls.taken() == ["join", "narrate 02", "plan", "render B three.", "write 02"]


@pytest.mark.parametrize("damage", [False, True], ids=["whole", "with one file damaged on its way"])
def test_a_bucket_that_was_copied_to_a_folder_is_gone_on_with(tmp_path: Path, damage: bool) -> None:
    with emulator() as far, opened(far) as bucket:
        variables = {"VIDGEN_STORAGE": f"gs://{BUCKET}/store", "STORAGE_EMULATOR_HOST": far.url}
        with machine(tmp_path / "far", **variables) as stage:
            assert stage.make(REQUEST).uri is not None
            wanted = contents(stage)
        copy_down(bucket, tmp_path / "store")
    clip = tmp_path / "store/videos" / REQUEST.video_id / "sections/02/clip.mp4"
    if damage:
        clip.write_bytes(clip.read_bytes()[:-1])
    with machine(tmp_path / "near", VIDGEN_STORAGE=str(tmp_path / "store")) as near:
        assert near.make(REQUEST).uri is not None
        assert near.calls.taken() == (["join", "render B two."] if damage else [])
        assert contents(near) == wanted
