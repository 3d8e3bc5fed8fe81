import asyncio
from pathlib import Path

import pytest

from vidgen_assets.domain.errors import ConfigurationError, InputError
from vidgen_assets.providers.elevenlabs.narrator import Manner
from vidgen_assets.providers.elevenlabs.speaking import Style
from vidgen_assets_tests.providers.elevenlabs.server import Server
from vidgen_assets_tests.providers.elevenlabs.speaking import narrator, plan_of, spoken
from vidgen_assets_tests.providers.offline_voice.speaking import assert_sound

BEATS = ("One thing is here. Another thing, 3.5 of them, is there.", "Is it so? It is.")


async def test_a_section_is_said_in_one_call_and_cut_into_beats_and_words(tmp_path: Path) -> None:
    async with Server() as server:
        audio = await spoken(narrator(server.url, tmp_path), plan_of(BEATS), tmp_path)
    assert server.texts == ["One thing is here. Another thing, three point five of them, is there. Is it so? It is."]
    assert_sound(audio)
    assert [beat.text for beat in audio.beats] == list(BEATS)
    assert [word.text for word in audio.beats[0].words][5:9] == ["thing", "3.5", "of", "them"]
    assert (audio.narrator, audio.estimated, audio.inputs) == ("elevenlabs", False, "made of this")


async def test_one_narrator_says_several_sections_at_once(tmp_path: Path) -> None:
    plan = plan_of(*((f"This is section {letter}.",) for letter in "abcd"))
    async with Server(tier="creator", seconds=0.1) as server:
        voice = narrator(server.url, tmp_path)
        await asyncio.gather(*(spoken(voice, plan, tmp_path, number) for number in range(4)))
    assert server.peak == 4


@pytest.mark.parametrize("language", ["en-GB", "de", "zh"])
async def test_other_languages_are_named_to_the_service_and_spoken(language: str, tmp_path: Path) -> None:
    text = {"de": "Guten Tag. Wie geht es?", "zh": "你好。再见。", "en-GB": "Hello. Goodbye."}[language]
    async with Server() as server:
        audio = await spoken(narrator(server.url, tmp_path), plan_of((text,), language=language), tmp_path)
    assert server.asked[0]["language_code"] == language[:2]
    assert_sound(audio)


async def test_a_beat_without_a_word_is_named_before_anything_is_bought(tmp_path: Path) -> None:
    async with Server() as server:
        with pytest.raises(InputError, match="section 01, paragraph 2"):
            await spoken(narrator(server.url, tmp_path), plan_of(("Hello.", "* — …")), tmp_path)
    assert server.asked == []


def test_identity_holds_all_that_can_be_heard_and_nothing_else(tmp_path: Path) -> None:
    def identity(manner: Manner) -> str:
        return narrator("http://anywhere", tmp_path, manner).identity

    plain = identity(Manner())
    others = Manner(voice="Amy"), Manner(Style(seed=2)), Manner(Style(model="x"))
    assert plain == identity(Manner(reuse="texts"))
    assert len({plain, *map(identity, others)}) == 4
    assert "anywhere" not in plain


@pytest.mark.parametrize("output_format", ["mp3_44100_128", "pcm", "wav_24000"])
def test_a_format_that_is_no_raw_sound_is_refused(output_format: str) -> None:
    with pytest.raises(ConfigurationError, match="pcm_24000"):
        Style(output_format=output_format)


async def test_models_that_refuse_a_context_are_given_none(tmp_path: Path) -> None:
    plan = plan_of(("First.",), ("Second.",))
    async with Server() as server:
        await spoken(narrator(server.url, tmp_path, Manner(Style(model="eleven_v3"))), plan, tmp_path)
    assert not {"previous_text", "next_text"} & set(server.asked[0])
