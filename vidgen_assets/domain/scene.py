"""Scene code: the Manim program that draws one section. Who writes it belongs to a scene writer."""

from collections.abc import Mapping
from typing import ClassVar, NamedTuple

from vidgen_assets.domain.artifact import Artifact, MediaFile
from vidgen_assets.domain.narration import BeatAudio
from vidgen_assets.domain.spend import Spend


class SceneCode(Artifact):
    """A Python module with exactly one scene, a manim-voiceover `VoiceoverScene` called `scene_name`.

    It calls ``with self.voiceover(text=<a beat's spoken text>)`` once for each beat, in order. A `fallback` stands in
    for a scene that could not be written; `problem` says what was wrong with the last one that was tried. `mended`
    counts the scenes before this one that did not render.
    """

    record_name: ClassVar[str] = "scene.json"
    media: ClassVar[Mapping[str, str]] = {"source": "scene.py"}

    source: MediaFile
    scene_name: str
    writer: str
    fallback: bool = False
    problem: str = ""
    mended: int = 0
    spend: Spend = Spend()

    @property
    def stands_in(self) -> bool:
        """See `Artifact.stands_in`."""
        return self.fallback


class SceneFault(Artifact):
    """Why a scene, whose version is `inputs`, did not render; `beats` is what it was rendered against."""

    record_name: ClassVar[str] = "fault.json"

    message: str
    log: str
    beats: tuple[BeatAudio, ...]


class FailedScene(NamedTuple):
    """A scene that did not render, and why: what a scene writer is asked to repair."""

    scene: SceneCode
    fault: SceneFault
