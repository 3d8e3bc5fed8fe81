"""Records the video that ships as a fixture: its ledger, and the scenes that came of it. Run as a module."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from vidgen_assets_tests.conftest import environment
from vidgen_assets_tests.end_to_end.live_claude import PROMPT, live_claude

RECORDED = Path(__file__).parents[1] / "fixtures" / "recorded"
MAKE = (sys.executable, "-m", "vidgen_assets.cli", "make", PROMPT, "--quality", "draft")


def main() -> None:
    """Make the video against the local server, and put what the replay needs in place of what was there."""
    with tempfile.TemporaryDirectory() as folder, live_claude() as claude:
        home = Path(folder)
        env = {**environment(home), "ANTHROPIC_BASE_URL": claude.url, "VIDGEN_REPLAY": "record"}
        subprocess.run(MAKE, env=env, cwd=home, check=True)
        shutil.rmtree(RECORDED, ignore_errors=True)
        shutil.copytree(home / "ledger", RECORDED / "ledger")
        for scene in home.glob("videos/*/sections/*/scene.py"):
            shutil.copy(scene, RECORDED / f"scene-{scene.parent.name}.py.txt")


if __name__ == "__main__":
    main()
