from pathlib import Path

import pytest

from vidgen_assets.domain.errors import InputError
from vidgen_assets.providers.narrator_choice import NarratorChoice
from vidgen_assets.providers.offline_voice.espeak import Espeak
from vidgen_assets.providers.offline_voice.flite import Flite
from vidgen_assets.providers.offline_voice.narrator import OfflineNarrator
from vidgen_assets.rendering.process import run_async
from vidgen_assets_tests.providers.offline_voice.speaking import plan_of

_ESPEAK, _FLITE = OfflineNarrator(Espeak(), run_async), OfflineNarrator(Flite(), run_async)
_CHOICE = NarratorChoice({"espeak": _ESPEAK, "flite": _FLITE})


@pytest.mark.parametrize(("voice", "narrator"), [(None, _ESPEAK), ("en-gb", _ESPEAK), ("flite:slt", _FLITE)])
def test_the_voice_says_who_speaks_and_the_first_is_the_default(voice: str | None, narrator: OfflineNarrator) -> None:
    assert _CHOICE.narrator(voice) is narrator


def test_an_unknown_narrator_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="espeak:, flite:"):
        _CHOICE.check_voice("siri:anna", "en")


def test_an_unknown_voice_is_refused_by_its_narrator() -> None:
    with pytest.raises(InputError, match="flite has no voice 'anna'"):
        _CHOICE.check_voice("flite:anna", "en")


async def test_a_section_is_spoken_by_the_chosen_narrator(tmp_path: Path) -> None:
    plan = plan_of("Hello there.", voice="espeak:en-gb")
    audio = await _CHOICE.narrate(plan, plan.sections[0], "i", tmp_path)
    assert (audio.narrator, audio.voice) == ("espeak", "en-gb")


def test_its_identity_is_that_of_the_one_which_speaks() -> None:
    assert _CHOICE.identity == _CHOICE.identity_for("en-gb") == _ESPEAK.identity
    assert _CHOICE.identity_for("flite:slt") == _FLITE.identity
    assert _CHOICE.identity_for("siri:anna") == "siri"
