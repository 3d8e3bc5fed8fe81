"""Narration and plans for tests of rendering. Each word is a noisy tone of its own, so that its sound can be found."""

import re
import wave
from pathlib import Path

import numpy as np

from vidgen_assets.domain.artifact import MediaFile
from vidgen_assets.domain.narration import BeatAudio, SectionAudio, Word
from vidgen_assets.domain.plan import SECTION_KEYS, Beat, Plan, Section
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.visuals import Statement

RATE = 22_050
PAUSE = 0.2  # s, after each beat


def speak(texts: tuple[str, ...], folder: Path) -> SectionAudio:
    """A section's audio in `folder`, one beat for each text."""
    random = np.random.default_rng(7)
    pieces, beats, at = [], [], 0
    for text in texts:
        first, words = at, []
        for match in re.finditer(r"\S+", text):
            length = int(RATE * (0.05 + 0.03 * len(match.group())))
            pieces += [_word(random, length), np.zeros(RATE // 50)]
            words.append(Word(text=match.group(), offset=match.start(), start=at / RATE, end=(at + length) / RATE))
            at += length + RATE // 50
        pieces.append(np.zeros(int(PAUSE * RATE)))
        at += int(PAUSE * RATE)
        beats.append(BeatAudio(text=text, start=first / RATE, end=at / RATE, words=tuple(words)))
    return section_audio(np.concatenate(pieces), tuple(beats), folder / "audio.wav")


def section_audio(samples: np.ndarray, beats: tuple[BeatAudio, ...], path: Path) -> SectionAudio:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((samples * 32_767).astype("<i2").tobytes())
    return SectionAudio(
        inputs="audio",
        wav=MediaFile.of(path),
        sample_rate=RATE,
        duration=len(samples) / RATE,
        narrator="test",
        voice="test",
        beats=beats,
    )


def plan(*sections: tuple[str, ...], quality: Quality = Quality.DRAFT) -> Plan:
    """A plan with a section for each tuple of spoken texts."""
    return Plan(
        inputs="plan",
        title="Tests & trials",
        language="en-GB",
        voice=None,
        quality=quality,
        planner="test",
        sections=tuple(
            Section(key=key, title=f"Part {key}", beats=tuple(_beat(text) for text in texts))
            for key, texts in zip(SECTION_KEYS, sections, strict=False)
        ),
    )


def _beat(text: str) -> Beat:
    return Beat(spoken=text, display=text, visual=Statement(text=text))


def _word(random: np.random.Generator, length: int) -> np.ndarray:
    tone = np.sin(2 * np.pi * random.uniform(150, 500) * np.arange(length) / RATE)
    return (0.4 * tone + 0.05 * random.standard_normal(length)) * np.hanning(length)
