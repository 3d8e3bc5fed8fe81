import re

import pytest

from vidgen_assets.domain.formula import parse, spoken
from vidgen_assets_tests.domain.formula.formulas import FORMULAS


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        (r"\frac{\partial L}{\partial w}", "partial L over partial w"),
        ("x^2", "x squared"),
        ("w_{t+1} = 0", "w sub t plus 1, equals 0"),
        (r"\sum_{i=1}^n x_i", "the sum from i equals 1 to n of x sub i"),
        (r"\sum_i x_i", "the sum over i of x sub i"),
        ("e^{-x}", "e to the minus x"),
        ("f(x)", "f of x"),
        ("f(x, y)", "f of x and y"),
        (r"O(\log n)", "big O of log n"),
        ("O(n^2)", "big O of n squared"),
        (r"\Theta(n \log n)", "big theta of n log n"),
        (r"\hat y", "y hat"),
        (r"\int_0^1 f(x)\,dx", "the integral from 0 to 1 of f of x d x"),
        (r"\frac{a+b}{c}", "the quantity A plus b, all over c"),
        (r"\frac{1}{1+e^{-x}}", "1 over the quantity 1 plus e to the minus x"),
        (r"\frac{1}{2} m v^2", "one half m v squared"),
        ("n(n+1)", "n times the quantity n plus 1"),
        ("(x+1)^2", "the quantity x plus 1, squared"),
        (r"\log_2 n", "log base 2 of n"),
        (r"\lim_{x \to 0} f(x)", "the limit as x goes to 0 of f of x"),
        (r"\max_a Q(s, a)", "the maximum over A of Q of s and A"),
        (r"\arg\min_x f(x)", "the arg min over x of f of x"),
        (r"\frac{d}{dx} f(x)", "the derivative with respect to x of f of x"),
        (r"\nabla_\theta L", "the gradient with respect to theta of L"),
        ("A^T A", "A transpose A"),
        ("A^{-1}", "A inverse"),
        (r"\sin^2 \theta", "sine squared theta"),
        (r"\sqrt{x}", "the square root of x"),
        (r"\sqrt[3]{x+1}", "the cube root of the quantity x plus 1"),
        (r"\binom{n}{k}", "n choose k"),
        ("n!", "n factorial"),
        ("|x|", "the absolute value of x"),
        (r"\|x\|_2", "the 2 norm of x"),
        (r"P(A \mid B)", "P of A given B"),
        (r"x \in \mathbb{R}^n", "x in R to the n"),
        (r"\mathbb{E}[X]", "the expected value of X"),
        (r"x \le y < z", "x is at most y, which is less than z"),
        (r"\mathbf{v} \cdot \mathbf{w}", "v dot w"),
        (r"\begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix}", "the 2 by 2 matrix with rows 1, 0, and 0, 1"),
        (r"\begin{cases} 1 & n = 0 \\ 2 & \text{otherwise} \end{cases}", "1 if n equals 0, and 2 otherwise"),
        ("f'(x)", "f prime of x"),
        (r"L_{\text{total}}", "L total"),
        (r"\{1, 2, \dots, n\}", "the set 1, 2, and so on, n"),
        ("[0, 1]", "the interval from 0 to 1"),
        ("1,000", "1,000"),
    ],
)
def test_a_formula_is_read_as_a_teacher_reads_it(tex: str, said: str) -> None:
    assert spoken(parse(tex)) == said


@pytest.mark.parametrize("tex", FORMULAS)
def test_nothing_that_is_said_is_markup(tex: str) -> None:
    said = spoken(parse(tex)).replace("costs $5, or &", "costs")  # ordinary words, which a narrator reads
    assert re.search(r"[\\{}$^_&#~]|  |,,| ,", said) is None
    assert said
