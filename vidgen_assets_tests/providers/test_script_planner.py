import pytest

from vidgen_assets.domain.errors import FormulaError, InputError, ScriptError
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.domain.visuals import Statement
from vidgen_assets.providers.script_planner import ScriptPlanner, Shipped, shipped

PLANNER = ScriptPlanner()
WORDS_A_SECOND = 155 / 60


def test_latex_is_looked_for_each_time_that_a_script_is_read() -> None:
    found = [False, True]
    planner = ScriptPlanner(lambda: found.pop(0))
    request = VideoRequest(script="# T\n\n## S\n\nLook.\n\n```math\nx \\bigstar y\n```\n")
    with pytest.raises(FormulaError, match="bigstar"):
        planner.read(request)
    assert planner.read(request).sections


async def plan(prompt: str) -> Plan:
    return await PLANNER.plan(VideoRequest(prompt=prompt), "made-from")


@pytest.mark.parametrize(
    ("prompt", "title"),
    [
        ("Explain backpropagation in machine learning", "How backpropagation teaches a network"),
        ("how does back-propagation work?", "How backpropagation teaches a network"),
        ("what is the Fourier transform", "What the Fourier transform hears"),
        ("Binary search explained", "Binary search: one in a million in twenty looks"),
    ],
)
async def test_a_prompt_finds_the_script_that_fits(prompt: str, title: str) -> None:
    found = await plan(prompt)
    assert (found.title, len(found.sections)) == (title, 5)


@pytest.mark.parametrize(
    "prompt",
    [
        "binary stars",
        "search engines",
        "explain transformers in machine learning",
        "inverse Fourier optics lab safety",
        "inverse Fourier transform",
    ],
)
async def test_any_other_prompt_is_refused_with_what_to_do(prompt: str) -> None:
    with pytest.raises(InputError) as caught:
        await plan(prompt)
    message = str(caught.value)
    for hint in ("backpropagation", "the Fourier transform", "binary search"):
        assert hint in message
    for way in ("ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "--script"):
        assert way in message


async def test_a_prompt_in_another_language_gets_no_english_video() -> None:
    with pytest.raises(InputError):
        await PLANNER.plan(VideoRequest(prompt="binary search", language="de"), "x")


async def test_a_script_is_planned_as_it_stands() -> None:
    request = VideoRequest(script="# T\n\n## S\n\nText.", voice="v", quality=Quality.DRAFT, language="en-GB")
    made = await PLANNER.plan(request, "made-from")
    assert (made.title, made.voice, made.quality, made.language) == ("T", "v", Quality.DRAFT, "en-GB")
    assert (made.inputs, made.planner) == ("made-from", PLANNER.identity)
    assert made == await PLANNER.plan(request, "made-from")


async def test_a_fault_in_a_script_is_named_with_file_and_line() -> None:
    with pytest.raises(ScriptError) as caught:
        await PLANNER.plan(VideoRequest(script="\n# T\n\n## S\n\n![a](b)", script_name="mine.md"), "x")
    assert str(caught.value).startswith("mine.md:6: image: ")


@pytest.mark.parametrize("one", shipped(), ids=lambda one: one.topic)
class TestShippedScripts:
    def test_they_last_two_to_four_minutes(self, one: Shipped) -> None:
        words = sum(len(section.spoken.split()) for section in one.script.sections)
        assert 120 <= words / WORDS_A_SECOND <= 200

    def test_each_section_varies_what_is_seen(self, one: Shipped) -> None:
        for section in one.script.sections:
            kinds = [beat.visual.kind for beat in section.beats]
            assert 4 <= len(kinds) <= 6
            assert len(set(kinds)) >= 2
            assert kinds.count("statement") <= 2

    def test_no_plain_statement_is_a_cut_sentence(self, one: Shipped) -> None:
        beats = [beat for section in one.script.sections for beat in section.beats]
        assert not [v.text for v in (beat.visual for beat in beats) if isinstance(v, Statement) and "…" in v.text]


def test_a_script_in_another_writing_needs_its_language() -> None:
    text = "# 堆\n\n## 定义\n\n堆是一棵树。\n"
    with pytest.raises(InputError, match=r"heap\.md: language: it is not written in English.*--language zh"):
        PLANNER.read(VideoRequest(script=text, script_name="heap.md"))
    assert PLANNER.read(VideoRequest(script=text, script_name="heap.md", language="zh")).sections
