import re
from itertools import pairwise

import pytest

from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.caption_cut import LINE_COLUMNS, width, wrap
from vidgen_assets.domain.captions import Cue, captions_vtt, chapters_vtt, section_cues
from vidgen_assets.domain.narration import BeatAudio, SectionAudio, Word
from vidgen_assets.domain.plan import Beat, Section
from vidgen_assets.domain.video import Chapter, Placement
from vidgen_assets.domain.visuals import Statement

LONG = (
    "The slope ∂L/∂w tells us how fast the loss changes when one weight moves by a little, and so we step the other "
    "way. Yes. That is gradient descent in 3 words: follow the slope."
)
LONG_SPOKEN = LONG.replace("∂L/∂w", "partial L over partial w").replace(" 3 ", " three ")
CHINESE = (
    "梯度下降是一种优化算法，它沿着损失函数下降最快的方向更新参数。每一步都很小，但是它会不断重复，直到损失不再下降。"  # noqa: RUF001
)


def _beat(text: str, start: float) -> BeatAudio:
    words, at = [], start
    for match in re.finditer(r"[\u4e00-\u9fff]|[^\s\u4e00-\u9fff]+", text):
        end = at + 0.1 + len(match.group()) / 20
        words.append(Word(text=match.group(), offset=match.start(), start=at, end=end))
        at = end + (0.4 if match.group()[-1] in ".,。" else 0.02)
    return BeatAudio(text=text, start=start, end=at + 0.3, words=tuple(words))


def _cues(*texts: tuple[str, str], offset: float = 0.0, pause: float = 0.0) -> tuple[Cue, ...]:
    """The captions of beats given as display and spoken text, `pause` seconds apart in the clip."""
    beats: list[BeatAudio] = []
    for _, spoken in texts:
        beats.append(_beat(spoken, beats[-1].end if beats else 0.0))
    audio = SectionAudio(
        inputs="",
        wav=MediaFile(path="none.wav", sha256="", size=0),
        sample_rate=22_050,
        duration=beats[-1].end,
        narrator="",
        voice="",
        beats=tuple(beats),
    )
    shown = tuple(Beat(display=display, spoken=spoken, visual=Statement(text="")) for display, spoken in texts)
    places = [Placement(beat=number, start=beat.start + number * pause) for number, beat in enumerate(beats)]
    return section_cues(Section(key="01", title="", beats=shown), audio, places, offset, offset + audio.duration + 9)


@pytest.mark.parametrize(("display", "spoken"), [(LONG, LONG_SPOKEN), (CHINESE, CHINESE)], ids=["English", "Chinese"])
def test_captions_have_two_lines_of_42_columns_at_most_and_lose_nothing(display: str, spoken: str) -> None:
    cues = _cues((display, spoken))
    lines = [line for cue in cues for line in cue.lines]
    assert all(len(cue.lines) <= 2 for cue in cues)
    assert all(width(line) <= LINE_COLUMNS for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", display)


def test_captions_follow_each_other_without_overlap_and_stay_long_enough() -> None:
    cues = _cues((LONG, LONG_SPOKEN), ("So it is.", "So it is."), ("Indeed, it is so.", "Indeed, it is so."))
    assert all(one.end <= two.start for one, two in pairwise(cues))
    assert all(1.0 <= cue.end - cue.start <= 7.6 for cue in cues)


def test_a_caption_ends_with_its_sentence() -> None:
    texts = [" ".join(cue.lines) for cue in _cues((LONG, LONG_SPOKEN))]
    assert any(text.endswith("the other way.") for text in texts)
    assert not any("the other way. Yes" in text for text in texts)


def test_a_caption_starts_when_its_first_word_is_heard() -> None:
    spoken = _beat(LONG_SPOKEN, 0.0)
    heard = next(word.start for word in spoken.words if word.text == "That")
    cue = next(cue for cue in _cues((LONG, LONG_SPOKEN), offset=100.0) if "That is" in " ".join(cue.lines))
    yes = next(word.start for word in spoken.words if word.text == "Yes.")
    assert cue.start - 100 == pytest.approx(yes if "Yes" in " ".join(cue.lines) else heard)


def test_a_formula_takes_the_time_of_the_words_it_is_spoken_in() -> None:
    display = "One two three four five six seven eight nine. Then E = mc² shows it. And all is well here now."
    spoken = display.replace("E = mc²", "E equals m c squared")
    beat = _beat(spoken, 0.0)
    cues = _cues((display, spoken))
    after = next(cue for cue in cues if cue.lines[0].startswith("And"))
    assert after.start == pytest.approx(next(word.start for word in beat.words if word.text == "And"))


def test_captions_move_with_the_placement_of_their_beat() -> None:
    straight, moved = (_cues(("One.", "One."), ("Two.", "Two."), pause=pause) for pause in (0.0, 2.5))
    assert moved[1].start - straight[1].start == pytest.approx(2.5)
    assert moved[0].start == straight[0].start


def test_a_beat_without_word_times_is_captioned_over_its_length() -> None:
    audio = BeatAudio(text="Nothing is known of it.", start=0, end=4, words=())
    section = Section(
        key="01", title="", beats=(Beat(spoken=audio.text, display=audio.text, visual=Statement(text="")),)
    )
    whole = SectionAudio(
        inputs="",
        wav=MediaFile(path="none.wav", sha256="", size=0),
        sample_rate=8_000,
        duration=4,
        narrator="",
        voice="",
        beats=(audio,),
    )
    (cue,) = section_cues(section, whole, [Placement(beat=0, start=1.0)], 0.0, 5.2)
    assert (cue.start, cue.end, cue.lines) == (1.0, 5.2, ("Nothing is known of it.",))


def test_a_word_too_long_for_a_line_keeps_a_line() -> None:
    assert wrap("x" * 60) == ("x" * 60,)


def test_text_is_escaped_and_times_are_written_in_full() -> None:
    text = captions_vtt(
        [Cue(start=0.0, end=1.5, lines=("a < b & c --> d",)), Cue(start=3661.5, end=3662, lines=("x", "y"))]
    )
    assert text == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\na &lt; b &amp; c --&gt; d\n\n01:01:01.500 --> 01:01:02.000\nx\ny\n"
    )


def test_chapters_are_webvtt_too() -> None:
    assert chapters_vtt([Chapter(title="One\n<two>", start=0, end=2)]) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nOne &lt;two&gt;\n"
    )


def test_no_beats_make_no_captions() -> None:
    assert captions_vtt([]) == "WEBVTT\n"
