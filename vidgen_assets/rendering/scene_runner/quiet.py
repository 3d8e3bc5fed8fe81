"""What has to be done before manim-voiceover is imported, in any process that runs scenes."""

import sys
from types import ModuleType


def leave_sox_out() -> None:
    """Keep manim-voiceover from looking for the program SoX by a shell. It would change speeds, which nothing asks."""
    sys.modules.setdefault("sox", ModuleType("sox"))
