"""Jobs: what is run at once. A section's voice, code and clip are one run, so that it fails and is rerun as one."""

import dagster as dg

plan_job = dg.define_asset_job("plan_job", ["plan"], description="Decide what a video says and shows.")
section_job = dg.define_asset_job(
    "section_job",
    ["section_audio", "scene_code", "section_clip"],
    description="Speak, write and render one section.",
)
final_job = dg.define_asset_job("final_job", ["final_video"], description="Join the clips of a video.")

JOBS = (plan_job, section_job, final_job)
