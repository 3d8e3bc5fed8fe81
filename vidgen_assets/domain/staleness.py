"""What of a video is stale, and why: the plan and what is stored, compared. Decides nothing about when to make it."""

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from vidgen_assets.domain.artifact import Artifact
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.production import AssetName, Recipe, Slot, as_asked
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.domain.video import SectionClip


class Absent(NamedTuple):
    """Nothing usable is stored. `reason` completes the sentence that begins with the asset's name."""

    reason: str = "has not been made yet"


class Stale(NamedTuple):
    """A thing that has to be made, and why. `reason` completes the sentence that begins with the asset's name."""

    asset: AssetName
    section: str | None
    reason: str

    @property
    def slot(self) -> Slot:
        """Which thing it is."""
        return Slot(self.asset, self.section)

    def __str__(self) -> str:
        return f"{self.slot} {self.reason}"


Catalog = Mapping[Slot, Artifact | Absent]
"""What is stored of a video: a record whose files are all there, or why there is none. No entry: not made yet."""

_ITS = {AssetName.AUDIO: "its audio", AssetName.CODE: "its code", AssetName.CLIP: "its clip"}
_CHANGED = {
    AssetName.PLAN: "is of another request or planner",
    AssetName.AUDIO: "speaks another text, or with another voice",
    AssetName.CODE: "shows another text or picture, or is by another writer",
    AssetName.CLIP: "is of other audio, code, quality or renderer",
    AssetName.FINAL: "is of other clips, titles, captions or renderer",
}


def stand_ins(catalog: Catalog) -> tuple[Slot, ...]:
    """Voices and scenes that stand in for what could not be had: not stale, but a rerun tries them anew."""
    makers = (AssetName.AUDIO, AssetName.CODE)
    return tuple(slot for slot, one in catalog.items() if slot.asset in makers and _stands_in(one))


def _stands_in(one: Artifact | Absent) -> bool:
    return isinstance(one, Artifact) and one.stands_in


def stale_plan(recipe: Recipe, request: VideoRequest, stored: Artifact | Absent) -> Stale | None:
    """Whether the plan has to be made; a plan that differs in voice or quality only is taken over, not made again."""
    why = _why(AssetName.PLAN, stored, recipe.plan(request))
    if why is None and isinstance(stored, Plan) and as_asked(stored, request) != stored:
        why = "is for another voice or quality"
    return Stale(AssetName.PLAN, None, why) if why else None


def stale(recipe: Recipe, plan: Plan, catalog: Catalog) -> tuple[Stale, ...]:
    """All that follows from `plan` and has to be made, section by section, the final video last."""
    sections = tuple(entry for section in plan.sections for entry in _stale_section(recipe, plan, section, catalog))
    late = dict.fromkeys(entry.section for entry in sections if entry.section)
    final = _follows_sections(*late) if late else why_final(recipe, plan, catalog)
    return sections if final is None else (*sections, Stale(AssetName.FINAL, None, final))


def as_forced(plan: Plan, entries: tuple[Stale, ...], forced: Set[Slot]) -> tuple[Stale, ...]:
    """The same, with things that are to be made again although they are fresh, and with what follows from them."""
    known = {entry.slot: entry for entry in entries}
    for section in plan.sections:
        upstream = [Slot(name, section.key) for name in (AssetName.AUDIO, AssetName.CODE)]
        clip, final = Slot(AssetName.CLIP, section.key), Slot(AssetName.FINAL)
        made = [slot for slot in (*upstream, clip) if slot in forced]
        for slot in made:
            known.setdefault(slot, Stale(*slot, "is to be made again"))
        if made:
            known.setdefault(clip, Stale(*clip, _follows(slot.asset for slot in made)))
            known.setdefault(final, Stale(*final, _follows_sections(section.key)))
    if Slot(AssetName.FINAL) in forced:
        known.setdefault(Slot(AssetName.FINAL), Stale(AssetName.FINAL, None, "is to be made again"))
    return tuple(sorted(known.values(), key=_in_order))


def why_final(recipe: Recipe, plan: Plan, catalog: Catalog) -> str | None:
    """Why the final video is not of the clips that there are; None when it is."""
    clips = [catalog.get(Slot(AssetName.CLIP, section.key)) for section in plan.sections]
    made = [clip for clip in clips if isinstance(clip, SectionClip)]
    return _why(AssetName.FINAL, catalog.get(Slot(AssetName.FINAL), Absent()), recipe.final(plan, made))


def _in_order(entry: Stale) -> tuple[bool, str, int]:
    return entry.section is None, entry.section or "", list(AssetName).index(entry.asset)


def _stale_section(recipe: Recipe, plan: Plan, section: Section, catalog: Catalog) -> Iterator[Stale]:
    audio, scene, clip = (
        catalog.get(Slot(name, section.key), Absent()) for name in (AssetName.AUDIO, AssetName.CODE, AssetName.CLIP)
    )
    reasons = {
        AssetName.AUDIO: _why(AssetName.AUDIO, audio, recipe.audio(plan, section)),
        AssetName.CODE: _why(AssetName.CODE, scene, recipe.code(plan, section)),
    }
    late = [name for name, why in reasons.items() if why]
    if isinstance(clip, Absent):
        reasons[AssetName.CLIP] = clip.reason
    elif isinstance(audio, SectionAudio) and isinstance(scene, SceneCode) and not late:
        reasons[AssetName.CLIP] = _why(AssetName.CLIP, clip, recipe.clip(plan, audio, scene))
    else:
        reasons[AssetName.CLIP] = _follows(late)
    yield from (Stale(name, section.key, why) for name, why in reasons.items() if why)


def _follows(assets: Iterable[AssetName]) -> str:
    return f"follows {' and '.join(_ITS[asset] for asset in assets)}"


def _follows_sections(*keys: str) -> str:
    return f"follows section{'s' if len(keys) > 1 else ''} {', '.join(keys)}"


def _why(name: AssetName, stored: Artifact | Absent, inputs: str) -> str | None:
    if isinstance(stored, Absent):
        return stored.reason
    return None if stored.inputs == inputs else _CHANGED[name]
