"""Records the video that ships as a fixture: its ledger, and the scenes that came of it. Run as a module.

Sound is packed: the hum of the server that speaks takes a hundredth of its room so.
"""

import lzma
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from vidgen_assets_tests.conftest import environment
from vidgen_assets_tests.end_to_end.live_claude import PROMPT, live_claude
from vidgen_assets_tests.providers.elevenlabs.server import KEY, Server
from vidgen_assets_tests.threads import serving

RECORDED = Path(__file__).parents[1] / "fixtures" / "recorded"
MAKE = (sys.executable, "-m", "vidgen_assets.cli", "make", PROMPT, "--quality", "draft")
_PACKED = ".xz"


def main() -> None:
    """Make the video against local servers, and put what the replay needs in place of what was there."""
    server = Server(tier="creator")
    with tempfile.TemporaryDirectory() as folder, live_claude() as claude, serving(server):
        home = Path(folder)
        speech = {"ELEVENLABS_BASE_URL": server.url, "ELEVENLABS_API_KEY": KEY}
        env = {**environment(home), **speech, "ANTHROPIC_BASE_URL": claude.url, "VIDGEN_REPLAY": "record"}
        subprocess.run(MAKE, env=env, cwd=home, check=True)
        shutil.rmtree(RECORDED, ignore_errors=True)
        shutil.copytree(home / "ledger", RECORDED / "ledger")
        for answer in (RECORDED / "ledger" / "elevenlabs").glob("*.json"):
            answer.with_name(answer.name + _PACKED).write_bytes(lzma.compress(answer.read_bytes(), preset=9))
            answer.unlink()
        for scene in home.glob("videos/*/sections/*/scene.py"):
            shutil.copy(scene, RECORDED / f"scene-{scene.parent.name}.py.txt")


def lay_out(home: Path) -> None:
    """Put the recorded answers where a replay in `home` finds them."""
    shutil.copytree(RECORDED / "ledger", home / "ledger")
    for answer in (home / "ledger").rglob(f"*{_PACKED}"):
        answer.with_suffix("").write_bytes(lzma.decompress(answer.read_bytes()))
        answer.unlink()


if __name__ == "__main__":
    main()
