import pytest
import typst

from vidgen_assets.domain.formula import parse, to_typst
from vidgen_assets.domain.formula.symbols import SYMBOLS
from vidgen_assets_tests.domain.formula.formulas import FORMULAS


def compiles(fragment: str) -> bool:
    """Typst sets the fragment, also as the argument of a function, as subexpressions are marked."""
    document = f'#let mark(label, body) = body\n$ {fragment} $\n$ mark("a", {fragment}) $'
    return bool(typst.compile(document.encode(), format="svg"))


@pytest.mark.parametrize("tex", FORMULAS)
def test_every_formula_compiles(tex: str) -> None:
    assert compiles(to_typst(parse(tex)))


def test_every_symbol_compiles() -> None:
    for key, symbol in SYMBOLS.items():
        assert compiles(symbol.typst), key


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("dx", "d x"),
        ("in", "i n"),
        (r"\frac12", "frac(1, 2)"),
        ("x^10", "x^1 0"),
        ("f(x, y)", "f (x, y)"),
        (r"\frac{f(x, y)}{2}", "frac(f (x, y), 2)"),
        ("a, b", "a comma b"),
        (r"[0, 1)", "lr(bracket.l 0 comma 1 paren.r)"),
        (r"\text{if $x$}", '"if "x'),
        (r"w_{t+1}", "w_(t + 1)"),
        (r"x_\theta", "x_theta"),
        (r"n/2", "n slash 2"),
        ("1,000", '"1,000"'),
    ],
)
def test_neighbours_never_become_one_name_and_arguments_never_end_early(tex: str, expected: str) -> None:
    assert to_typst(parse(tex)) == expected
