"""The door to libcairo itself, for what pycairo does not offer: handing over a whole path that numpy has laid out."""

import ctypes
import sys
from collections.abc import Callable
from functools import cache
from typing import TypeAlias

import cairo
import numpy as np
from numpy.typing import NDArray

Context: TypeAlias = "cairo.Context[cairo.ImageSurface]"

# cairo_path_data_t is a union of 16 bytes: a header (type and length, both int32) or a point (two doubles).
MOVE_TO, CURVE_TO, CLOSE_PATH = 0, 2, 3
ELEMENT = 16


class _Path(ctypes.Structure):
    """`cairo_path_t`."""

    _fields_ = (("status", ctypes.c_int), ("data", ctypes.c_void_p), ("num_data", ctypes.c_int))


@cache
def _append_path() -> Callable[..., None]:
    extension = sys.modules["cairo._cairo"].__file__  # looked up from here, the library is the one that pycairo uses
    function = ctypes.CDLL(extension).cairo_append_path
    function.argtypes = [ctypes.c_void_p, ctypes.POINTER(_Path)]
    function.restype = None
    return function


def path_appender(context: Context) -> Callable[[int, int], None]:
    """A function that appends a path to `context`, given the address and the number of its elements."""
    # PycairoContext, which pycairo's C API makes public: the object's head, then the pointer to the cairo_t.
    pointer = ctypes.c_void_p.from_address(id(context) + object.__basicsize__)
    function, path = _append_path(), _Path()
    reference = ctypes.byref(path)

    def append(address: int, elements: int) -> None:
        path.data, path.num_data = address, elements
        function(pointer, reference)

    return append


def works() -> bool:
    """Whether a path that is handed over so is the one that cairo then holds."""
    elements: NDArray[np.float64] = np.zeros((2, 2))
    elements.view(np.int32)[0, :2] = MOVE_TO, 2
    elements[1] = 3.0, 4.0
    context = cairo.Context(cairo.ImageSurface(cairo.FORMAT_A8, 1, 1))
    path_appender(context)(elements.ctypes.data, len(elements))
    return context.get_current_point() == (3.0, 4.0)
