from pathlib import Path

import pytest

from vidgen_assets.cli.request import video_request
from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.quality import Quality
from vidgen_assets.domain.request import VideoRequest


def _request(prompt: str | None = None, script: Path | None = None) -> VideoRequest:
    return video_request(prompt, script, language="en", voice=None, quality=Quality.DRAFT)


def test_a_prompt_is_taken_as_it_is() -> None:
    assert _request('What is "x" & $y?').prompt == 'What is "x" & $y?'


def test_a_script_brings_the_name_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "waves.md").write_text("# Waves\n")
    request = _request(script=tmp_path / "waves.md")
    assert (request.script, request.script_name) == ("# Waves", "waves.md")


@pytest.mark.parametrize(
    ("prompt", "problem"),
    [
        (None, "prompt: it is empty"),
        ("  ", "prompt: it is empty"),
        ("x" * 100_000, "it has 100,000 characters, at most 4,000"),
        ("broken \udcff", "it is not UTF-8 text"),
        ("lesson.md", "looks like the name of a file"),
    ],
)
def test_a_prompt_that_cannot_be_used_is_refused(prompt: str | None, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        _request(prompt)


def test_a_prompt_and_a_script_together_are_refused(tmp_path: Path) -> None:
    (tmp_path / "waves.md").write_text("# Waves\n")
    with pytest.raises(InputError, match="both a prompt and a script"):
        _request("Waves", tmp_path / "waves.md")
