"""The names that an expression may use, with their value and their NumPy source. How text is read is `expression`'s."""

import math
from collections.abc import Callable
from typing import NamedTuple

Number = Callable[..., float]


class Constant(NamedTuple):
    """A named number and the Python that stands for it."""

    value: float
    source: str


class Function(NamedTuple):
    """A named function of `arity` numbers; `source` has a placeholder for each argument."""

    compute: Number
    source: str
    arity: int = 1


def _sign(x: float) -> float:
    return math.copysign(1.0, x) if x else 0.0


def _sigmoid(x: float) -> float:
    # The two branches are one function; each avoids the overflow of the other.
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def _sinc(x: float) -> float:
    return math.sin(x) / x if x else 1.0


CONSTANTS = {
    "pi": Constant(math.pi, "np.pi"),
    "tau": Constant(math.tau, "(2 * np.pi)"),
    "e": Constant(math.e, "np.e"),
}

FUNCTIONS = {
    "sin": Function(math.sin, "np.sin({0})"),
    "cos": Function(math.cos, "np.cos({0})"),
    "tan": Function(math.tan, "np.tan({0})"),
    "asin": Function(math.asin, "np.arcsin({0})"),
    "acos": Function(math.acos, "np.arccos({0})"),
    "atan": Function(math.atan, "np.arctan({0})"),
    "arcsin": Function(math.asin, "np.arcsin({0})"),
    "arccos": Function(math.acos, "np.arccos({0})"),
    "arctan": Function(math.atan, "np.arctan({0})"),
    "sinh": Function(math.sinh, "np.sinh({0})"),
    "cosh": Function(math.cosh, "np.cosh({0})"),
    "tanh": Function(math.tanh, "np.tanh({0})"),
    "exp": Function(math.exp, "np.exp({0})"),
    "log": Function(math.log, "np.log({0})"),
    "ln": Function(math.log, "np.log({0})"),
    "log2": Function(math.log2, "np.log2({0})"),
    "log10": Function(math.log10, "np.log10({0})"),
    "sqrt": Function(math.sqrt, "np.sqrt({0})"),
    "cbrt": Function(math.cbrt, "np.cbrt({0})"),
    "abs": Function(abs, "np.abs({0})"),
    "sign": Function(_sign, "np.sign({0})"),
    "floor": Function(lambda x: float(math.floor(x)), "np.floor({0})"),
    "ceil": Function(lambda x: float(math.ceil(x)), "np.ceil({0})"),
    "round": Function(lambda x: float(round(x)), "np.round({0})"),
    "min": Function(min, "np.minimum({0}, {1})", 2),
    "max": Function(max, "np.maximum({0}, {1})", 2),
    "sigmoid": Function(_sigmoid, "1 / (1 + np.exp(-({0})))"),
    "relu": Function(lambda x: max(0.0, x), "np.maximum(0, {0})"),
    "softplus": Function(lambda x: max(x, 0.0) + math.log1p(math.exp(-abs(x))), "np.logaddexp(0, {0})"),
    "step": Function(lambda x: float(x >= 0), "np.heaviside({0}, 1)"),
    "sinc": Function(_sinc, "np.sinc(({0}) / np.pi)"),
}
