"""Doing several things with a store at once, because with a bucket nearly all of the time of each is waiting."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")

MOST = 16
"""How many things are done at once."""


def at_once(function: Callable[[T], R], items: Iterable[T]) -> list[R]:
    """What `function` gives for each item, in order; the first exception is raised when all have ended."""
    found = list(items)
    if len(found) < 2:
        return [function(item) for item in found]
    with ThreadPoolExecutor(min(MOST, len(found))) as pool:
        return [future.result() for future in [pool.submit(function, item) for item in found]]


def together(first: Callable[[], R], second: Callable[[], S]) -> tuple[R, S]:
    """What both give; the first's exception goes before the second's."""
    with ThreadPoolExecutor(2) as pool:
        one, two = pool.submit(first), pool.submit(second)
        return one.result(), two.result()
