"""vidgen_assets: a prompt or a Markdown script becomes a narrated, animated explainer video.

A map of the rooms (nothing is imported here, so that importing one room never pays for another):

- `domain`       the vocabulary: requests, plans, narration, scenes, clips, ports and errors. Pure.
- `scripts`      the Markdown scripts that ship with the package.
- `prompts`      texts for language models.
- `services`     what paid services share: the ledger of answers, retries, prices, budgets.
- `providers`    who plans, writes scenes and speaks.
- `scenekit`     Manim building blocks that generated scene code imports.
- `sound`        speech as samples: cutting, levelling, resampling.
- `rendering`    scene code and audio become a clip; clips become a video.
- `storage`      where artifacts last.
- `defs`         the Dagster definitions; with `definitions`, the only room that knows Dagster.
- `live`         which paid services are used, and how they are paid.
- `cli`          the `vidgen` command.
- `settings`     the only reader of the environment; `service_settings` has those of paid services.
"""
