"""Keeping the picture with the voice: run times that fit what is left of a beat, and motion while the voice goes on."""

from collections.abc import Callable

from manim import Animation, Scene
from manim_voiceover.tracker import VoiceoverTracker

SHORTEST = 0.3
"""Seconds below which an animation is a flicker."""

_BREATH = 0.8
_PULSE = 1.6
_MARGIN = 0.15


class Pace:
    """The clock of one beat. It reads the voice's real timing, so the same code fits every voice.

    Works with speech services that give no word timings too: bookmarks are then spread evenly over the audio.
    """

    def __init__(self, scene: Scene, tracker: VoiceoverTracker) -> None:
        self._scene, self._tracker = scene, tracker
        if not hasattr(tracker, "bookmark_times"):
            tracker.data["word_boundaries"] = []
            tracker._process_bookmarks()

    def remaining(self, before: str | None = None) -> float:
        """Seconds until the voice reaches the bookmark `before`, or until it ends."""
        if before is None:
            return self._tracker.get_remaining_duration()
        return self._tracker.time_until_bookmark(before)

    def fit(self, seconds: float, *, before: str | None = None, among: int = 1) -> float:
        """A run time of `seconds`, or less if the bookmark or the end comes earlier.

        `among` says that so many animations, this one included, share the time.
        """
        return max(SHORTEST, min(seconds, self.remaining(before) / among))

    def fill(self, share: float = 1.0, *, before: str | None = None, least: float = 1.0, most: float = 8.0) -> float:
        """A run time that takes `share` of the time left, between `least` and `most` seconds if that fits."""
        return self.fit(min(most, max(least, share * self.remaining(before))), before=before)

    def linger(self, motion: Callable[[], Animation], *, before: str | None = None) -> None:
        """Repeat `motion`, with pauses, until the bookmark or the end is near. Too little time: nothing happens."""
        while (left := self.remaining(before)) > _PULSE + _MARGIN:
            self._scene.play(motion(), run_time=min(_PULSE, left - _MARGIN))
            if self.remaining(before) > _BREATH + _PULSE + _MARGIN:
                self._scene.wait(_BREATH)
