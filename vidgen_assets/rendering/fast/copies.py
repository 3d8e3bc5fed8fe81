"""Copies of mobjects, as `copy.deepcopy` makes them, with less asking: most of what a mobject holds is numbers.

What each animation copies is a family of hundreds of glyphs, so this is where setting up a `play` spends its time.
"""

import copy
from typing import Any

import numpy as np
from manim.mobject.mobject import Mobject
from manim.utils.color import ManimColor
from svgelements import Path as SvgPath

# Copying these gives the thing itself, or might as well: nothing changes a colour, nor an outline once it is read.
_SHARED = frozenset({int, float, bool, str, bytes, type(None), ManimColor, SvgPath})


def deepcopy_mobject(mobject: Mobject, memo: dict[int, Any]) -> Mobject:
    """`Mobject.__deepcopy__`."""
    kind = type(mobject)
    result = kind.__new__(kind)
    memo[id(mobject)] = result
    plain = kind.__setattr__ is object.__setattr__
    for name, value in vars(mobject).items():
        copied = _copied(value, memo)
        if plain:
            vars(result)[name] = copied
        else:
            setattr(result, name, copied)
    result.original_id = str(id(mobject))
    return result


def _copied(value: Any, memo: dict[int, Any]) -> Any:
    kind = type(value)
    if kind in _SHARED:
        return value
    if kind is np.ndarray and not value.dtype.hasobject:
        return _copied_array(value, memo)
    if (kind is list or kind is dict) and not value:
        return copy.deepcopy(value, memo) if id(value) in memo else _remembered(value, kind(), memo)
    return copy.deepcopy(value, memo)


def _copied_array(array: np.ndarray, memo: dict[int, Any]) -> Any:
    known = memo.get(id(array))
    return _remembered(array, array.copy(order="K"), memo) if known is None else known


def _remembered(value: Any, copied: Any, memo: dict[int, Any]) -> Any:
    memo[id(value)] = copied
    memo.setdefault(id(memo), []).append(value)  # as `copy` does: an id is good only as long as its object lives
    return copied
