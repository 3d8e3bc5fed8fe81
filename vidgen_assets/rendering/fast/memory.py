"""The interpreter's and the C library's memory, set for one scene: many frames of megabytes, few cycles of garbage."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # mallopt(3)
_LARGEST_KEPT = 1 << 25  # bytes; a frame of RGBA at 1080p takes 8 MB, and glibc takes no more than this
_NEVER_TRIMMED = 1 << 30
_COLLECT_AFTER = (200_000, 50, 100)  # container objects; a mobject is a dozen of them


@contextmanager
def roomy() -> Iterator[None]:
    """Collect garbage less often while this lasts, and what exists now not at all.

    Memory of frames is kept for the next frame from then on, instead of being asked of the kernel anew, zeroed.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)
    with suppress(AttributeError, OSError):  # another C library has no mallopt, and needs none
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_MMAP_THRESHOLD, _LARGEST_KEPT)
        mallopt(_TRIM_THRESHOLD, _NEVER_TRIMMED)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
