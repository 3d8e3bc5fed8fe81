"""What the warm process makes of processes that a run has left behind. Tried out in a process that adopts them."""

import shutil
import subprocess
import sys
from pathlib import Path

ADOPT = """
import os, sys, time
from pathlib import Path
from vidgen_assets.defs.warm import end_strays
from vidgen_assets.rendering.sandbox.kernel import PR_SET_CHILD_SUBREAPER, prctl
from vidgen_assets.rendering.sandbox.process_tree import children
from vidgen_assets.rendering.warm.pool import WarmRenderPool

prctl(PR_SET_CHILD_SUBREAPER, 1)
pool = WarmRenderPool("json:dumps", root=Path(sys.argv[1]))
run = os.fork()
if run == 0:
    pool.run({})
    if os.fork() == 0:
        time.sleep(60)
    os._exit(0)
os.waitpid(run, 0)
before = len(children(os.getpid()))
end_strays(set())
time.sleep(0.1)
while os.waitpid(-1, os.WNOHANG)[0]:
    pass
print(before, len(children(os.getpid())), pool.run({}).failure)
"""


def test_a_stray_of_a_run_is_ended_and_a_render_worker_that_it_started_serves_on(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ADOPT, str(tmp_path / "runtime")]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    shutil.rmtree(tmp_path / "runtime")
    assert answer.stdout.split() == ["2", "1", "None"]
