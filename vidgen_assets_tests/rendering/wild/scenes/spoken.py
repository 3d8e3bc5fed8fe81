"""Narrated scenes, with whatever voice their writers had."""

from manim import *
from manim_voiceover import VoiceoverScene
from manim_voiceover.services.gtts import GTTSService
from manim_voiceover.services.azure import AzureService


class Explains(VoiceoverScene):
    def construct(self):
        self.set_speech_service(GTTSService(lang="en", tld="com"))
        circle = Circle()
        with self.voiceover(text="One two.") as tracker:
            self.play(Create(circle), run_time=tracker.duration)
        self.play(circle.animate.shift(LEFT), run_time=0.4)
        self.wait()


class Bookmarked(VoiceoverScene):
    def construct(self):
        self.set_speech_service(
            AzureService(voice="en-US-AriaNeural", style="newscast-casual"), create_subcaption=False
        )
        with self.voiceover(text="One <bookmark mark='A'/>two."):
            self.play(FadeIn(Square()), run_time=0.1)
            self.wait_until_bookmark("A")
            self.play(Create(Dot()), run_time=0.1)
        self.safe_wait(0.4)


class SpokenCamera(VoiceoverScene, MovingCameraScene):
    def construct(self):
        self.set_speech_service(GTTSService())
        with self.voiceover(text="One two.") as tracker:
            self.play(self.camera.frame.animate.scale(0.7), run_time=max(0.5, tracker.get_remaining_duration()))
        with self.voiceover("Another thing that was never spoken.") as tracker:
            self.play(FadeOut(Square()), run_time=0.2)


class SpokenSolid(VoiceoverScene, ThreeDScene):
    def construct(self):
        self.set_speech_service(GTTSService())
        self.set_camera_orientation(phi=PI / 3)
        with self.voiceover(text="One two."):
            self.play(Create(Cube(fill_opacity=0.5)))
