from pathlib import Path

from vidgen_assets_tests.cli.conftest import Vidgen


def test_a_file_without_phrases_is_named(vidgen: Vidgen, tmp_path: Path) -> None:
    (tmp_path / "phrases.txt").write_text("\n\n")
    answer = vidgen("warm-cache", tmp_path / "phrases.txt")
    assert answer.exit_code == 2
    assert "phrases.txt" in answer.stderr
