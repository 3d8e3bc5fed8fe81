"""What a process does before it imports Manim and runs scenes."""

import ctypes
import signal
import sys
from types import ModuleType

_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Have the kernel kill this process when its parent dies, whose wall limit is all that stops an endless scene."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def leave_sox_out() -> None:
    """Keep manim-voiceover from looking for the program SoX by a shell. It would change speeds, which nothing asks."""
    sys.modules.setdefault("sox", ModuleType("sox"))
