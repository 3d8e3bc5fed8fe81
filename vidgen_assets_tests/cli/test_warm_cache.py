from pathlib import Path

from vidgen_assets_tests.cli.conftest import Vidgen


def test_each_phrase_is_spoken(vidgen: Vidgen, tmp_path: Path) -> None:
    (tmp_path / "phrases.txt").write_text("Let us look closer.\n\nThat is all.\n")
    answer = vidgen("warm-cache", tmp_path / "phrases.txt")
    assert answer.stdout == "2 phrases can be spoken; that cost $0.0000.\n"


def test_a_file_without_phrases_is_named(vidgen: Vidgen, tmp_path: Path) -> None:
    (tmp_path / "phrases.txt").write_text("\n\n")
    answer = vidgen("warm-cache", tmp_path / "phrases.txt")
    assert answer.exit_code == 2
    assert "phrases.txt" in answer.stderr
