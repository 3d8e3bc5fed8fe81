"""Running updaters. Most mobjects have none, and most parts of a mobject have no parts of their own."""

import inspect
from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Any

from manim.mobject.mobject import Mobject


def update(mobject: Mobject, dt: float = 0, recursive: bool = True) -> Mobject:
    """`Mobject.update`. `dt` is in seconds."""
    if mobject.updating_suspended:
        return mobject
    updaters: Sequence[Callable[..., Any]] = mobject.updaters
    for updater in updaters:
        if _takes_time(updater):
            updater(mobject, dt)
        else:
            updater(mobject)
    if recursive:
        for part in mobject.submobjects:
            if part.updaters or part.submobjects or type(part).update is not update:
                part.update(dt, recursive=recursive)
    return mobject


def _takes_time(updater: Callable[..., Any]) -> bool:
    """Whether an updater has a parameter `dt`, as its signature says."""
    if type(updater) is not FunctionType or hasattr(updater, "__wrapped__") or hasattr(updater, "__signature__"):
        return "dt" in inspect.signature(updater).parameters
    code = updater.__code__
    stars = bool(code.co_flags & inspect.CO_VARARGS) + bool(code.co_flags & inspect.CO_VARKEYWORDS)
    return "dt" in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount + stars]
