"""Whether a prompt asks for a topic that there is a script on. Strict: a wrong video is worse than a clear refusal."""

import re
import unicodedata

# Words that ask for a video without saying what about.
_ASKING = """
    a about an and animated animation are basics beginner beginners brief briefly by can clear clearly course could
    create describe detail do does easily easy example explain explained explainer explaining explains explanation
    for from give good great have help how i in intro introduce introduction intuition intuitive intuitively is it its
    know lecture lesson learn like make me my need of on overview please produce quick quickly question show short
    simple simply some step steps tell teach teaching terms that the this to tutorial understand understanding us use
    used using video visual visualise visualize visually want was we what whats with word words work working works
    would you why
"""


def matches(prompt: str, topics: str, context: str = "") -> bool:
    """Whether `prompt`, apart from words that only ask, is one of `topics`.

    Both lists are separated by commas; words of `context`, such as the field that a topic belongs to, may be there too.
    """
    words = _words(prompt)
    known = {_core(_words(topic)) for topic in topics.split(",")}
    fields = [_words(phrase) for phrase in context.split(",")]
    return _core(words) in known or _core(_cut(words, fields)) in known


def _core(words: list[str]) -> str:
    return " ".join(word for word in words if word not in _ASKING.split())


def _cut(words: list[str], phrases: list[list[str]]) -> list[str]:
    """`words` without the runs that are one of `phrases`."""
    for phrase in sorted(phrases, key=len, reverse=True):
        for start in range(len(words) - len(phrase), -1, -1):
            if phrase and words[start : start + len(phrase)] == phrase:
                words = words[:start] + words[start + len(phrase) :]
    return words


def _words(text: str) -> list[str]:
    """Letters of every alphabet count, or a word in another one would be overlooked; accents do not."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in parted if not unicodedata.combining(char))
    return re.findall(r"[^\W_+#]+[+#]*", re.sub("['\N{RIGHT SINGLE QUOTATION MARK}]", "", plain))
