"""A section as it is to be said, beat by beat, found fit for a voice. How each voice says it is a narrator's affair."""

from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.plan import Section
from vidgen_assets.domain.speech.prepare import can_be_said, speech_text
from vidgen_assets.domain.speech.text import SpeechText

MAX_SECTION_CHARS = 30_000
"""More than half an hour of speech: such a text is not one section of an explanation."""


def section_speech(section: Section, language: str) -> list[SpeechText]:
    """What is to be said in each beat. Raises `InputError` for a beat without a word in it, or too long a section."""
    if len(section.spoken) > MAX_SECTION_CHARS:
        raise InputError(
            f"its narration has {len(section.spoken):,} characters, at most {MAX_SECTION_CHARS:,} are spoken",
            field=f"section {section.key}",
            fix="Divide it into several sections",
        )
    speech = [speech_text(beat.spoken, language) for beat in section.beats]
    for number, text in enumerate(speech, start=1):
        if not can_be_said(text):
            raise InputError(
                f"there is no word to say in {section.beats[number - 1].spoken[:40]!r}",
                field=f"section {section.key}, paragraph {number}",
                fix="Write what the voice shall say there",
            )
    return speech
