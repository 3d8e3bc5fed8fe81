import hashlib
from pathlib import Path

import espeakng_loader
import pytest

from vidgen_assets.domain.errors import InputError
from vidgen_assets.providers.offline_voice.engine import utterances
from vidgen_assets.providers.offline_voice.espeak import Espeak
from vidgen_assets.rendering.process import run
from vidgen_assets_tests.providers.offline_voice.speaking import PROSE, assert_sound, plan_of, spoken


async def test_a_section_is_spoken_with_every_word_on_its_sound(tmp_path: Path) -> None:
    audio = await spoken(Espeak(), plan_of(*PROSE), tmp_path)
    assert_sound(audio)
    assert [word.text for word in audio.beats[2].words] == ["O(n", "log", "n", "beats", "O(n²)", "always"]
    assert [word.text for word in audio.beats[0].words][2:4] == ["of", "a"]


async def test_the_same_words_give_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    digests = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        audio = await spoken(Espeak(), plan_of(*PROSE), tmp_path / name)
        digests.add(hashlib.sha256(audio.wav.path.read_bytes()).hexdigest())
    assert len(digests) == 1


@pytest.mark.parametrize(
    ("voice", "language", "text"),
    [
        (None, "de", "Die Ableitung misst, wie schnell sich der Wert ändert."),
        ("espeak:en-gb+f3", "en", "The slope of a curve."),
        (None, "zh", "学习 很 重要"),
        (None, "eu", "Kaixo mundua"),
    ],
)
async def test_every_language_and_variant_speaks(voice: str | None, language: str, text: str, tmp_path: Path) -> None:
    assert_sound(await spoken(Espeak(), plan_of(text, voice=voice, language=language), tmp_path))


def test_data_may_lie_at_a_path_longer_than_espeak_can_hold(tmp_path: Path) -> None:
    folder = tmp_path / ("d" * 120) / ("e" * 120)
    folder.mkdir(parents=True)
    (folder / "espeak-ng-data").symlink_to(espeakng_loader.get_data_path())
    engine = Espeak(folder / "espeak-ng-data")
    answer = run(engine.job(["Hello there."], engine.voice(None, "en")))
    assert len(utterances("espeak", answer)[0].samples) > 5_000


@pytest.mark.parametrize(
    ("name", "language", "full"),
    [
        (None, "en", "en-us"),
        (None, "en-GB", "en-gb"),
        (None, "en_AU", "en-us"),
        (None, "de-CH", "de"),
        (None, "pt-BR", "pt-br"),
        ("EN-US+F3", "de", "en-us+f3"),
    ],
)
def test_a_language_has_a_default_voice_and_case_does_not_matter(name: str | None, language: str, full: str) -> None:
    assert Espeak().voice(name, language).name == full


@pytest.mark.parametrize(
    ("name", "language", "wrong", "offered"),
    [
        ("klingon", "en", "klingon", "en-us"),
        (None, "tlh", "tlh", "en-us"),
        ("en-xx", "en", "en-xx", "en-gb"),
        ("en-us+nobody", "en", "nobody", "Alex"),
        ("../../x", "en", "../../x", "en-us"),
    ],
)
def test_an_unknown_voice_is_named_and_others_are_offered(
    name: str | None, language: str, wrong: str, offered: str
) -> None:
    with pytest.raises(InputError) as caught:
        Espeak().voice(name, language)
    assert caught.value.field == "voice"
    assert wrong in caught.value.problem
    assert offered in caught.value.fix
