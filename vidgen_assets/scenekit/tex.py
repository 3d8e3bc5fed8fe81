"""Formulas in TeX notation -> Typst, remembered. What the notation is belongs to `domain.formula`."""

from functools import lru_cache

from vidgen_assets.domain.formula import parse, to_typst


@lru_cache(maxsize=512)
def typst(tex: str) -> str:
    """Typst math for `tex`. Raises `FormulaError` naming what cannot be translated."""
    return to_typst(parse(tex))
