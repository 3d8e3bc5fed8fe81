import ast

import pytest

from vidgen_assets.providers.scene_templates.source import block, call, literal, number, strings
from vidgen_assets_tests.providers.scene_templates.plans import LONG, ODD

TEXTS = ("", "plain", "it's", 'say "no"', "both ' and \"", "back\\slash", "ends\\", "new\nline", "\0", "é 日本 🚀", ODD)


@pytest.mark.parametrize("text", TEXTS)
def test_a_literal_reads_back_as_the_text(text: str) -> None:
    assert ast.literal_eval(literal(text)) == text


@pytest.mark.parametrize("text", [*TEXTS, 'a """ b', 'ends "', "\\n raw", "two\nlines\\"])
def test_a_block_reads_back_as_the_text(text: str) -> None:
    assignment = ast.parse("\n".join(block("NAME", text))).body[0]
    assert isinstance(assignment, ast.Assign)
    assert ast.literal_eval(assignment.value) == text


def test_formulas_are_raw_strings() -> None:
    assert literal(r"\frac{1}{2}") == r'r"\frac{1}{2}"'


def test_long_strings_are_cut_at_spaces_and_bookmarks_stay_whole() -> None:
    text = f"{LONG}<bookmark mark='b1'/>end"
    cut = strings(text, 40)
    assert ast.literal_eval("(" + " ".join(cut) + ")") == text
    assert max(map(len, cut)) <= 42
    assert any("<bookmark mark='b1'/>" in part for part in cut)


def test_calls_that_do_not_fit_have_an_argument_in_each_line() -> None:
    assert call("f", ["a", "b"], indent=0) == ["f(a, b)"]
    assert call("f", ["a" * 50, "b" * 50], indent=0) == ["f(", f"    {'a' * 50},", f"    {'b' * 50},", ")"]


@pytest.mark.parametrize(("value", "text"), [(1.0, "1"), (-0.5, "-0.5"), (1e-9, "1e-09"), (1e300, "1e+300")])
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text
