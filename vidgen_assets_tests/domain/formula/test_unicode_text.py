import pytest

from vidgen_assets.domain.formula import parse, to_unicode
from vidgen_assets_tests.domain.formula.formulas import FORMULAS


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\frac{\partial L}{\partial w}", "∂L/∂w"),
        (r"w_{t+1} = w_t - \eta x", "wₜ₊₁ = wₜ − ηx"),
        (r"\frac{-b \pm \sqrt{b^2 - 4ac}}{2a}", "(−b ± √(b² − 4ac))/(2a)"),
        (r"\int_0^1 f(x)\,dx", "∫₀¹ f(x) dx"),
        (r"\sum_{i=1}^n x_i", "∑ᵢ₌₁ⁿ xᵢ"),
        (r"\sin^2 \theta + \cos \theta", "sin² θ + cos θ"),
        (r"\hat y \in \mathbb{R}^n", "ŷ ∈ ℝⁿ"),
        (r"a = -x", "a = −x"),
        (r"e^{i\pi}", "e^(iπ)"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "(a b; c d)"),
        (r"f''(x), 90^\circ, n!", "f″(x), 90°, n!"),
        (r"a \equiv b \pmod n", "a ≡ b (mod n)"),
    ],
)
def test_a_formula_is_one_line_of_text(tex: str, text: str) -> None:
    assert to_unicode(parse(tex)) == text


@pytest.mark.parametrize("tex", FORMULAS)
def test_no_tex_is_left(tex: str) -> None:
    text = to_unicode(parse(tex))
    assert text
    assert "\n" not in text
    assert "\\" not in text.replace("\\", "", r"\backslash" in tex)
