import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vidgen_assets.domain.artifact import Artifact
from vidgen_assets.domain.errors import MissingClipsError
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Notation, Plan, Section
from vidgen_assets.domain.production import AssetName, Recipe, Slot, parts_of
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.domain.staleness import Absent, stale, stale_plan
from vidgen_assets.domain.video import SectionClip
from vidgen_assets_tests.fakes import Calls, FakeNarrator, FakePlanner, FakeRenderer, FakeSceneWriter

TEXT = "A one.\n\nB two.\n\nC three."
AUDIO, CODE, CLIP, FINAL = AssetName.AUDIO, AssetName.CODE, AssetName.CLIP, AssetName.FINAL


class Studio:
    """Makes a whole video in memory and lays it out as a catalog."""

    def __init__(self, folder: Path) -> None:
        calls = Calls(folder / "calls")
        self.folder, self.narrator, self.writer, self.renderer = (
            folder,
            FakeNarrator(calls),
            FakeSceneWriter(calls),
            FakeRenderer(calls),
        )
        self.planner = FakePlanner(calls)
        self.recipe = Recipe(self.planner, self.narrator, self.writer, self.renderer)

    def plan(self, text: str = TEXT, quality: Quality = Quality.DRAFT) -> Plan:
        request = VideoRequest(script=text, quality=quality)
        return asyncio.run(self.planner.plan(request, self.recipe.plan(request)))

    def make(self, plan: Plan) -> dict[Slot, Artifact | Absent]:
        made: dict[Slot, Artifact | Absent] = {}
        for section in plan.sections:
            audio = asyncio.run(self.narrator.narrate(plan, section, self.recipe.audio(plan, section), self.folder))
            scene = asyncio.run(self.writer.write(plan, section, self.recipe.code(plan, section), self.folder))
            inputs = self.recipe.clip(plan, audio, scene)
            made[Slot(AUDIO, section.key)], made[Slot(CODE, section.key)] = audio, scene
            made[Slot(CLIP, section.key)] = self.renderer.render(plan, scene, audio, inputs, self.folder)
        parts = parts_of(plan, clips(made), audios(made))
        final = self.recipe.final(plan, [clip for clip, _ in parts])
        made[Slot(FINAL)] = self.renderer.join(plan, parts, final, self.folder)
        return made


def clips(made: dict[Slot, Artifact | Absent]) -> dict[str, SectionClip]:
    return {slot.section or "": value for slot, value in made.items() if isinstance(value, SectionClip)}


def audios(made: dict[Slot, Artifact | Absent]) -> dict[str, SectionAudio]:
    return {slot.section or "": value for slot, value in made.items() if isinstance(value, SectionAudio)}


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


def names(studio: Studio, plan: Plan, catalog: dict[Slot, Artifact | Absent]) -> list[str]:
    return [str(entry.slot) for entry in stale(studio.recipe, plan, catalog)]


def test_nothing_is_stale_in_a_finished_video(studio: Studio) -> None:
    assert names(studio, studio.plan(), studio.make(studio.plan())) == []


def test_everything_is_stale_in_a_new_one(studio: Studio) -> None:
    entries = stale(studio.recipe, studio.plan("A one."), {})
    assert [str(entry) for entry in entries] == [
        "section_audio 01 has not been made yet",
        "scene_code 01 has not been made yet",
        "section_clip 01 has not been made yet",
        "final_video follows section 01",
    ]


CASES: dict[str, tuple[Callable[[str], str], list[str]]] = {
    "an edited paragraph makes its own section stale": (
        lambda text: text.replace("two", "2"),
        ["section_audio 02", "scene_code 02", "section_clip 02", "final_video"],
    ),
    "a new section is made alone": (
        lambda text: text + "\n\nD four.",
        ["section_audio 04", "scene_code 04", "section_clip 04", "final_video"],
    ),
    "a section less leaves only the final video to make": (
        lambda text: text.removesuffix("\n\nC three."),
        ["final_video"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_of_an_edited_script(studio: Studio, case: str) -> None:
    edit, expected = CASES[case]
    assert names(studio, studio.plan(edit(TEXT)), studio.make(studio.plan())) == expected


def test_another_title_makes_only_the_final_video_stale(studio: Studio) -> None:
    made = studio.make(studio.plan())
    assert names(studio, studio.plan().model_copy(update={"title": "New"}), made) == ["final_video"]


def test_another_quality_makes_clips_and_final_video_stale(studio: Studio) -> None:
    made = studio.make(studio.plan())
    expected = ["section_clip 01", "section_clip 02", "section_clip 03", "final_video"]
    assert names(studio, studio.plan(quality=Quality.HIGH), made) == expected


def test_another_writer_makes_code_and_what_follows_stale(studio: Studio) -> None:
    plan = studio.plan("A one.")
    made = studio.make(plan)
    recipe = studio.recipe._replace(writer=FakeSceneWriter(Calls(studio.folder / "calls"), "fake writer 2"))
    assert [str(entry) for entry in stale(recipe, plan, made)] == [
        "scene_code 01 shows another text or picture, or is by another writer",
        "section_clip 01 follows its code",
        "final_video follows section 01",
    ]


def test_a_lost_clip_makes_only_it_and_the_final_video_stale(studio: Studio) -> None:
    made = studio.make(studio.plan()) | {Slot(CLIP, "02"): Absent("lacks its clip.mp4")}
    assert [str(entry) for entry in stale(studio.recipe, studio.plan(), made)] == [
        "section_clip 02 lacks its clip.mp4",
        "final_video follows section 02",
    ]


def test_a_plan_is_stale_for_another_request_or_planner_and_taken_over_for_another_quality(studio: Studio) -> None:
    def why(request: VideoRequest, recipe: Recipe = studio.recipe) -> str | None:
        entry = stale_plan(recipe, request, studio.plan())
        return entry and str(entry)

    assert why(VideoRequest(script=TEXT, quality=Quality.DRAFT)) is None
    assert why(VideoRequest(script=TEXT)) == "plan is for another voice or quality"
    assert why(VideoRequest(script="Other.")) == "plan is of another request or planner"
    assert studio.recipe.plan(VideoRequest(script=TEXT)) == studio.plan().inputs


def test_the_final_video_is_of_the_plans_sections_only(studio: Studio) -> None:
    made = studio.make(studio.plan())
    shorter = studio.plan(TEXT.removesuffix("\n\nC three."))
    assert len(parts_of(shorter, clips(made), audios(made))) == 2


def test_the_final_video_names_the_sections_that_it_lacks(studio: Studio) -> None:
    made = studio.make(studio.plan())
    plan = studio.plan(TEXT.replace("two", "2") + "\n\nD four.")
    with pytest.raises(MissingClipsError, match=r"no clip yet for section 01, 02, 04"):
        parts_of(plan, clips(made) | {"01": clips(made)["01"].model_copy(update={"placements": ()})}, audios(made))


def test_a_scene_is_a_kind_of_its_own() -> None:
    assert AssetName.CODE.kind is SceneCode


def test_wishes_for_the_plan_are_inputs_of_the_plan_and_its_price_is_not(studio: Studio) -> None:
    def inputs(**wishes: Any) -> str:
        return studio.recipe.plan(VideoRequest(prompt="Explain heaps", **wishes))

    assert inputs(audience="children") != inputs() != inputs(minutes=3.0)
    assert inputs(budget=2.0) == inputs()


def test_a_brief_changes_the_code_of_its_section_and_a_summary_that_of_its_neighbours_too(studio: Studio) -> None:
    plan = studio.plan("A one.\n\nB two.\n\nC three.\n\nD four.")
    first = plan.sections[0]
    beat = first.beats[0].model_copy(update={"brief": "a red dot"})

    def changed(section: Section) -> list[str]:
        other = plan.model_copy(update={"sections": (section, *plan.sections[1:])})
        return [s.key for s, t in zip(plan.sections, other.sections, strict=True) if code(plan, s) != code(other, t)]

    def code(of: Plan, section: Section) -> str:
        return studio.recipe.code(of, section)

    assert changed(first.model_copy(update={"beats": (beat,)})) == ["01"]
    assert changed(first.model_copy(update={"summary": "Dots."})) == ["01", "02"]


def test_notation_is_an_input_of_all_code_and_of_no_audio(studio: Studio) -> None:
    plan = studio.plan()
    other = plan.model_copy(update={"notation": (Notation(symbol="x", meaning="a place", colour="#ff0000"),)})
    for section in plan.sections:
        assert studio.recipe.code(plan, section) != studio.recipe.code(other, section)
        assert studio.recipe.audio(plan, section) == studio.recipe.audio(other, section)
