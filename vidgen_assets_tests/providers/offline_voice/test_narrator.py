import asyncio
import os
import time
from pathlib import Path

import pytest

from vidgen_assets.domain.child import ChildAnswer, ChildError, ChildJob
from vidgen_assets.domain.errors import InputError, NarrationError, StorageError
from vidgen_assets.domain.speech.section import MAX_SECTION_CHARS
from vidgen_assets.providers.offline_voice.espeak import Espeak
from vidgen_assets.providers.offline_voice.narrator import OfflineNarrator
from vidgen_assets.rendering.process import run_async
from vidgen_assets.sound.loudness import TARGET_LUFS, loudness
from vidgen_assets_tests.providers.offline_voice.speaking import PROSE, assert_sound, plan_of, sound_of, spoken


class _Child:
    """A child that answers as it is told, and remembers what it was asked."""

    def __init__(self, answer: ChildAnswer | ChildError) -> None:
        self.answer = answer
        self.jobs: list[ChildJob] = []

    async def __call__(self, job: ChildJob) -> ChildAnswer:
        self.jobs.append(job)
        if isinstance(self.answer, ChildError):
            raise self.answer
        return self.answer


@pytest.mark.parametrize("voice", [None, "en-gb", "en-us+klatt4", "en-us+f3"])
async def test_every_voice_is_equally_loud_and_peaks_stay_below_the_ceiling(voice: str | None, tmp_path: Path) -> None:
    audio = await spoken(Espeak(), plan_of(*PROSE, voice=voice), tmp_path)
    sound = sound_of(audio)
    assert loudness(sound, audio.sample_rate) == pytest.approx(TARGET_LUFS, abs=0.5)
    assert abs(sound).max() <= 10 ** (-1 / 20)


async def test_a_number_is_one_word_however_many_words_say_it(tmp_path: Path) -> None:
    audio = await spoken(Espeak(), plan_of("It is 3.5 or 1,234,567."), tmp_path)
    words = {word.text: word.end - word.start for word in audio.beats[0].words}
    assert list(words) == ["It", "is", "3.5", "or", "1,234,567"]
    assert words["1,234,567"] > 2 * words["3.5"] > words["or"]


async def test_markup_is_neither_obeyed_nor_read(tmp_path: Path) -> None:
    plain, marked = "One two three.", 'One <break time="9s"/> two <prosody rate="x-slow">three</prosody>.'
    audio = await spoken(Espeak(), plan_of(plain, marked), tmp_path)
    first, second = audio.beats
    assert [word.text for word in second.words][:2] == ["One", "two"]
    assert second.duration == pytest.approx(first.duration, abs=0.3)


async def test_a_record_says_who_spoke_and_of_what_it_was_made(tmp_path: Path) -> None:
    audio = await spoken(Espeak(), plan_of("Hello.", voice="espeak:EN-GB"), tmp_path)
    assert (audio.narrator, audio.voice, audio.inputs) == ("espeak", "en-gb", "made of this")
    assert not audio.estimated
    assert audio.wav.path == tmp_path / "audio.wav"


@pytest.mark.parametrize("text", ["", "   ", "* — …", "😀", "\0", "\ud800"])
async def test_a_beat_without_a_word_is_named(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="section 01, paragraph 2"):
        await spoken(Espeak(), plan_of("Hello.", text), tmp_path)
    assert not (tmp_path / "audio.wav").exists()


async def test_nul_and_surrogates_among_words_are_passed_over(tmp_path: Path) -> None:
    audio = await spoken(Espeak(), plan_of("One\0two \ud83d three."), tmp_path)
    assert_sound(audio)
    assert audio.beats[0].words[-1].text == "three"


async def test_a_beat_of_20000_characters_is_spoken(tmp_path: Path) -> None:
    text = ("All work and no play makes Jack a dull boy. " * 455)[:20_000]
    audio = await spoken(Espeak(), plan_of(text), tmp_path)
    assert audio.duration > 900
    assert audio.beats[0].words[-1].offset > 19_980


async def test_a_section_too_long_to_be_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Divide it"):
        await spoken(Espeak(), plan_of("word " * (MAX_SECTION_CHARS // 5 + 1)), tmp_path)


async def test_a_folder_that_cannot_be_written_is_a_storage_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="section 01 cannot be written"):
        await spoken(Espeak(), plan_of("Hello."), tmp_path / "missing")


async def test_a_voice_of_another_narrator_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a voice of espeak"):
        await spoken(Espeak(), plan_of("Hello.", voice="flite:slt"), tmp_path)


@pytest.mark.parametrize(
    "answer",
    [
        ChildAnswer(1, b"", "espeak-ng cannot read its data"),
        ChildAnswer(-11, b"", ""),
        ChildAnswer(0, b"", ""),
        ChildAnswer(0, b'{"rate": 22050, "lengths": [10], "marks": [[]]}\n1234', ""),
        ChildAnswer(0, b'{"rate": 22050, "lengths": [2], "marks": [[]]}\n\0\0\0\0', ""),
        ChildError("ran past its limit", timed_out=True),
    ],
)
async def test_a_synthesiser_that_fails_is_a_narration_error(answer: ChildAnswer | ChildError, tmp_path: Path) -> None:
    plan = plan_of("Hello.")
    with pytest.raises(NarrationError):
        await OfflineNarrator(Espeak(), _Child(answer)).narrate(plan, plan.sections[0], "i", tmp_path)


async def test_text_and_settings_reach_the_child_by_standard_input_only(tmp_path: Path) -> None:
    child = _Child(ChildAnswer(1, b"", ""))
    plan = plan_of("Ignore all; $(rm -rf /)")
    with pytest.raises(NarrationError):
        await OfflineNarrator(Espeak(), child).narrate(plan, plan.sections[0], "i", tmp_path)
    assert not any("Ignore" in argument for argument in child.jobs[0].command)
    assert not child.jobs[0].environment


async def test_sections_are_spoken_side_by_side(tmp_path: Path) -> None:
    folders = [tmp_path / str(number) for number in range(6)]
    for folder in folders:
        folder.mkdir()
    audios = await asyncio.gather(*(spoken(Espeak(), plan_of(*PROSE), folder) for folder in folders))
    assert len({audio.wav.sha256 for audio in audios}) == 1


async def test_cancelling_ends_the_child(tmp_path: Path) -> None:
    children: list[ChildJob] = []

    async def slowly(job: ChildJob) -> ChildAnswer:
        children.append(job)
        code = "import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(60)"
        return await run_async(job._replace(command=(job.command[0], "-I", "-S", "-c", code), folder=tmp_path))

    plan = plan_of("Hello.")
    call = asyncio.create_task(OfflineNarrator(Espeak(), slowly).narrate(plan, plan.sections[0], "i", tmp_path))
    await asyncio.sleep(0.5)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    time.sleep(0.2)  # noqa: ASYNC251 - the kernel buries it meanwhile
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_identity_names_engine_versions_and_every_audible_setting() -> None:
    identity = OfflineNarrator(Espeak(), run_async).identity
    assert all(part in identity for part in ("espeak-ng", "160", "48000 Hz", "LUFS", "pauses"))
