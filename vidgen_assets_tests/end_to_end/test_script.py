"""A short script of one's own: made, edited, broken, repaired and made again, as a person would.

The tests go on from each other, in this order; a file is run by one worker.
"""

import subprocess
from pathlib import Path

import pytest

from vidgen_assets_tests.conftest import vidgen
from vidgen_assets_tests.end_to_end.film import watch

SCRIPT = """\
# Two waves

## A slow one

A slow wave takes its time.

## A fast one

A fast wave is gone before you know it.
"""


class Author:
    """A person with a script and an empty data folder."""

    def __init__(self, home: Path) -> None:
        self.home, self.script = home, home / "waves.md"
        self.script.write_text(SCRIPT)

    def edit(self, old: str, new: str) -> None:
        self.script.write_text(self.script.read_text().replace(old, new))

    def make(self, *options: str) -> "subprocess.CompletedProcess[str]":
        return vidgen(self.home, "make", "--script", "waves.md", "--quality", "draft", *options, check=False)

    def vidgen(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return vidgen(self.home, *arguments, check=False)


@pytest.fixture(scope="module")
def author(tmp_path_factory: pytest.TempPathFactory) -> Author:
    """Has made the video once."""
    author = Author(tmp_path_factory.mktemp("author"))
    answer = author.make()
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return author


def test_an_edited_paragraph_makes_its_own_section_stale_and_nothing_else(author: Author) -> None:
    author.edit("before you know it", "in no time")
    lines = author.make("--dry-run").stdout.splitlines()
    assert [line.split()[:2] for line in lines[2:-1]] == [["02", "audio"], ["02", "code"], ["02", "clip"]]


def test_only_that_section_and_the_final_video_are_made_then(author: Author) -> None:
    answer = author.make("--out", "copy.mp4")
    made = [line for line in answer.stdout.splitlines() if line.endswith(" s") and "made in" in line]
    assert {line.partition(" made")[0] for line in made} == {
        *("plan", "02 A fast one: audio", "02 A fast one: code", "02 A fast one: clip", "final video"),
    }
    assert len(watch(author.home / "copy.mp4").chapters) == 2


def test_a_section_that_fails_leaves_the_other_and_is_named(author: Author) -> None:
    author.edit("in no time", "at once")
    author.home.joinpath(".env").write_text("VIDGEN_RENDER_TIMEOUT_S=0.01\n")
    answer = author.make()
    assert answer.returncode == 1
    assert "Error: section 02, clip: " in answer.stdout
    assert "0.01 s" in answer.stdout
    assert "Traceback" not in answer.stdout + answer.stderr


def test_its_status_says_what_is_to_be_made_and_what_went_wrong(author: Author) -> None:
    author.home.joinpath(".env").unlink()
    output = author.vidgen("status", "two-waves").stdout
    assert "02 clip: it " in output
    assert "The last try failed: " in output
    assert "01 audio" not in output


def test_a_rerun_completes_it(author: Author) -> None:
    answer = author.vidgen("rerun", "two-waves")
    assert answer.returncode == 0
    assert "01 A slow one" not in answer.stdout
    assert "Everything is as it is asked for." in author.vidgen("status", "two-waves").stdout


def test_a_section_can_be_made_again_although_nothing_has_changed(author: Author) -> None:
    answer = author.vidgen("rerun", "two-waves", "--section", "1")
    assert answer.returncode == 0
    assert "01 A slow one: clip made" in answer.stdout
    assert "02 A fast one" not in answer.stdout


def test_a_section_that_there_is_not_is_refused(author: Author) -> None:
    answer = author.vidgen("rerun", "two-waves", "--section", "7")
    assert answer.returncode == 2
    assert "no section 07" in answer.stderr


def test_the_list_shows_it(author: Author) -> None:
    assert "Two waves" in author.vidgen("list").stdout
