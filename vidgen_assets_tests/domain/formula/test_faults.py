import pytest

from vidgen_assets.domain.errors import FormulaError
from vidgen_assets.domain.formula import parse


@pytest.mark.parametrize(
    ("tex", "named"),
    [
        ("{a", "an opening brace { is never closed"),
        ("a}", "a closing brace } has no opening one"),
        (r"\foo x", r"\foo is not supported"),
        (r"\begin{tikzcd} a \end{tikzcd}", "the environment tikzcd is not supported"),
        (r"\begin{cases} a", r"a \begin and an \end do not match"),
        (r"\frac{1}", r"\frac lacks its argument"),
        (r"\left( x", r"a \left has no \right"),
        (r"x \right)", r"a \right has no \left"),
        ("x^2^3", "two ^ follow one another"),
        ("x^", "^ lacks its argument"),
        ("a $ b", "a dollar sign"),
        ("", "it is empty"),
        ("x" * 1001, "more than 1,000 characters"),
        ("{" * 400 + "}" * 400, "nested too deeply"),
        (r"\sqrt[3", "an opening bracket [ is never closed"),
    ],
)
def test_what_cannot_be_translated_is_named(tex: str, named: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(tex)
    assert named in str(caught.value)
    assert caught.value.fix
