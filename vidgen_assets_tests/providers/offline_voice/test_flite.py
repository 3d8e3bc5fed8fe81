from pathlib import Path

import pytest

from vidgen_assets.domain.errors import ConfigurationError, InputError, NarrationError
from vidgen_assets.providers.offline_voice.flite import Flite
from vidgen_assets_tests.providers.offline_voice.speaking import PROSE, assert_sound, plan_of, spoken


def _missing() -> bool:
    try:
        Flite().voice("slt", "en")
    except ConfigurationError:
        return True
    return False


installed = pytest.mark.skipif(_missing(), reason="flite is not installed: apt-get install libflite1")


@installed
@pytest.mark.parametrize("voice", ["flite:slt", "flite:rms", "flite:awb", "flite:kal16"])
async def test_a_section_is_spoken_with_every_word_on_its_sound(voice: str, tmp_path: Path) -> None:
    assert_sound(await spoken(Flite(), plan_of(*PROSE, voice=voice), tmp_path))


@installed
async def test_accents_are_read_as_plain_letters(tmp_path: Path) -> None:
    audio = await spoken(Flite(), plan_of("A naïve café, “señor” Gödel."), tmp_path)
    assert [word.text for word in audio.beats[0].words] == ["A", "naïve", "café", "señor", "Gödel"]


@installed
async def test_a_script_that_flite_cannot_read_is_an_error_that_shows_it(tmp_path: Path) -> None:
    with pytest.raises(NarrationError, match="Привет"):
        await spoken(Flite(), plan_of("Привет мир"), tmp_path)


def test_where_flite_is_absent_the_command_that_installs_it_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="apt-get install libflite1"):
        Flite([tmp_path]).voice("slt", "en")


@pytest.mark.parametrize(("name", "language", "fix"), [("nobody", "en", "slt"), ("slt", "de", "espeak")])
def test_a_voice_that_flite_lacks_is_refused_with_what_there_is(name: str, language: str, fix: str) -> None:
    with pytest.raises(InputError) as caught:
        Flite().voice(name, language)
    assert fix in caught.value.fix
