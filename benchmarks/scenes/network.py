"""A neural network: many small shapes, lines and flashes."""

from itertools import pairwise

from manim import *


class NetworkScene(Scene):
    def construct(self):
        title = Text("A Neural Network, Layer by Layer", font_size=40).to_edge(UP)
        self.play(FadeIn(title, shift=DOWN), run_time=1)

        sizes = [4, 6, 6, 3]
        layers = VGroup()
        for n in sizes:
            layers.add(
                VGroup(
                    *[
                        Circle(radius=0.22, color=BLUE, fill_color=BLUE_E, fill_opacity=0.8, stroke_width=3)
                        for _ in range(n)
                    ]
                ).arrange(DOWN, buff=0.28)
            )
        layers.arrange(RIGHT, buff=2.0).shift(DOWN * 0.3)

        edges = VGroup()
        for a, b in pairwise(layers):
            group = VGroup()
            for u in a:
                for v in b:
                    group.add(Line(u.get_right(), v.get_left(), stroke_width=1.5, color=GREY_B, stroke_opacity=0.6))
            edges.add(group)

        labels = VGroup(
            *[
                Text(t, font_size=24).next_to(layer, DOWN, buff=0.35)
                for t, layer in zip(["input", "hidden 1", "hidden 2", "output"], layers)
            ]
        )

        for i, layer in enumerate(layers):
            self.play(LaggedStart(*[GrowFromCenter(n) for n in layer], lag_ratio=0.1), FadeIn(labels[i]), run_time=1.0)
            if i > 0:
                self.play(Create(edges[i - 1], lag_ratio=0.02), run_time=1.2)
        self.wait(2.5)

        # forward pass: highlight edges then neurons
        for i, group in enumerate(edges):
            self.play(
                LaggedStart(
                    *[ShowPassingFlash(e.copy().set_color(YELLOW).set_stroke(width=4), time_width=0.5) for e in group],
                    lag_ratio=0.01,
                ),
                run_time=1.4,
            )
            self.play(*[n.animate.set_fill(YELLOW, opacity=0.9) for n in layers[i + 1]], run_time=0.6)
        self.wait(2.0)

        arrow = Arrow(layers[-1].get_right(), layers[-1].get_right() + RIGHT * 1.3, buff=0.1, color=GREEN)
        pred = Text("cat: 0.92", font_size=28, color=GREEN).next_to(arrow, UP, buff=0.1)
        self.play(GrowArrow(arrow), Write(pred), run_time=1.2)
        self.wait(2.0)
        back = CurvedArrow(
            layers[-1].get_bottom() + DOWN * 0.9, layers[0].get_bottom() + DOWN * 1.1, angle=-PI / 4, color=RED
        )
        self.play(Create(back), run_time=1.2)
        self.play(edges.animate.set_color(RED_B), run_time=1.2)
        self.wait(3.0)
