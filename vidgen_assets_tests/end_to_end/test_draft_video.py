import re
from pathlib import Path

import pytest

from vidgen_assets_tests.conftest import MadeVideo
from vidgen_assets_tests.end_to_end.film import Film, watch


@pytest.fixture(scope="module")
def film(draft_video: MadeVideo) -> Film:
    return watch(draft_video.mp4)


def test_the_path_that_is_printed_is_the_final_video(draft_video: MadeVideo) -> None:
    assert draft_video.mp4.name == "final.mp4"
    assert draft_video.mp4.is_relative_to(draft_video.home)


def test_it_is_a_video_of_the_quality_that_was_asked_for(film: Film) -> None:
    assert film.codecs == ("h264", "aac")
    assert (film.width, film.height, film.frame_rate) == (854, 480, 15)


def test_it_lasts_as_long_as_an_explanation_should(film: Film) -> None:
    assert 90 <= film.duration <= 240


def test_picture_and_sound_end_together(film: Film) -> None:
    assert film.sound_duration == pytest.approx(film.duration, abs=0.1)


def test_its_five_sections_are_chapters_without_a_gap(film: Film) -> None:
    assert len(film.chapters) == 5
    assert all(chapter.title for chapter in film.chapters)
    starts = [chapter.start for chapter in film.chapters]
    ends = [chapter.end for chapter in film.chapters]
    assert starts == pytest.approx([0, *ends[:-1]], abs=0.002)
    assert ends[-1] == pytest.approx(film.duration, abs=2 / film.frame_rate)


def test_every_section_is_spoken(film: Film) -> None:
    assert all(film.audible(chapter) > 0.4 for chapter in film.chapters)


def test_every_section_moves(film: Film) -> None:
    assert all(film.moving(chapter) > 0.1 for chapter in film.chapters)


def test_the_picture_is_never_empty_for_a_second(film: Film) -> None:
    assert film.longest_empty() < 1.0


def test_captions_cover_the_whole_video(draft_video: MadeVideo, film: Film) -> None:
    captions = (draft_video.folder / "captions.vtt").read_text()
    assert captions.startswith("WEBVTT")
    ends = re.findall(r"--> (?:(\d+):)?(\d+):([\d.]+)", captions)
    hours, minutes, seconds = ends[-1]
    last = int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)
    assert film.duration - 5 < last <= film.duration + 0.1


@pytest.mark.parametrize("name", ["audio.wav", "audio.json", "scene.py", "scene.json", "clip.mp4", "clip.json"])
def test_each_section_leaves_files_that_a_person_can_open(draft_video: MadeVideo, name: str) -> None:
    sections = sorted((draft_video.folder / "sections").iterdir())
    assert [folder.name for folder in sections] == ["01", "02", "03", "04", "05"]
    assert all(Path(folder / name).stat().st_size > 0 for folder in sections)


def test_what_took_how_long_is_told(draft_video: MadeVideo) -> None:
    assert str(draft_video.mp4) in draft_video.remarks.splitlines()[-1]
    assert re.search(r"made in [\d:.]+", draft_video.remarks)
