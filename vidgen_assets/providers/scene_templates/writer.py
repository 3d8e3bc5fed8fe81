"""The adapter: `SceneTemplates` answers the `SceneWriter` port from templates, without a model."""

from pathlib import Path

from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.providers.scene_templates.scene import scene

VERSION = 1
"""Counted up whenever the same section gets other source, or the scene kit draws the same source in another way."""


class SceneTemplates:
    """Writes scenes from templates, one for each kind of visual. Deterministic, offline and free."""

    identity = f"scene-templates/{VERSION}"

    async def write(self, plan: Plan, section: Section, inputs: str, folder: Path) -> SceneCode:
        """Write ``scene.py`` into `folder`.

        Raises:
            InputError: a formula (`FormulaError`) or an expression cannot be read; it is named.
        """
        made = scene(plan, section)
        path = folder / SceneCode.media["source"]
        path.write_text(made.source, encoding="utf-8")
        return SceneCode(inputs=inputs, source=MediaFile.of(path), scene_name=made.name, writer=self.identity)
