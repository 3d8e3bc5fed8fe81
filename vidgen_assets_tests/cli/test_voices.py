from vidgen_assets_tests.cli.conftest import Vidgen


def test_every_voice_that_can_be_asked_for_is_a_line(vidgen: Vidgen) -> None:
    lines = vidgen("voices").stdout.splitlines()
    assert {"espeak:en-us", "espeak:de", "flite:slt"} <= set(lines)


def test_a_language_narrows_them(vidgen: Vidgen) -> None:
    lines = vidgen("voices", "--language", "pt").stdout.split()
    assert lines == ["espeak:pt", "espeak:pt-br", "espeak:pt-pt"]
