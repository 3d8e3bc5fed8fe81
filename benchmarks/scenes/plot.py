"""A plot with updaters: a moving point, its tangent, a running number."""

from manim import *


class PlotScene(Scene):
    def construct(self):
        axes = Axes(
            x_range=[-3, 3, 1],
            y_range=[0, 9, 3],
            x_length=8,
            y_length=5,
            axis_config={"include_numbers": False, "color": GREY_A},
        ).shift(DOWN * 0.3)
        xl = Text("w", font_size=28).next_to(axes.x_axis.get_end(), DOWN)
        yl = Text("loss", font_size=28).next_to(axes.y_axis.get_end(), LEFT)
        graph = axes.plot(lambda x: x**2, color=BLUE, x_range=[-3, 3])
        self.play(Create(axes), FadeIn(xl), FadeIn(yl), run_time=1.5)
        self.play(Create(graph), run_time=1.5)
        self.wait(2)

        w = ValueTracker(-2.6)
        dot = always_redraw(lambda: Dot(axes.c2p(w.get_value(), w.get_value() ** 2), color=YELLOW, radius=0.1))

        def tangent():
            x = w.get_value()
            s = 2 * x
            return axes.plot(lambda t: x**2 + s * (t - x), x_range=[x - 0.8, x + 0.8], color=RED)

        line = always_redraw(tangent)
        slope_label = Text("slope =", font_size=30).to_corner(UR).shift(LEFT * 1.6)
        slope = DecimalNumber(2 * w.get_value(), num_decimal_places=2, font_size=34, mob_class=Text).next_to(
            slope_label, RIGHT
        )
        slope.add_updater(lambda m: m.set_value(2 * w.get_value()).next_to(slope_label, RIGHT))
        self.play(FadeIn(dot), Create(line), FadeIn(slope_label), FadeIn(slope), run_time=1)
        self.wait(1.5)
        self.play(w.animate.set_value(2.4), run_time=4, rate_func=linear)
        self.play(w.animate.set_value(0.9), run_time=2)
        self.wait(2.0)

        x = 0.9
        for _ in range(4):
            x = x - 0.3 * 2 * x
            self.play(w.animate.set_value(x), run_time=0.9)
            self.wait(0.6)
        line.clear_updaters()
        dot.clear_updaters()
        slope.clear_updaters()
        area = axes.get_area(graph, x_range=[-1, 1], color=[BLUE, GREEN], opacity=0.4)
        self.play(FadeIn(area), run_time=1)
        done = Text("The minimum: slope is zero", font_size=32, color=GREEN).to_edge(UP)
        self.play(Write(done), run_time=1.2)
        self.wait(3)
