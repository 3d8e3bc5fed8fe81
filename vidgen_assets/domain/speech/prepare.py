"""From what is written to what a synthesiser is given. The rules themselves belong to the modules beside this one."""

from vidgen_assets.domain.speech.cleaning import CLEANING, PAUSES, TIDYING
from vidgen_assets.domain.speech.english.rules import ENGLISH
from vidgen_assets.domain.speech.text import SpeechText, rewrite

SPEECH_VERSION = 1
"""Raised whenever a rule changes what is said, so that narrators' identities change with it."""


def speech_text(source: str, language: str) -> SpeechText:
    """`source` as it is to be said, with no character left that a synthesiser could take for a command.

    English is put into words; in other languages (`language` is a BCP 47 tag) the synthesiser's own reading is kept.
    """
    speech = rewrite(SpeechText.of(source), CLEANING)
    if is_english(language):
        speech = rewrite(speech, ENGLISH)
    return rewrite(rewrite(speech, PAUSES), TIDYING)


def is_english(language: str) -> bool:
    """Whether a BCP 47 tag means English of any region."""
    return language.lower().replace("_", "-").partition("-")[0] == "en"


def can_be_said(speech: SpeechText) -> bool:
    """Whether a letter or a digit is left: the rest makes no sound."""
    return any(character.isalnum() for character in speech.text)
