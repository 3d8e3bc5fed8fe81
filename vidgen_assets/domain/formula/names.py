"""Named functions and operators, such as ``sin`` and ``arg max``: how each is said, and which Typst knows by name."""

# TeX command -> (text as set, spoken).
FUNCTIONS = {
    "sin": ("sin", "sine"),
    "cos": ("cos", "cosine"),
    "tan": ("tan", "tangent"),
    "cot": ("cot", "cotangent"),
    "sec": ("sec", "secant"),
    "csc": ("csc", "cosecant"),
    "arcsin": ("arcsin", "arc sine"),
    "arccos": ("arccos", "arc cosine"),
    "arctan": ("arctan", "arc tangent"),
    "sinh": ("sinh", "sinh"),
    "cosh": ("cosh", "cosh"),
    "tanh": ("tanh", "tanh"),
    "coth": ("coth", "coth"),
    "log": ("log", "log"),
    "ln": ("ln", "the natural log"),
    "lg": ("lg", "log"),
    "exp": ("exp", "exp"),
    "arg": ("arg", "arg"),
    "deg": ("deg", "degree"),
    "dim": ("dim", "the dimension"),
    "hom": ("hom", "hom"),
    "ker": ("ker", "the kernel"),
    "bmod": ("mod", "mod"),
}

# The same for operators whose scripts go above and below.
LIMIT_OPERATORS = {
    "lim": ("lim", "the limit"),
    "limsup": ("lim sup", "the upper limit"),
    "liminf": ("lim inf", "the lower limit"),
    "max": ("max", "the maximum"),
    "min": ("min", "the minimum"),
    "sup": ("sup", "the supremum"),
    "inf": ("inf", "the infimum"),
    "det": ("det", "the determinant"),
    "gcd": ("gcd", "the greatest common divisor"),
    "Pr": ("Pr", "the probability"),
    "argmax": ("arg max", "the arg max"),
    "argmin": ("arg min", "the arg min"),
}

SPOKEN = dict((FUNCTIONS | LIMIT_OPERATORS).values()) | {
    "softmax": "softmax",
    "ReLU": "relu",
    "sgn": "the sign",
    "sign": "the sign",
    "Var": "the variance",
    "Cov": "the covariance",
    "tr": "the trace",
    "Tr": "the trace",
    "rank": "the rank",
    "diag": "diag",
    "lcm": "the least common multiple",
    "KL": "K L",
    "MSE": "M S E",
    "erf": "the error function",
}

# Names that Typst sets upright, with the right spacing, when they are written bare.
_TYPST = """
    sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth log ln lg exp arg deg dim hom ker mod lim
    max min sup inf det gcd Pr
"""
TYPST_NAMES = frozenset(_TYPST.split())
