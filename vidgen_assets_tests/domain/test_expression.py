import math

import numpy as np
import pytest

from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.expression import read, read_number
from vidgen_assets.domain.expression_functions import FUNCTIONS


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("x^2 - 1", "x ** 2 - 1"),
        ("2x(x-1)", "2 * x * (x - 1)"),
        ("e^(-x) sin(2 pi x)", "np.exp(-x) * np.sin(2 * np.pi * x)"),
        ("x^0.5", "np.power(x, 0.5)"),
        ("sigmoid(2x)", "1 / (1 + np.exp(-(2 * x)))"),
        ("max(0, 1 - x)", "np.maximum(0, 1 - x)"),
        ("3\N{MULTIPLICATION SIGN}x² \N{MINUS SIGN} 1", "3 * x ** 2 - 1"),
    ],
)
def test_what_people_write_becomes_readable_numpy(text: str, source: str) -> None:
    assert read(text).source == source


@pytest.mark.parametrize("name", FUNCTIONS)
def test_numbers_and_source_agree(name: str) -> None:
    arguments = ", ".join(["x", "0.3"][: FUNCTIONS[name].arity])
    function = read(f"{name}({arguments})")
    for x in (0.25, 0.75):
        assert function(x) == pytest.approx(eval(function.source, {"np": np, "x": np.float64(x)}))  # noqa: S307


def test_a_minus_before_a_power_binds_less() -> None:
    assert read("-x^2")(3) == -9


@pytest.mark.parametrize("text", ["1/x", "log(x)", "sqrt(x - 1)", "x^-1", "9^9^9^9", "exp(10^5 (x + 1))"])
def test_where_there_is_no_finite_value_it_is_nan(text: str) -> None:
    assert math.isnan(read(text)(0))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "empty"),
        ("foo(x)", "'foo' is not known"),
        ("__import__('os')", "'__import__' is not known"),
        ("x.real", "'.' has no place"),
        ("sin", "sin has no argument"),
        ("max(x)", "max takes 2"),
        ("x, 1", "a comma stands outside"),
        ("sin(x", "not a complete expression"),
        ("1 2", "nothing stands between 1 and 2"),
        ("(" * 300, "more than 200 characters"),
        ("lambda x: x", "'lambda' is not known"),
        ("[x]", "'[' has no place"),
    ],
)
def test_anything_else_is_refused_by_name(text: str, named: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert named in str(caught.value)


def test_a_number_may_be_an_expression_without_x() -> None:
    assert read_number("-2pi") == pytest.approx(-2 * math.pi)
    with pytest.raises(InputError, match="not a finite number"):
        read_number("2x")
