import json
from copy import deepcopy
from importlib.metadata import version
from typing import Any

import pytest

from vidgen_assets.domain.errors import PlanningError
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.script import parse
from vidgen_assets.domain.service_errors import RefusalError
from vidgen_assets.domain.visuals import Formula, Statement
from vidgen_assets.providers.claude.plan_answer import read_beginning, schema
from vidgen_assets.providers.claude.planner import COLOURS, ClaudePlanner
from vidgen_assets.scenekit import theme
from vidgen_assets_tests.providers.claude.conftest import MODEL, ClaudeAt
from vidgen_assets_tests.providers.claude.messages_api import MessagesApi, says, streams

REQUEST = VideoRequest(prompt="Explain gradient descent", language="en-GB", audience="bakers", minutes=2, sections=2)
FREE = VideoRequest(prompt="Explain gradient descent")
GOOD: dict[str, Any] = {
    "title": "Rolling downhill",
    "notation": [{"symbol": r"\eta", "meaning": "step size", "colour": COLOURS[0]}],
    "sections": [
        {
            "title": "A valley",
            "summary": "A ball stands on a slope.",
            "beats": [
                {
                    "narration": r"The slope is $\frac{\partial L}{\partial w}$.",
                    "visual": "```math\nw - \\eta g\n```",
                    "brief": "A ball rolls.",
                },
                {"narration": "So **we step down**.", "visual": "", "brief": "An arrow points down -- and left."},
            ],
        },
        {
            "title": "The end",
            "summary": "It rests.",
            "beats": [{"narration": "It stops.", "visual": "- one\n- two", "brief": ""}],
        },
    ],
}


def planner(claude_at: ClaudeAt, url: str | None) -> ClaudePlanner:
    return ClaudePlanner(claude_at(url), MODEL, MODEL.model_copy(update={"name": "claude-haiku-5-5"}))


def plan_text(**changes: Any) -> str:
    return json.dumps(GOOD | changes)


def broken(visual: str) -> str:
    answer = deepcopy(GOOD)
    answer["sections"][0]["beats"][0]["visual"] = visual
    return json.dumps(answer)


async def test_an_answer_becomes_a_plan_with_everything_that_later_makers_need(claude_at: ClaudeAt) -> None:
    async with MessagesApi(says(plan_text())).serving() as api:
        plan = await planner(claude_at, api.url).plan(FREE, "inputs")
    first = plan.sections[0]
    assert (plan.inputs, plan.title, plan.video) == ("inputs", "Rolling downhill", FREE.video_id)
    assert first.beats[0].spoken == "The slope is partial L over partial w."
    assert first.beats[0].display == "The slope is ∂L/∂w."
    assert first.beats[0].visual == Formula(steps=(r"w - \eta g",))
    assert first.beats[1].visual == Statement(text="We step down")
    assert (first.beats[0].brief, first.summary) == ("A ball rolls.", "A ball stands on a slope.")
    assert plan.notation[0].meaning == "step size"
    assert [call.purpose for call in plan.spend.calls] == ["plan"]


async def test_the_wishes_of_a_request_are_told(claude_at: ClaudeAt) -> None:
    async with MessagesApi(says(plan_text()), says(plan_text())).serving() as api:
        await planner(claude_at, api.url).plan(REQUEST, "inputs")
    wish = api.asked[0]["messages"][0]["content"]
    for told in ("Explain gradient descent", "en-GB", "bakers", "2 minutes, about 310 words", "Sections: 2"):
        assert told in wish
    assert api.asked[0]["output_config"]["format"]["schema"] == schema()


async def test_the_script_of_a_plan_reads_as_the_same_plan(claude_at: ClaudeAt) -> None:
    async with MessagesApi(says(plan_text())).serving() as api:
        plan = await planner(claude_at, api.url).plan(FREE, "inputs")
    script = parse(plan.script)
    assert script.title == plan.title
    assert [[beat.visual for beat in section.beats] for section in script.sections] == [
        [beat.visual for beat in section.beats] for section in plan.sections
    ]


FAULTY = [
    (broken("```math\n\\frac{a\n```"), "Section 1, beat 1, formula"),
    (broken("- one\n\nMore narration."), "Section 1, beat 1, narration or visual"),
    (broken("```plot\ny = 1/\n```"), "Section 1, beat 1, plot"),
    (plan_text(title=""), "The title is ''"),
    (plan_text(sections=[]), "It has 0 sections"),
    (plan_text(notation=[{"symbol": "x", "meaning": "m", "colour": "red"}]), "The colour of x is 'red'"),
    (plan_text(sections=[{"title": "a", "summary": ""}]), "sections.0.beats: Field required"),
    ("I cannot do that in JSON", "It is not JSON"),
    ('{"title": "x", ', "It is not JSON"),
]


@pytest.mark.parametrize(("answer", "fault"), FAULTY)
async def test_faults_go_back_once_with_their_place_and_the_mended_plan_is_taken(
    claude_at: ClaudeAt, answer: str, fault: str
) -> None:
    async with MessagesApi(says(answer), says(plan_text())).serving() as api:
        plan = await planner(claude_at, api.url).plan(FREE, "inputs")
    assert plan.title == "Rolling downhill"
    assert [call.purpose for call in plan.spend.calls] == ["plan", "repair"]
    question, given, repair = api.asked[1]["messages"]
    assert question == api.asked[0]["messages"][0]
    assert given == {"role": "assistant", "content": answer.rstrip()}
    assert fault in repair["content"]
    assert api.asked[1]["model"] == "claude-haiku-5-5"


async def test_a_plan_that_stays_faulty_fails_clearly_and_is_asked_for_anew_the_next_time(claude_at: ClaudeAt) -> None:
    bad = says(broken("```math\n\\frac{a\n```"))
    async with MessagesApi(bad, bad, says(plan_text())).serving() as api:
        with pytest.raises(PlanningError, match="Section 1, beat 1, formula"):
            await planner(claude_at, api.url).plan(FREE, "inputs")
        assert api.requests == 2
        await planner(claude_at, api.url).plan(FREE, "inputs")
    assert api.requests == 3


async def test_wishes_that_are_not_met_are_asked_for_once_more_and_then_let_be(claude_at: ClaudeAt) -> None:
    request = VideoRequest(prompt="Explain heaps", sections=5, minutes=3)
    async with MessagesApi(says(plan_text()), says(plan_text())).serving() as api:
        plan = await planner(claude_at, api.url).plan(request, "inputs")
    repair = api.asked[1]["messages"][-1]["content"]
    assert "It has 2 sections; 5 are wanted." in repair
    assert "about 465 are wanted" in repair
    assert len(plan.sections) == 2


async def test_a_plan_that_is_cut_off_gets_more_tokens(claude_at: ClaudeAt) -> None:
    async with MessagesApi(says(plan_text()[:50], "max_tokens"), says(plan_text())).serving() as api:
        await planner(claude_at, api.url).plan(FREE, "inputs")
    assert [asked["max_tokens"] for asked in api.asked] == [1000, 2000]


async def test_a_plan_that_is_always_cut_off_names_the_setting(claude_at: ClaudeAt) -> None:
    async with MessagesApi(otherwise=lambda _: says(plan_text()[:50], "max_tokens")).serving() as api:
        with pytest.raises(PlanningError, match="VIDGEN_PLAN_MAX_TOKENS"):
            await planner(claude_at, api.url).plan(FREE, "inputs")
    assert api.requests == 4


async def test_a_refusal_is_told_and_not_repeated(claude_at: ClaudeAt) -> None:
    async with MessagesApi(says("", "refusal", stop_details={"category": "bio"})).serving() as api:
        with pytest.raises(RefusalError, match="bio"):
            await planner(claude_at, api.url).plan(FREE, "inputs")
    assert api.requests == 1


def test_a_plan_costs_money_so_there_is_no_preview(claude_at: ClaudeAt) -> None:
    planner(claude_at, None).preview(FREE, "inputs")


def test_its_identity_changes_with_model_effort_and_prompt_and_not_with_the_key(claude_at: ClaudeAt) -> None:
    one = ClaudePlanner(claude_at(None), MODEL, MODEL).identity
    assert one == ClaudePlanner(claude_at("http://elsewhere", key="other"), MODEL, MODEL).identity
    assert one != ClaudePlanner(claude_at(None), MODEL.model_copy(update={"effort": "high"}), MODEL).identity


def test_colours_of_symbols_are_those_of_the_look() -> None:
    assert {*COLOURS} <= {theme.ACCENT, theme.SIGNAL, theme.BACKWARD, *theme.SERIES}


def test_the_prompts_are_written_for_the_installed_manim() -> None:
    assert version("manim").startswith("0.22")


async def test_a_plan_tells_its_beginning_once_before_its_end_is_there(claude_at: ClaudeAt) -> None:
    begun: list[Plan] = []
    async with MessagesApi(streams(plan_text(), pieces=60)).serving() as api:
        plan = await planner(claude_at, api.url).plan_aloud(FREE, "inputs", begun.append)
        again = await planner(claude_at, api.url).plan(FREE, "inputs")
    (beginning,) = begun
    assert plan.sections == again.sections
    assert beginning.sections[0] == plan.sections[0]
    assert beginning.sections[1].beats[0].spoken == plan.sections[1].beats[0].spoken
    assert (beginning.video, beginning.language) == (plan.video, plan.language)
    assert api.requests == 1


async def test_a_plan_that_was_bought_before_tells_no_beginning(claude_at: ClaudeAt) -> None:
    begun: list[Plan] = []
    async with MessagesApi(says(plan_text())).serving() as api:
        for _ in range(2):
            await planner(claude_at, api.url).plan_aloud(FREE, "inputs", begun.append)
    assert (begun, api.requests) == ([], 1)


def test_a_beginning_is_known_from_the_next_sections_first_words_on() -> None:
    text = plan_text()
    known = next(end for end in range(len(text)) if read_beginning(text[:end]))
    assert text[:known].endswith('"It stops."')
    assert all(len(read_beginning(text[:end])) == 2 for end in range(known, len(text) + 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no JSON",
        '{"sections": 3}',
        '{"sections": [[], []]}',
        plan_text(sections=[]),
        plan_text(sections=GOOD["sections"][:1]),
        plan_text(sections=[GOOD["sections"][0] | {"beats": []}, GOOD["sections"][1]]),
        plan_text(sections=[GOOD["sections"][0], {"title": "Odd", "summary": "", "beats": [{"narration": 3}]}]),
        broken("```nonsense\n```"),
    ],
)
def test_what_is_no_beginning_of_a_good_plan_is_none(text: str) -> None:
    assert read_beginning(text) == ()
