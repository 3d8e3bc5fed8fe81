"""All English rules, in the order in which they are asked."""

from vidgen_assets.domain.speech.english.abbreviations import ABBREVIATIONS
from vidgen_assets.domain.speech.english.identifiers import IDENTIFIERS
from vidgen_assets.domain.speech.english.lexicon import LEXICON
from vidgen_assets.domain.speech.english.mathematics import MATHEMATICS
from vidgen_assets.domain.speech.english.numbers import NUMBERS
from vidgen_assets.domain.speech.english.quantities import QUANTITIES
from vidgen_assets.domain.speech.english.symbols import SYMBOLS
from vidgen_assets.domain.speech.text import Rule

ENGLISH: tuple[Rule, ...] = (*ABBREVIATIONS, *LEXICON, *IDENTIFIERS, *QUANTITIES, *NUMBERS, *MATHEMATICS, *SYMBOLS)
