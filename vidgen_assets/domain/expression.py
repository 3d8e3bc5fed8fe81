"""Functions of ``x`` as people write them in a plot, such as ``x^2 - 2x`` or ``e^(-x) sin(2 pi x)``.

Text is read against a list of what is allowed and never run: here it becomes numbers, and NumPy source for a scene.
How a curve is drawn belongs to a scene writer.
"""

import ast
import math
import re
from dataclasses import dataclass, field

from vidgen_assets.domain.errors import InputError
from vidgen_assets.domain.expression_functions import CONSTANTS, FUNCTIONS, Number

MAX_CHARS = 200
_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|(\*\*|[-+*/^%(),]))")
_AS_ASCII = str.maketrans(
    {
        "\N{MINUS SIGN}": "-",
        "\N{EN DASH}": "-",
        "·": "*",
        "\N{MULTIPLICATION SIGN}": "*",
        "÷": "/",
        "π": " pi ",
        "²": "^2",
        "³": "^3",
        "⁴": "^4",
    }
)
_OPERATORS: dict[type[ast.operator], Number] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Mod: lambda a, b: a % b,
    ast.Pow: math.pow,
}


@dataclass(frozen=True)
class Expression:
    """A function of ``x``. Calling it gives a finite number, or NaN where it has no (finite, real) value.

    Attributes:
        text: as it was written.
        source: the same as Python over NumPy, ready to be the body of ``lambda x: …``.
    """

    text: str
    source: str
    _tree: ast.expr = field(repr=False, compare=False)

    def __call__(self, x: float) -> float:
        """The value at `x`."""
        try:
            value = _value(self._tree, x)
        except (ArithmeticError, ValueError):
            return math.nan
        return value if math.isfinite(value) else math.nan


def read(text: str) -> Expression:
    """The expression in `text`. ``^`` is a power, ``2x`` and ``2(x + 1)`` are products.

    Raises:
        InputError: it does not parse, or uses a name that is neither ``x`` nor a known function or constant.
    """
    tree = _parse(text)
    return Expression(text.strip(), ast.unparse(_ToNumPy().visit(_parse(text))), tree)


def read_number(text: str) -> float:
    """The value of `text`, a number such as ``-1.5``, ``2pi`` or ``sqrt(2)``. Raises `InputError` if it is none."""
    tree = _parse(text)
    value = Expression(text, "", tree)(0.0)
    uses_x = any(isinstance(node, ast.Name) and node.id == "x" for node in ast.walk(tree))
    if uses_x or math.isnan(value):
        raise _error(text, "it is not a finite number", "Write a number, such as -2, 0.5 or 2pi")
    return value


def _parse(text: str) -> ast.expr:
    if len(text) > MAX_CHARS:
        raise _error(text[:20] + "…", f"it has more than {MAX_CHARS} characters", "Write a shorter function")
    python = _with_products(text, _tokens(text))
    try:
        tree = ast.parse(python, mode="eval").body
    except (SyntaxError, MemoryError, RecursionError) as error:
        raise _error(text, "it is not a complete expression", "Write it like x^2 - 1 or sin(2x)") from error
    _check_calls(text, tree)
    return tree


def _tokens(text: str) -> list[re.Match[str]]:
    plain, tokens, place = text.translate(_AS_ASCII).rstrip(), [], 0
    while place < len(plain):
        token = _TOKEN.match(plain, place)
        if token is None:
            odd = plain[place:].strip()[0]
            raise _error(text, f"{odd!r} has no place in it", "Use numbers, x, + - * / ^, parentheses and functions")
        _check_name(text, token[2])
        tokens.append(token)
        place = token.end()
    return tokens


def _check_name(text: str, name: str | None) -> None:
    if name is None or name == "x" or name in CONSTANTS or name in FUNCTIONS:
        return
    known = ", ".join([*CONSTANTS, *FUNCTIONS])
    raise _error(text, f"{name!r} is not known", f"The variable is x; known are {known}")


def _with_products(text: str, tokens: list[re.Match[str]]) -> str:
    """Python for `tokens`, with a ``*`` where two factors stand side by side."""
    words: list[str] = []
    ends_factor = False
    for token in tokens:
        number, name, sign = token.groups()
        if number and words and words[-1][-1].isdigit():
            raise _error(text, f"nothing stands between {words[-1]} and {number}", "Put an operator there")
        if ends_factor and (number or name or sign == "("):
            words.append("*")
        words.append("**" if sign == "^" else number or name or sign)
        ends_factor = bool(number) or sign == ")" or (name is not None and name not in FUNCTIONS)
    if not words:
        raise _error(text, "it is empty", "Write a function of x, such as x^2 - 1")
    return " ".join(words)


def _check_calls(text: str, tree: ast.expr) -> None:
    """Refuse what parses as Python but is no formula: tuples, bare functions, wrong numbers of arguments."""
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple):
            raise _error(text, "a comma stands outside a function", "Write decimals with a point, such as 0.5")
        if isinstance(node, ast.Name) and node.id in FUNCTIONS and id(node) not in called:
            raise _error(text, f"{node.id} has no argument", f"Write {node.id}(x)")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            wanted = FUNCTIONS[node.func.id].arity
            if len(node.args) != wanted:
                raise _error(text, f"{node.func.id} takes {wanted} argument(s), not {len(node.args)}", "Correct it")


def _value(node: ast.AST, x: float) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            return x if name == "x" else CONSTANTS[name].value
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, x)
        case ast.UnaryOp(operand=operand):
            return _value(operand, x)
        case ast.BinOp(left=left, op=operator, right=right):
            return _OPERATORS[type(operator)](_value(left, x), _value(right, x))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return FUNCTIONS[name].compute(*(_value(argument, x) for argument in arguments))
    raise ValueError(ast.dump(node))


class _ToNumPy(ast.NodeTransformer):
    """Rewrites names, functions and powers as their NumPy equivalents."""

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return node if node.id == "x" else _python(CONSTANTS[node.id].source)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """``e**y`` is ``np.exp(y)``; a fractional power of a negative float must be NaN, not a complex number."""
        base, exponent = node.left, self.visit(node.right)
        if isinstance(node.op, ast.Pow) and isinstance(base, ast.Name) and base.id == "e":
            return _python("np.exp({0})", exponent)
        node.left, node.right = self.visit(base), exponent
        if isinstance(node.op, ast.Pow) and not _is_whole(exponent):
            return _python("np.power({0}, {1})", node.left, exponent)
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        return _python(FUNCTIONS[name].source, *(self.visit(argument) for argument in node.args))


def _python(template: str, *arguments: ast.expr) -> ast.expr:
    filled = template.format(*(ast.unparse(argument) for argument in arguments))
    return ast.parse(filled, mode="eval").body


def _is_whole(node: ast.expr) -> bool:
    operand = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(operand, ast.Constant) and isinstance(operand.value, int)


def _error(text: str, problem: str, fix: str) -> InputError:
    return InputError(f"cannot read {text.strip()!r}: {problem}", field="expression", fix=fix)
