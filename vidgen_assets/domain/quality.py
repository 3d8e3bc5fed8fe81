"""Quality presets: the size and frame rate of a video. How each is encoded belongs to the renderer."""

from enum import StrEnum


class Quality(StrEnum):
    """What the viewer gets: `draft` 854x480 at 15 fps, `standard` 1280x720 at 30 fps, `high` 1920x1080 at 60 fps."""

    DRAFT = "draft"
    STANDARD = "standard"
    HIGH = "high"

    @property
    def width(self) -> int:
        """Pixels across."""
        return {"draft": 854, "standard": 1280, "high": 1920}[self.value]

    @property
    def height(self) -> int:
        """Pixels down."""
        return {"draft": 480, "standard": 720, "high": 1080}[self.value]

    @property
    def frame_rate(self) -> int:
        """Frames a second."""
        return {"draft": 15, "standard": 30, "high": 60}[self.value]
