from pathlib import Path
from typing import NamedTuple

import pytest

from vidgen_assets.domain.errors import SceneError
from vidgen_assets.domain.narration import BeatAudio
from vidgen_assets.domain.scene import FailedScene, SceneCode, SceneFault
from vidgen_assets.domain.service_errors import ServiceUnavailableError
from vidgen_assets.providers.claude.scene_ladder import SceneModels
from vidgen_assets.providers.claude.scene_writer import ClaudeSceneWriter
from vidgen_assets.rendering.scene_checker import ManimSceneChecker
from vidgen_assets_tests.fakes import Calls, FakeSceneWriter
from vidgen_assets_tests.providers.claude.conftest import MODEL, ClaudeAt
from vidgen_assets_tests.providers.claude.messages_api import Answer, MessagesApi, fails, says
from vidgen_assets_tests.providers.claude.scenes import Checker, a_plan, fenced, patch, read, scene

MODELS = SceneModels(code=MODEL, repair=MODEL.model_copy(update={"name": "claude-haiku-5-5"}))
PLAN = a_plan()
SECTION = PLAN.sections[1]


class Desk(NamedTuple):
    """A writer, and everything that it uses."""

    api: MessagesApi
    claude_at: ClaudeAt
    checker: Checker
    folder: Path

    def writer(self) -> ClaudeSceneWriter:
        fallback = FakeSceneWriter(Calls(self.folder / "calls"))
        return ClaudeSceneWriter(self.claude_at(self.api.url), MODELS, self.checker, fallback)

    async def write(self, *answers: Answer) -> SceneCode:
        self.api.answer_with(*answers)
        return await self.writer().write(PLAN, SECTION, "inputs", self.folder)

    @property
    def prompts(self) -> list[str]:
        return [asked["messages"][-1]["content"] for asked in self.api.asked]


@pytest.fixture
async def desk(claude_at: ClaudeAt, tmp_path: Path) -> Desk:
    async with MessagesApi().serving() as api:
        yield Desk(api, claude_at, Checker(), tmp_path)  # type: ignore[misc]


async def test_a_scene_that_passes_at_once_takes_one_question(desk: Desk) -> None:
    code = await desk.write(says(fenced(scene())))
    assert read(code.source.path) == scene()
    assert (code.scene_name, code.fallback, code.inputs, code.writer) == (
        "Dots",
        False,
        "inputs",
        desk.writer().identity,
    )
    assert [call.purpose for call in code.spend.calls] == ["code"]
    assert desk.api.requests == 1


async def test_the_writer_is_told_all_that_it_needs(desk: Desk) -> None:
    await desk.write(says(fenced(scene())))
    for told in (
        'section 2 of 3, "Part 2", of the video "Dots"',
        "Before it: Summary 1.",
        "After it: Summary 3.",
        r"$\eta$ is step size, in the colour #58C4F6",
        "Stage(self, 'Part 2', '02')",
        "## Beat 1, about 2 seconds\ntext: 'A dot appears.'\nwritten: A dot • appears.\nwhat is seen: A red dot.",
        '"items":["dot"]',
    ):
        assert told in desk.prompts[0]
    assert "BulletList(*items, ordered)" in desk.api.asked[0]["system"]


async def test_faults_are_patched_by_the_model_for_repairs(desk: Desk) -> None:
    code = await desk.write(says(fenced(scene("running"))), says(patch("# running", "# ")))
    assert read(code.source.path) == scene()
    assert "- a fault of running" in desk.prompts[1]
    assert [asked["model"] for asked in desk.api.asked] == ["claude-sonnet-5-5", "claude-haiku-5-5"]
    assert [call.purpose for call in code.spend.calls] == ["code", "repair"]


async def test_after_two_patches_it_is_rewritten_and_at_last_made_as_simple_as_can_be(desk: Desk) -> None:
    answers = [scene("layout"), scene("layout 2"), scene("layout 3"), scene("layout 4"), scene()]
    code = await desk.write(*(says(fenced(answer)) for answer in answers))
    assert not code.fallback
    for prompt, said in zip(
        desk.prompts[1:], ["search/replace", "search/replace", "another, more reliable way", "simplest"], strict=True
    ):
        assert said in prompt


async def test_a_candidate_that_falls_behind_is_dropped_and_the_best_one_goes_on(desk: Desk) -> None:
    await desk.write(
        says(fenced(scene("layout"))),
        says(fenced(scene("running"))),
        says(patch("# layout", "# ")),
    )
    assert "another attempt at this failed earlier: - a fault of running" in desk.prompts[2]
    assert desk.api.asked[2]["messages"][-2]["content"] == f"```python\n{scene('layout')}```"


@pytest.mark.parametrize("bad", range(5))
async def test_after_some_bad_answers_a_good_one_is_taken(desk: Desk, bad: int) -> None:
    code = await desk.write(*[says("no code here")] * bad, says(fenced(scene())))
    assert not code.fallback
    assert desk.api.requests == bad + 1


@pytest.mark.parametrize("answer", ["no code here", fenced(scene("reading")), fenced(scene("layout")), patch("a", "b")])
async def test_when_all_tries_fail_the_fallback_is_drawn_and_says_why(desk: Desk, answer: str) -> None:
    code = await desk.write(*[says(answer)] * 9)
    assert code.fallback
    assert code.problem
    assert code.scene_name == "Fake"
    assert desk.api.requests <= 5
    assert len(code.spend.calls) == 5


async def test_after_a_fallback_the_next_write_asks_anew(desk: Desk) -> None:
    await desk.write(*[says("no code here")] * 5)
    first = desk.api.requests
    code = await desk.write(says(fenced(scene())))
    assert not code.fallback
    assert desk.api.requests == first + 1


async def test_another_take_is_asked_for_anew_and_only_once(desk: Desk) -> None:
    second = SECTION.model_copy(update={"take": 1})
    await desk.write(says(fenced(scene())))
    desk.api.answer_with(says(fenced(scene("take two"))))
    for outcome in ("paid", "reused"):
        code = await desk.writer().write(PLAN, second, "inputs", desk.folder)
        assert read(code.source.path) == scene("take two")
        assert [call.outcome for call in code.spend.calls] == [outcome]
    assert read((await desk.write()).source.path) == scene()
    assert desk.api.asked[0] == desk.api.asked[1]
    assert desk.api.requests == 2


async def test_what_was_answered_before_a_crash_is_not_asked_again(desk: Desk) -> None:
    with pytest.raises(ServiceUnavailableError):
        await desk.write(says(fenced(scene("running"))), *[fails(529)] * 3)
    asked = desk.api.requests
    code = await desk.write(says(patch("# running", "# ")))
    assert desk.api.requests == asked + 1
    assert [call.outcome for call in code.spend.calls] == ["reused", "paid"]


async def test_a_refusal_ends_in_the_fallback_at_once(desk: Desk) -> None:
    code = await desk.write(says("", "refusal", stop_details={"category": "bio"}))
    assert code.fallback
    assert "bio" in code.problem
    assert desk.api.requests == 1


def failed(folder: Path, **changes: object) -> FailedScene:
    source = folder / "old.py"
    source.write_text(scene("old"))
    code = SceneCode.model_validate(
        {"inputs": "i", "source": _media(source), "scene_name": "Dots", "writer": "w", **changes}
    )
    beats = (BeatAudio(text="A dot appears.", start=0, end=7.5, words=()),)
    return FailedScene(code, SceneFault(inputs=code.version, message="out of memory", log="line 3", beats=beats))


def _media(path: Path) -> dict[str, object]:
    return {"path": path, "sha256": "s", "size": 1}


async def test_a_scene_that_did_not_render_is_patched_and_checked_against_its_real_timings(desk: Desk) -> None:
    desk.api.answer_with(says(patch("# old", "# ")))
    broken = failed(desk.folder)
    code = await desk.writer().repair(PLAN, SECTION, broken, "inputs", desk.folder)
    assert (read(code.source.path), code.mended) == (scene(), 1)
    assert "failed to render: out of memory\nline 3" in desk.prompts[0]
    assert desk.checker.beats == [broken.fault.beats]


async def test_a_scene_that_fails_to_render_too_often_becomes_the_fallback(desk: Desk) -> None:
    code = await desk.writer().repair(PLAN, SECTION, failed(desk.folder, mended=2), "inputs", desk.folder)
    assert (code.fallback, code.mended, desk.api.requests) == (True, 3, 0)


async def test_a_fallback_that_does_not_render_is_an_error(desk: Desk) -> None:
    with pytest.raises(SceneError, match="out of memory"):
        await desk.writer().repair(PLAN, SECTION, failed(desk.folder, fallback=True), "inputs", desk.folder)


async def test_a_scene_that_was_patched_and_does_not_render_even_so_is_written_anew(desk: Desk) -> None:
    desk.api.answer_with(says(fenced(scene())))
    code = await desk.writer().repair(PLAN, SECTION, failed(desk.folder, mended=1), "inputs", desk.folder)
    assert (read(code.source.path), code.mended, desk.api.requests) == (scene(), 2, 1)
    assert "Write the whole module anew" in desk.prompts[0]


async def test_a_real_scene_is_mended_with_what_a_real_run_says(claude_at: ClaudeAt, tmp_path: Path) -> None:
    bad = scene().replace("dot = Dot()", "dot = Dot(radus=1)")
    good = patch("        dot = Dot(radus=1)", "        dot = Dot(radius=0.1)")
    checker = ManimSceneChecker(slots=1, runtime_folder=tmp_path / "run")
    async with MessagesApi(says(fenced(bad)), says(good)).serving() as api:
        writer = ClaudeSceneWriter(claude_at(api.url), MODELS, checker, FakeSceneWriter(Calls(tmp_path / "calls")))
        code = await writer.write(PLAN, SECTION, "inputs", tmp_path)
        told = api.asked[1]["messages"][-1]["content"]
    assert not code.fallback
    assert "line 8: TypeError" in told
    assert "Dot(point:" in told
