"""What a process does before it imports Manim."""

import sys
from types import ModuleType


def leave_sox_out() -> None:
    """Keep manim-voiceover from looking for the program SoX by a shell. It would change speeds, which nothing asks."""
    sys.modules.setdefault("sox", ModuleType("sox"))
