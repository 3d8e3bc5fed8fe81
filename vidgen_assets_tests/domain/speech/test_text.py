import re

from vidgen_assets.domain.speech.text import Rule, SpeechText, rewrite

_SHOUT = Rule(re.compile(r"[a-z]+"), lambda match: match[0].upper())


def test_every_character_knows_where_it_came_from() -> None:
    speech = rewrite(SpeechText.of("x = 42!"), [Rule.fixed(r"\d+", "forty-two")])
    assert speech.text == "x = forty-two!"
    assert speech.origins[:5] == (0, 1, 2, 3, 4)
    assert set(speech.origins[4:13]) == {4, 5}
    assert speech.origins[13] == 6


def test_origins_hold_through_several_passes() -> None:
    once = rewrite(SpeechText.of("ab 1"), [Rule.fixed("ab", "longer")])
    twice = rewrite(once, [Rule.fixed("1", "one")])
    assert twice.text == "longer one"
    assert twice.origins[-3:] == (3, 3, 3)


def test_the_rule_that_stands_first_wins_at_the_same_place() -> None:
    assert rewrite(SpeechText.of("abc"), [Rule.fixed("ab", "1"), _SHOUT]).text == "1C"


def test_what_a_rule_says_is_not_rewritten_in_the_same_pass() -> None:
    assert rewrite(SpeechText.of("7"), [Rule.fixed("7", "seven"), _SHOUT]).text == "seven"


def test_a_rule_may_say_nothing() -> None:
    assert rewrite(SpeechText.of("a-b"), [Rule.fixed("-", "")]) == ("ab", (0, 2))
