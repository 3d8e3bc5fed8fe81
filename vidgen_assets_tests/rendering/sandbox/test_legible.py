import pytest

from vidgen_assets.rendering.sandbox.legible import legible


@pytest.mark.parametrize("text", ["plain", "two\nlines\tand a tab", "naïve – 数学 🎬", "1 < 2 [31m"])
def test_text_is_left_as_it_is(text: str) -> None:
    assert legible(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x07", "link"),
        ("\x1b(0lq\x1b(B", "lq"),
        ("10 %\r20 %\r\nend", "10 %\n20 %\nend"),
        ("a\x00b\x7f", "a\ufffdb\ufffd"),
        ("\u202egpj.exe", "\ufffdgpj.exe"),
        ("half \ud83c", "half \ufffd"),
        ("\x1b", "\ufffd"),
    ],
)
def test_orders_go_and_what_is_not_seen_is_marked(text: str, expected: str) -> None:
    assert legible(text) == expected
