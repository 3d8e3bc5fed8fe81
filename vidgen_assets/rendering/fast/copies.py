"""Copies of mobjects, as `copy.deepcopy` makes them, with less asking: most of what a mobject holds is numbers.

What each animation copies is a family of hundreds of glyphs, so this is where setting up a `play` spends its time.
"""

import copy
from collections.abc import Callable
from pathlib import PosixPath
from types import FunctionType
from typing import Any

import numpy as np
from manim.constants import CapStyleType, LineJointType
from manim.mobject.mobject import Mobject
from manim.utils.color import ManimColor
from svgelements import Path as SvgPath

Memo = dict[int, Any]

# A copy of these is the thing itself, or might as well be: nothing changes a colour, nor an outline once it is read.
_SHARED = frozenset(
    {
        int, float, complex, bool, str, bytes, type, type(None), FunctionType, np.float64, PosixPath,
        CapStyleType, LineJointType, ManimColor, SvgPath,
    }
)  # fmt: skip


def deepcopy_mobject(mobject: Mobject, memo: Memo) -> Mobject:
    """`Mobject.__deepcopy__`."""
    kind = type(mobject)
    result = kind.__new__(kind)
    memo[id(mobject)] = result
    attributes = vars(mobject).copy()
    for name, value in attributes.items():
        value_kind = type(value)
        if value_kind in _SHARED:
            continue
        known = memo.get(id(value))
        if known is not None:
            attributes[name] = known
        elif value_kind is np.ndarray and not value.dtype.hasobject:
            memo[id(value)] = attributes[name] = value.copy("K")
        elif (value_kind is list or value_kind is dict) and not value:
            memo[id(value)] = attributes[name] = value_kind()
        else:
            attributes[name] = _copied(value, memo)
    if kind.__setattr__ is object.__setattr__:
        result.__dict__ = attributes
    else:
        for name, value in attributes.items():
            setattr(result, name, value)
    result.original_id = str(id(mobject))
    return result


def _copied(value: Any, memo: Memo) -> Any:
    kind = type(value)
    if kind in _SHARED:
        return value
    known = memo.get(id(value))
    if known is not None:
        return known
    if kind in _COPIERS:
        return _COPIERS[kind](value, memo)
    if getattr(kind, "__deepcopy__", None) is Mobject.__deepcopy__:
        return value.__deepcopy__(memo)
    return copy.deepcopy(value, memo)


def _copied_array(array: np.ndarray, memo: Memo) -> Any:
    if array.dtype.hasobject:
        return copy.deepcopy(array, memo)
    memo[id(array)] = copied = array.copy(order="K")
    return copied


def _copied_list(items: list[Any], memo: Memo) -> list[Any]:
    copied: list[Any] = []
    memo[id(items)] = copied
    copied.extend(_copied(item, memo) for item in items)
    return copied


def _copied_dict(items: dict[Any, Any], memo: Memo) -> dict[Any, Any]:
    copied: dict[Any, Any] = {}
    memo[id(items)] = copied
    for key, value in items.items():
        copied[_copied(key, memo)] = _copied(value, memo)
    return copied


_COPIERS: dict[type, Callable[[Any, Memo], Any]] = {
    np.ndarray: _copied_array,
    list: _copied_list,
    dict: _copied_dict,
}
