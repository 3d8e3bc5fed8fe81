from vidgen_assets.domain.speech.estimate import estimated_seconds


def test_an_estimate_grows_with_what_is_said_not_with_what_is_written() -> None:
    assert estimated_seconds("It took 1,234,567 steps.", "en") > 2 * estimated_seconds("It took many more steps.", "en")
