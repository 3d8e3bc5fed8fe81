"""The render process: ``python -m vidgen_assets.rendering.scene_runner FOLDER`` runs the job that lies in FOLDER."""

import errno
import sys
from pathlib import Path

from vidgen_assets.rendering.job import (
    EXIT_DISK_FULL,
    EXIT_SCENE_FAILED,
    FAILURE_FILE,
    JOB_FILE,
    OUTCOME_FILE,
    RenderJob,
)
from vidgen_assets.rendering.scene_runner.start import die_with_parent, leave_sox_out


def main(folder: Path) -> int:
    """Run the job, write its outcome or failure, and give the exit code."""
    leave_sox_out()
    from vidgen_assets.rendering.scene_runner.failure import describe
    from vidgen_assets.rendering.scene_runner.runner import run_scene

    job = RenderJob.model_validate_json((folder / JOB_FILE).read_bytes())
    try:
        outcome = run_scene(job)
        (folder / OUTCOME_FILE).write_text(outcome.model_dump_json())
    except BaseException as error:
        if getattr(error, "errno", None) in {errno.ENOSPC, errno.EDQUOT}:
            return EXIT_DISK_FULL
        (folder / FAILURE_FILE).write_text(describe(error, job.source).model_dump_json())
        return EXIT_SCENE_FAILED
    return 0


if __name__ == "__main__":
    die_with_parent()
    sys.exit(main(Path(sys.argv[1])))
