from pathlib import Path

import pytest

from vidgen_assets.cli.stored import Stored
from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.settings import Settings
from vidgen_assets_tests.cli.conftest import Vidgen


def _asked_for(home: Path, *prompts: str) -> Stored:
    stored = Stored.of(Settings.from_env({"VIDGEN_HOME": str(home)}))
    for prompt in prompts:
        stored.requests.save(VideoRequest(prompt=prompt))
    return stored


def test_an_empty_store_says_how_to_begin(vidgen: Vidgen) -> None:
    assert "no videos yet" in vidgen("list").stdout


def test_every_video_that_was_asked_for_is_listed(vidgen: Vidgen, home: Path) -> None:
    stored = _asked_for(home, "Waves", "The heat equation")
    output = vidgen("list").stdout
    assert all(video in output for video in stored.requests.videos())
    assert output.count("asked for") == 2


def test_a_video_is_found_by_the_beginning_of_its_name(home: Path) -> None:
    stored = _asked_for(home, "Waves", "The heat equation")
    assert stored.find("the-h").startswith("the-heat-equation-")


@pytest.mark.parametrize(
    ("name", "problem"), [("x", "no video begins"), ("", "no video begins"), ("wav", "begins wav")]
)
def test_a_name_that_fits_no_video_or_several_is_refused(home: Path, name: str, problem: str) -> None:
    stored = _asked_for(home, "Waves", "Wavelets")
    with pytest.raises(InputError, match=problem):
        stored.find(name)
