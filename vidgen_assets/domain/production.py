"""Production rules: the assets of a video, and what each is made from. What is stale follows in `domain.staleness`."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from vidgen_assets.domain.artifact import Artifact
from vidgen_assets.domain.errors import MissingClipsError
from vidgen_assets.domain.fingerprint import fingerprint
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.ports import (
    Narrator,
    NarratorsByVoice,
    Planner,
    PlannersByRequest,
    Renderer,
    SceneWriter,
)
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.domain.video import FinalVideo, SectionClip


class AssetName(StrEnum):
    """The five assets, in the order in which they are made."""

    PLAN = "plan"
    AUDIO = "section_audio"
    CODE = "scene_code"
    CLIP = "section_clip"
    FINAL = "final_video"

    @property
    def kind(self) -> type[Artifact]:
        """The type of its values."""
        return _KINDS[self]


_KINDS: Mapping[AssetName, type[Artifact]] = {
    AssetName.PLAN: Plan,
    AssetName.AUDIO: SectionAudio,
    AssetName.CODE: SceneCode,
    AssetName.CLIP: SectionClip,
    AssetName.FINAL: FinalVideo,
}


class Slot(NamedTuple):
    """A thing that a video has: an asset, and for those by section, which one."""

    asset: AssetName
    section: str | None = None

    def __str__(self) -> str:
        return self.asset if self.section is None else f"{self.asset} {self.section}"


BY_SECTION = (AssetName.AUDIO, AssetName.CODE, AssetName.CLIP)
"""What each section has of its own, in the order in which it is made."""


def section_slots(section: str) -> tuple[Slot, ...]:
    """The things that the section of this key has of its own."""
    return tuple(Slot(name, section) for name in BY_SECTION)


class Recipe(NamedTuple):
    """Who makes things, and from their identities the `inputs` of everything they make.

    Inputs hold no more than what shows in the result: an edited paragraph changes those of its own section only, and
    another narrator that could have spoken changes none.
    """

    planner: Planner
    narrator: Narrator
    writer: SceneWriter
    renderer: Renderer

    def plan(self, request: VideoRequest) -> str:
        """What is asked for. What is left out changes what follows, its price or turn, not what is said and shown."""
        left_out = {"voice", "quality", "budget", "priority", "requester"}
        return fingerprint("plan", request.model_dump(mode="json", exclude=left_out), self._who_plans(request))

    def audio(self, plan: Plan, section: Section) -> str:
        """What is said, and by which voice."""
        spoken = [beat.spoken for beat in section.beats]
        return fingerprint("audio", spoken, plan.voice, plan.language, self._who_speaks(plan.voice))

    def code(self, plan: Plan, section: Section) -> str:
        """What is said and seen, and what the sections around it and the whole video have to do with it."""
        beats = [(beat.spoken, beat.visual, beat.brief) for beat in section.beats]
        context = [near.summary if near else "" for near in plan.neighbours(section)]
        return fingerprint(
            "code", section.title, section.summary, beats, context, plan.notation, plan.language, self.writer.identity
        )

    def clip(self, plan: Plan, audio: SectionAudio, scene: SceneCode) -> str:
        """Audio and scene, as they are, and the size of the picture."""
        return fingerprint("clip", audio.version, scene.version, plan.quality, self.renderer.identity)

    def final(self, plan: Plan, clips: Sequence[SectionClip]) -> str:
        """The clips, and all that is written around them: titles and captions."""
        texts = [(section.title, [beat.display for beat in section.beats]) for section in plan.sections]
        return fingerprint("final", plan.title, texts, [clip.version for clip in clips], self.renderer.identity)

    def _who_plans(self, request: VideoRequest) -> str:
        planner = self.planner
        return planner.identity_for(request) if isinstance(planner, PlannersByRequest) else planner.identity

    def _who_speaks(self, voice: str | None) -> str:
        narrator = self.narrator
        return narrator.identity_for(voice) if isinstance(narrator, NarratorsByVoice) else narrator.identity


def as_asked(plan: Plan, request: VideoRequest) -> Plan:
    """The same plan, with the voice and quality that the request wants now."""
    return plan.model_copy(update={"voice": request.voice, "quality": request.quality})


def parts_of(
    plan: Plan, clips: Mapping[str, SectionClip], audios: Mapping[str, SectionAudio]
) -> tuple[tuple[SectionClip, SectionAudio], ...]:
    """Clip and audio of each section of the plan, in order, whatever else there is under other section keys.

    Raises `MissingClipsError` that names the sections which lack one, or whose audio or clip is of another text.
    """
    lacking = tuple(s.key for s in plan.sections if not _fits(s, clips.get(s.key), audios.get(s.key)))
    if lacking:
        raise MissingClipsError(lacking)
    return tuple((clips[section.key], audios[section.key]) for section in plan.sections)


def _fits(section: Section, clip: SectionClip | None, audio: SectionAudio | None) -> bool:
    if clip is None or audio is None:
        return False
    speaks = [beat.text for beat in audio.beats] == [beat.spoken for beat in section.beats]
    return speaks and len(clip.placements) == len(audio.beats)
