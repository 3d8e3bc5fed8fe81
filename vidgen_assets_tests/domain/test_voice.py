import pytest

from vidgen_assets.domain.voice import VoiceName


@pytest.mark.parametrize(
    ("voice", "narrator", "name"),
    [
        ("espeak:en-gb", "espeak", "en-gb"),
        ("flite:", "flite", None),
        ("en-us+f3", None, "en-us+f3"),
        (" Flite : slt ", "flite", "slt"),
        ("openai:model:voice", "openai", "model:voice"),
        (None, None, None),
        ("", None, None),
    ],
)
def test_a_voice_is_split_at_its_first_colon(voice: str | None, narrator: str | None, name: str | None) -> None:
    assert VoiceName.parse(voice) == (narrator, name)
