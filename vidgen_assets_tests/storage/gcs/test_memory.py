"""Large media pass as files: what goes up and comes down is never held in memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_SIZE = 500_000_000
_LIMIT = 64_000_000
_ROOT = Path(__file__).parents[3]
_TRANSFER = """
import re, sys
from pathlib import Path
from google.cloud.storage import Client
from vidgen_assets.storage.bucket_url import BucketUrl
from vidgen_assets.storage.cache import Cache
from vidgen_assets.storage.gcs.store import GcsStore

def peak():
    return 1024 * int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

folder, url = Path(sys.argv[1]), BucketUrl("videos-bucket", "far")
near, far = (GcsStore(url, Client, Cache(folder / name, 10**12), link_hours=0) for name in ("near", "far"))
near.write("warm", b"up")
far.read("warm")
Path("/proc/self/clear_refs").write_text("5")  # the peak is the present size now
before = peak()
near.write("clip.mp4", folder / "clip.mp4")
assert far.fetch("clip.mp4").stat().st_size == (folder / "clip.mp4").stat().st_size
print(peak() - before)
"""


@pytest.mark.slow
def test_a_clip_of_500_mb_goes_up_and_comes_down_in_64_mb_of_memory(tmp_path: Path) -> None:
    with (tmp_path / "clip.mp4").open("wb") as clip:
        clip.truncate(_SIZE)
    (tmp_path / "google").mkdir()
    server = [sys.executable, "-m", "vidgen_assets_tests.storage.gcs.fake_server", str(tmp_path / "google")]
    with subprocess.Popen(server, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as google:
        assert google.stdout is not None
        url = google.stdout.readline().strip()
        environment = {**os.environ, "STORAGE_EMULATOR_HOST": url, "PYTHONPATH": str(_ROOT)}
        command = [sys.executable, "-c", _TRANSFER, str(tmp_path)]
        answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        google.terminate()
    assert answer.returncode == 0, answer.stderr
    assert int(answer.stdout) < _LIMIT
    print(f"{int(answer.stdout) / 1e6:.1f} MB")
