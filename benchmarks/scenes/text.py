"""Text, bullets and shapes that turn into one another."""

from manim import *


class TextScene(Scene):
    def construct(self):
        self.camera.background_color = "#0f172a"
        title = Text("What is Gradient Descent?", font_size=48, weight=BOLD, color=BLUE_B)
        underline = Line(LEFT * 4, RIGHT * 4, color=BLUE_D).next_to(title, DOWN, buff=0.2)
        self.play(Write(title), Create(underline), run_time=1.5)
        self.wait(2.0)
        header = VGroup(title, underline)
        self.play(header.animate.to_edge(UP, buff=0.5).scale(0.8), run_time=1.0)

        bullets = (
            VGroup(
                Text("Start from a random point", font_size=32),
                Text("Measure the slope of the loss", font_size=32),
                Text("Step downhill, a little at a time", font_size=32),
                Text("Repeat until the loss stops falling", font_size=32),
            )
            .arrange(DOWN, aligned_edge=LEFT, buff=0.45)
            .shift(LEFT * 2.2 + DOWN * 0.3)
        )
        dots = VGroup(*[Dot(color=YELLOW).next_to(b, LEFT, buff=0.3) for b in bullets])
        for b, d in zip(bullets, dots):
            self.play(FadeIn(d, scale=0.5), FadeIn(b, shift=RIGHT * 0.4), run_time=0.8)
            self.wait(1.6)

        shape = Square(side_length=2, color=TEAL, fill_opacity=0.6).shift(RIGHT * 4.3)
        self.play(GrowFromCenter(shape), run_time=0.8)
        self.play(Transform(shape, Circle(radius=1.1, color=RED, fill_opacity=0.6).move_to(shape)), run_time=1.2)
        self.play(Transform(shape, Star(outer_radius=1.2, color=GOLD, fill_opacity=0.7).move_to(shape)), run_time=1.2)
        self.play(Rotate(shape, PI), bullets[2].animate.set_color(YELLOW), run_time=1.5)
        self.play(Indicate(bullets[3]), run_time=1.0)
        self.wait(2.5)
        takeaway = Text("Small steps, repeated, find the valley.", font_size=36, color=GREEN_B)
        box = SurroundingRectangle(takeaway, color=GREEN, buff=0.3, corner_radius=0.15)
        self.play(FadeOut(bullets), FadeOut(dots), FadeOut(shape), run_time=0.8)
        self.play(Write(takeaway), run_time=1.4)
        self.play(Create(box), run_time=0.8)
        self.wait(3.0)
