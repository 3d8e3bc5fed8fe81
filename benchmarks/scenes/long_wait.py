"""A picture that stands still for most of the time, and a clock that goes on."""

from manim import *


class LongWaitScene(Scene):
    def construct(self):
        title = Text("Nothing happens for a while", font_size=44).to_edge(UP)
        picture = VGroup(*[Square(side_length=1 + 0.3 * i, color=BLUE) for i in range(8)])
        self.play(FadeIn(title), LaggedStart(*[Create(square) for square in picture], lag_ratio=0.2), run_time=2)
        self.wait(12)
        hand = Line(ORIGIN, UP * 1.5, color=YELLOW)
        hand.add_updater(lambda line, dt: line.rotate(-dt, about_point=ORIGIN))
        self.add(hand)
        self.wait(3)
        hand.clear_updaters()
        self.wait(8)
        self.play(FadeOut(picture), FadeOut(hand), run_time=1)
        self.wait(2)
