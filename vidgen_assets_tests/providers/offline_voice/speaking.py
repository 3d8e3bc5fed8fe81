"""What the tests of the offline voice share: plans to be spoken, and how what came of one sounds."""

import wave
from pathlib import Path

import numpy as np

from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Beat, Plan, Section
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.visuals import Statement
from vidgen_assets.providers.offline_voice.engine import Engine
from vidgen_assets.providers.offline_voice.narrator import OfflineNarrator
from vidgen_assets.rendering.process import run_async
from vidgen_assets.sound.samples import Signal, signal

PROSE = (
    "The derivative of a function measures how fast its output changes. The slope, 3.5 in this case, is 1,024 too.",
    "Is it? Yes! At 120 km/h (on average), e.g. on a highway, v = s/t.",
    "O(n log n) beats O(n²) — always.",
)


def plan_of(*texts: str, voice: str | None = None, language: str = "en") -> Plan:
    """A plan with one section, which has a beat for each text."""
    beats = tuple(Beat(spoken=text, display=text, visual=Statement(text="x")) for text in texts)
    section = Section(key="01", title="T", beats=beats)
    quality = Quality.DRAFT
    return Plan(
        inputs="i", title="T", language=language, voice=voice, quality=quality, planner="p", sections=(section,)
    )


async def spoken(engine: Engine, plan: Plan, folder: Path) -> SectionAudio:
    """The plan's section as the engine says it, in a real child process."""
    return await OfflineNarrator(engine, run_async).narrate(plan, plan.sections[0], "made of this", folder)


def sound_of(audio: SectionAudio) -> Signal:
    """The samples of its file, which must be mono, 16-bit, at the rate it states."""
    with wave.open(str(audio.wav.path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, audio.sample_rate)
        return signal(np.frombuffer(file.readframes(file.getnframes()), np.int16))


def level(sound: Signal, rate: int, start: float, end: float) -> float:
    """The root mean square between two times, in dB of full scale."""
    part = sound[round(start * rate) : round(end * rate)].astype(np.float64)
    return 10 * float(np.log10(np.mean(part**2) + 1e-12))


def assert_sound(audio: SectionAudio) -> None:
    """What must hold of every section, whoever speaks: beats without gap, words in order, on sound, in their beat."""
    sound, rate = sound_of(audio), audio.sample_rate
    assert audio.duration == len(sound) / rate
    assert [beat.start for beat in audio.beats] == [0, *(beat.end for beat in audio.beats[:-1])]
    assert audio.beats[-1].end == audio.duration
    for beat in audio.beats:
        assert 0.05 < beat.words[0].start - beat.start < 0.3
        assert beat.words[-1].end < beat.end
        for word, following in zip(beat.words, beat.words[1:], strict=False):
            assert word.end <= following.start
            assert word.offset < following.offset
        for word in beat.words:
            assert beat.text.startswith(word.text, word.offset)
            assert beat.start <= word.start < word.end <= beat.end
            assert level(sound, rate, word.start, word.end) > -40
        assert level(sound, rate, beat.start, beat.words[0].start) < -60
        assert level(sound, rate, beat.words[-1].end, beat.end) < -60
