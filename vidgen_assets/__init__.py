"""vidgen_assets: a prompt or a Markdown script becomes a narrated, animated explainer video.

A map of the rooms (nothing is imported here, so that importing one room never pays for another):

- `domain`       the vocabulary: requests, plans, narration, scenes, clips, ports and errors. Pure.
- `scripts`      the Markdown scripts that ship with the package.
- `providers`    who plans, writes scenes and speaks.
- `scenekit`     Manim building blocks that generated scene code imports.
- `sound`        speech as samples: cutting, levelling, resampling.
- `rendering`    scene code and audio become a clip; clips become a video.
- `storage`      where artifacts last.
- `defs`         the Dagster definitions; with `definitions`, the only room that knows Dagster.
- `cli`          the `vidgen` command.
- `settings`     the only reader of the environment.
"""
