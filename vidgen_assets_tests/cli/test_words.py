import pytest

from vidgen_assets.cli.words import count, span


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0.0 s"),
        (0.44, "0.4 s"),
        (9.94, "9.9 s"),
        (9.96, "10 s"),
        (59.4, "59 s"),
        (59.6, "1:00 min"),
        (65, "1:05 min"),
        (3601, "60:01 min"),
    ],
)
def test_a_length_of_time_is_short_to_read(seconds: float, text: str) -> None:
    assert span(seconds) == text


def test_one_is_singular() -> None:
    assert (count(1, "section"), count(5, "section")) == ("1 section", "5 sections")
