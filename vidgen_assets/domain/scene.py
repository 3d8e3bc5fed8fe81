"""Scene code: the Manim program that draws one section. Who writes it belongs to a scene writer."""

from collections.abc import Mapping
from typing import ClassVar

from vidgen_assets.domain.artifact import Artifact, MediaFile


class SceneCode(Artifact):
    """A Python module with exactly one scene, a manim-voiceover `VoiceoverScene` called `scene_name`.

    It calls ``with self.voiceover(text=<a beat's spoken text>)`` once for each beat, in order.
    """

    record_name: ClassVar[str] = "scene.json"
    media: ClassVar[Mapping[str, str]] = {"source": "scene.py"}

    source: MediaFile
    scene_name: str
    writer: str
