import re

from vidgen_assets.providers.scene_templates.cues import cued

TEXT = "So remember three moves. Run forward to get a guess. Run backward to find the blame. Then move every weight."


def following(text: str) -> list[str]:
    """The word after each bookmark."""
    return re.findall(r"<bookmark mark='\w+'/>(\w+)", text)


def test_a_bookmark_stands_before_the_clause_that_matches() -> None:
    cues = cued(TEXT, ["Forward: compute the guess", "Backward: share out the blame", "Update: the weights move"])
    assert following(cues.text) == ["Run", "Run", "Then"]
    assert cues.found == 3


def test_two_phrases_of_one_clause_each_come_on_their_word() -> None:
    assert (
        following(cued("We mix a lot of red paint with a little blue paint here.", ["red", "blue"]).text)[-1] == "blue"
    )


def test_without_its_bookmarks_the_text_is_what_was_spoken() -> None:
    cues = cued(TEXT, ["guess", "nothing that is said", "weight"])
    assert re.sub(r"<bookmark mark='\w+'/>", "", cues.text) == TEXT


def test_phrases_keep_their_order_even_if_the_voice_does_not() -> None:
    cues = cued(TEXT, ["weight", "guess"])
    marks = re.findall(r"mark='(\w+)'", cues.text)
    assert marks == sorted(marks)


def test_phrases_that_are_not_said_are_spread_over_the_clauses() -> None:
    cues = cued(TEXT, ["alpha", "beta", "gamma", "delta"])
    assert following(cues.text) == ["Run", "Run", "Then"]
    assert cues.found == 0


def test_the_first_phrase_can_be_there_from_the_start() -> None:
    assert cued(TEXT, ["every weight", "the blame"], at_once=True).marks == (None, "b2")


def test_more_phrases_than_words_leave_some_without_a_bookmark() -> None:
    cues = cued("Two words", ["a", "b", "c", "d"])
    assert len(cues.marks) == 4
    assert cues.marks[2:] == (None, None)


def test_marks_are_plain_words() -> None:
    assert all(re.fullmatch(r"\w+", mark) for mark in cued(TEXT, ["guess", "blame"]).marks if mark)


def test_speech_without_words_has_no_bookmarks() -> None:
    assert cued("…", ["one"]).text == "…"
