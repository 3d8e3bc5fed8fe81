from typing import Any

import pytest

from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.request import MAX_PROMPT_CHARS, VideoRequest
from vidgen_assets.domain.video_id import VIDEO_ID


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({}, "prompt: it is empty"),
        ({"prompt": " \n"}, "prompt: it is empty"),
        ({"prompt": "x" * (MAX_PROMPT_CHARS + 1)}, "prompt: it has 4,001 characters"),
        ({"prompt": "a\0b"}, "prompt: it holds a NUL"),
        ({"script": "", "script_name": "a.md"}, "a.md: script: it is empty"),
        ({"prompt": "a", "script": "# b"}, "both a prompt and a script"),
        ({"prompt": "a", "minutes": 0.1}, "minutes: it cannot be 0.1. Give 0.5 to 20"),
        ({"prompt": "a", "minutes": float("nan")}, "minutes: it cannot be nan"),
        ({"prompt": "a", "sections": 13}, "sections: it cannot be 13. Give 1 to 12"),
        ({"prompt": "a", "budget": -1}, "budget: it cannot be -1. Give 0 or more"),
        ({"prompt": "a", "audience": ""}, "audience: it is empty"),
        ({"script": "# b", "minutes": 3}, "a script decides them itself"),
        *[({"prompt": "a", "language": tag}, "no language tag") for tag in ("", "english", "d", "en_GB", "en-", "中")],
    ],
)
def test_a_bad_request_is_refused_by_name(fields: dict[str, Any], named: str) -> None:
    with pytest.raises(InputError, match=named) as caught:
        VideoRequest(**fields)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("prompt", ["../evil", "a|b...c", "日本語", "x" * 4000, "Что такое градиент?", "CON"])
def test_an_id_is_always_a_safe_partition_key_and_path_segment(prompt: str) -> None:
    key = VideoRequest(prompt=prompt).video_id
    assert VIDEO_ID.fullmatch(key)
    assert len(key) <= 59


def test_the_same_prompt_has_the_same_id_whatever_its_spacing_case_and_quality() -> None:
    first = VideoRequest(prompt="Explain  Heaps ")
    assert first.video_id == VideoRequest(prompt="explain heaps", quality=Quality.HIGH).video_id
    assert first.video_id != VideoRequest(prompt="explain heaps", language="de").video_id


def test_a_script_keeps_its_id_while_its_text_is_edited() -> None:
    def script(title: str, body: str, name: str = "a.md") -> str:
        return VideoRequest(script=f"# {title}\n\n## One\n\n{body}", script_name=name).video_id

    assert script("Heaps", "Old.") == script("Heaps", "New.")
    assert script("Heaps", "Old.") != script("Trees", "Old.")
    assert script("Heaps", "Old.") != script("Heaps", "Old.", "b.md")
