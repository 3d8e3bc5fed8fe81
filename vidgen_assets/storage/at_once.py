"""Doing several things with a store at once, because with a bucket nearly all of the time of each is waiting."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

MOST = 16


def at_once(function: Callable[[T], R], items: Iterable[T]) -> list[R]:
    """What `function` gives for each item, in order; the first exception is raised when all have ended."""
    found = list(items)
    if len(found) < 2:
        return [function(item) for item in found]
    with ThreadPoolExecutor(min(MOST, len(found))) as pool:
        return [future.result() for future in [pool.submit(function, item) for item in found]]
