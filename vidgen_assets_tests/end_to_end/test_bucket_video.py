"""The real offline video with its store in a bucket: the real client, and an emulator behind it."""

from contextlib import closing
from pathlib import Path

import pytest
from google.auth.credentials import AnonymousCredentials
from google.cloud.storage import Client

from vidgen_assets_tests.conftest import PROMPT, MadeVideo, vidgen
from vidgen_assets_tests.emulator import BUCKET, emulator


@pytest.mark.slow
def test_its_bytes_are_those_of_the_video_in_a_folder(draft_video: MadeVideo, tmp_path: Path) -> None:
    wanted = {str(path.relative_to(draft_video.home)): path.read_bytes() for path in _files(draft_video.folder)}
    with emulator() as far:
        variables = {"VIDGEN_STORAGE": f"gs://{BUCKET}", "STORAGE_EMULATOR_HOST": far.url}
        answer = vidgen(tmp_path, "make", PROMPT, "--quality", "draft", "--print-path", check=False, **variables)
        with closing(Client("p", AnonymousCredentials(), client_options={"api_endpoint": far.url})) as client:
            found = {blob.name: blob.download_as_bytes() for blob in client.list_blobs(BUCKET)}
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.strip() == f"gs://{BUCKET}/{draft_video.mp4.relative_to(draft_video.home)}"
    assert sorted(found) == sorted(wanted)
    assert [name for name in wanted if found[name] != wanted[name]] == []


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
