import re

import pytest

from vidgen_assets.domain.speech.prepare import can_be_said, speech_text

_READ = {
    "numbers": [
        ("3.5 and 1,024 and -5", "three point five and one thousand twenty-four and minus five"),
        ("50% of 0.25", "fifty percent of zero point two five"),
        ("in 1998, but 1998 samples", "in nineteen ninety-eight, but one thousand nine hundred ninety-eight samples"),
        ("the 1990s, the 21st", "the nineteen nineties, the twenty-first"),
        ("pages 5-10, 1914–1918", "pages five to ten, nineteen fourteen to nineteen eighteen"),
        ("1/2, 2/3, 1/n and 3½", "one half, two thirds, one over n and three and one half"),
        ("10^6 and 10⁻³", "ten to the power of six and ten to the power of minus three"),
        ("1.5e-3", "one point five times ten to the power of minus three"),
        ("at 10:30 on 2024-05-06", "at ten thirty on May sixth, twenty twenty-four"),
        ("007 and 3.11.2", "zero zero seven and three point eleven point two"),
        ("12345678901234567", "one two three four five six seven eight nine zero one two three four five six seven"),
    ],
    "quantities": [
        ("120 km/h, 10 ms, 3GB", "one hundred twenty kilometers per hour, ten milliseconds, three gigabytes"),
        ("20°C, 1 km, 9.8 m/s²", "twenty degrees Celsius, one kilometer, nine point eight meters per second squared"),
        ("$5, $5.50, $1.2B", "five dollars, five dollars and fifty cents, one point two billion dollars"),
        ("£0.01 or €3 million", "one penny or three million euros"),
        ("100k steps, 175B weights", "one hundred thousand steps, one hundred seventy-five billion weights"),
        ("224×224, 2x faster", "two hundred twenty-four by two hundred twenty-four, two times faster"),
    ],
    "abbreviations": [
        ("e.g. this, i.e. that", "for example, this, that is, that"),
        ("Dr. Smith vs. Fig. 3, approx. 5", "Doctor Smith versus Figure three, approximately five"),
        ("Apples, etc. The end.", "Apples, et cetera. The end."),
        ("apples, etc. are", "apples, et cetera are"),
    ],
    "acronyms and names": [
        ("NASA has CPUs, APIs", "NASA has C.P.U's, A.P.I's"),
        ("SQL and JSON over HTTP", "sequel and jason over HTTP"),
        ("LaTeX, ReLU, softmax, SGD", "lay-tech, rellu, softmax, S.G.D"),
        ("GPT-4, VGG16, H₂O", "G.P.T four, V.G.G sixteen, H two O"),
        ("DO NOT RUN", "do not run"),
        ("C++ and C#", "C plus plus and C sharp"),
    ],
    "symbols and formulas": [
        ("O(n log n) and f(x) = x^2", "O of n log n and f of x equals x squared"),
        ("x ≤ 5, y ≥ 2", "x less than or equal to five, y greater than or equal to two"),
        ("z ≈ 3 ± 1", "z approximately equals three plus or minus one"),
        ("∂L/∂w and dy/dx", "partial L over partial w and dy over dx"),
        ("A → B, 3 × 4, α + π", "A to B, three times four, alpha plus pi"),
        ("P(A|B), sin(x)", "P of A given B, sine of x"),
        ("a² + b²", "eigh squared plus b squared"),
        ("e^{iπ} + 1", "e to the power of i pi plus one"),
        ("and/or, input/output", "and or, input output"),
    ],
    "programs and addresses": [
        ("myValue, snake_case, print()", "my Value, snake case, print"),
        ("np.dot in main.py", "np dot dot in main dot py"),
        ("https://www.example.com/a?b=1#c!", "example dot com!"),
        ("ada@example.org", "ada at example dot org"),
    ],
    "punctuation": [
        ("He said “yes” (really) — no.", "He said yes, really, no."),
        ("**bold** and `code`", "bold and code"),
        ("Well… ok. Wow!! What?!", "Well, ok. Wow! What?"),
        ("fun 😀 🚀 👩‍💻 1️⃣ done", "fun done"),
    ],
}  # fmt: skip
_CASES = [pytest.param(*case, id=case[0]) for cases in _READ.values() for case in cases]
_HOSTILE = [
    '<break time="2s"/>Hi</speak>',
    "[[h@l'oU]] \\pau=500\\",
    "a\0b\x01\x1b[0m\ud800",
    "&lt;break/&gt; & &amp;",
    "<speak><audio src='x'/>hello</speak>",
]


@pytest.mark.parametrize(("written", "said"), _CASES)
def test_english_is_put_into_words(written: str, said: str) -> None:
    assert speech_text(written, "en").text == said


@pytest.mark.parametrize("text", _HOSTILE)
@pytest.mark.parametrize("language", ["en-GB", "de"])
def test_nothing_is_left_that_a_synthesiser_could_take_for_a_command(text: str, language: str) -> None:
    assert not re.search(r"&\w|[<>\[\]{}\\\x00-\x1f\ud800-\udfff]", speech_text(text, language).text)


def test_other_languages_keep_their_own_numbers_and_abbreviations() -> None:
    assert speech_text("Das kostet 3,50 Euro, z.B. am 3. Mai.", "de").text == "Das kostet 3,50 Euro, z.B. am 3. Mai."


@pytest.mark.parametrize("text", ["", "  ", "* — …", "😀", "\0\ud800", "<b>"])
def test_text_without_a_word_cannot_be_said(text: str) -> None:
    assert not can_be_said(speech_text(text, "en"))


def test_origins_point_into_the_source_and_never_go_back() -> None:
    source = "At 120 km/h, e.g. on a highway (in 1998), v ≈ s/t — “fast”."
    speech = speech_text(source, "en")
    assert len(speech.text) == len(speech.origins)
    assert list(speech.origins) == sorted(speech.origins)
    assert source[speech.origins[speech.text.index("fast")]] == "f"


@pytest.mark.parametrize("piece", ["(", ")", " , ", "*", "-", "1.", "a-", "A.B.", "'", "<a ", "1/2 ", "http://", "…"])
@pytest.mark.timeout(60)  # a pattern that backtracks would take hours
def test_long_strange_texts_come_to_an_end(piece: str) -> None:
    speech = speech_text(piece * (12_000 // len(piece)), "en")
    assert len(speech.text) == len(speech.origins)
