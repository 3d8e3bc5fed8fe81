"""The real offline video with its store in a bucket: the real client, and an emulator behind it."""

import subprocess
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from google.auth.credentials import AnonymousCredentials
from google.cloud.storage import Client

from vidgen_assets_tests.conftest import PROMPT, MadeVideo, vidgen
from vidgen_assets_tests.emulator import BUCKET, emulator


class BucketVideo(NamedTuple):
    """The draft video made in a bucket: what the command said, what is there, and what was asked of the bucket."""

    answer: subprocess.CompletedProcess[str]
    found: dict[str, bytes]
    asked: list[str]


@pytest.fixture(scope="module")
def bucket_video(tmp_path_factory: pytest.TempPathFactory) -> BucketVideo:
    with emulator() as far:
        variables = {"VIDGEN_STORAGE": f"gs://{BUCKET}", "STORAGE_EMULATOR_HOST": far.url}
        home = tmp_path_factory.mktemp("home")
        answer = vidgen(home, "make", PROMPT, "--quality", "draft", "--print-path", check=False, **variables)
        asked = [*far.asked]
        with closing(Client("p", AnonymousCredentials(), client_options={"api_endpoint": far.url})) as client:
            found = {blob.name: blob.download_as_bytes() for blob in client.list_blobs(BUCKET)}
    return BucketVideo(answer, found, asked)


@pytest.mark.slow
def test_its_bytes_are_those_of_the_video_in_a_folder(draft_video: MadeVideo, bucket_video: BucketVideo) -> None:
    wanted = {str(path.relative_to(draft_video.home)): path.read_bytes() for path in _files(draft_video.folder)}
    answer, found, _ = bucket_video
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.strip() == f"gs://{BUCKET}/{draft_video.mp4.relative_to(draft_video.home)}"
    assert sorted(found) == sorted(wanted)
    assert [name for name in wanted if found[name] != wanted[name]] == []


@pytest.mark.slow
def test_nothing_is_listed_and_little_is_asked(bucket_video: BucketVideo) -> None:
    listings = [line for line in bucket_video.asked if line.startswith("GET") and "/o?" in line]
    assert listings == []
    assert len(bucket_video.asked) < 200, "a few for each file: what was seen is not asked for again"


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
