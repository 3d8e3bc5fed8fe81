"""Keeping the picture with the voice: run times that fit what is left of a beat, and motion while the voice goes on."""

from collections.abc import Callable

from manim import Animation, Scene
from manim_voiceover.tracker import VoiceoverTracker

SHORTEST = 0.3
"""Seconds below which an animation is a flicker."""

_PAUSE = 0.6
_MARGIN = 0.1


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

    def fill(self, share: float, *, before: str | None = None, least: float = 0.8, most: float = 3.0) -> float:
        """A run time that takes `share` of the time left, between `least` and `most` seconds as far as that fits."""
        return self.fit(min(most, max(least, share * self.remaining(before))), before=before)

    def linger(self, motion: Callable[[], Animation], *, before: str | None = None, seconds: float = 1.6) -> None:
        """Repeat `motion`, each time `seconds` long with a pause after it, until the bookmark or the end is near.

        When there is too little time, nothing happens.
        """
        while (left := self.remaining(before) - _MARGIN) > seconds / 2:
            self._scene.play(motion(), run_time=min(seconds, left))
            if self.remaining(before) - _MARGIN > _PAUSE + seconds / 2:
                self._scene.wait(_PAUSE)
