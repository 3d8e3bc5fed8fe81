"""Letters: which writing a text is in. Which fonts can draw it is found out where there are fonts."""

import unicodedata


def is_mostly_latin(text: str) -> bool:
    """Whether at least half of the text's letters are Latin; a text without letters is."""
    letters = [character for character in text if character.isalpha()]
    return 2 * sum(unicodedata.name(letter, "").startswith("LATIN ") for letter in letters) >= len(letters)
