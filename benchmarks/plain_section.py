"""One section, rendered by plain Manim against its audio, as `manim render` would: `video` runs one of these each.

``python plain_section.py FOLDER``, with a `RenderJob` as ``job.json`` in that folder, beside what it reads.
"""

import sys
from pathlib import Path

from vidgen_assets.rendering.job import RenderJob
from vidgen_assets.rendering.scene_runner.start import leave_sox_out


def main(job: RenderJob) -> None:
    """Render it, with Manim's own cache and its own sound track."""
    leave_sox_out()
    from manim import tempconfig

    from vidgen_assets.rendering.scene_runner.opening import give_voice, opened

    with opened(job) as scene, tempconfig({"disable_caching": False}):
        give_voice(scene, job, lambda: round(scene.time * job.frame_rate))
        scene.render()


if __name__ == "__main__":
    main(RenderJob.model_validate_json((Path(sys.argv[1]) / "job.json").read_bytes()))
