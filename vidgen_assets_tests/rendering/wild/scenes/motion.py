"""What moves by itself: trackers, updaters, traces."""

from manim import *
import numpy as np

config.background_color = "#101820"


class Pendulum(Scene):
    def construct(self):
        angle = ValueTracker(0.6)
        pivot = Dot(UP * 3, color=GREY)
        rod = always_redraw(
            lambda: Line(
                pivot.get_center(),
                pivot.get_center() + 3 * np.array([np.sin(angle.get_value()), -np.cos(angle.get_value()), 0]),
            )
        )
        bob = always_redraw(lambda: Circle(0.3, color=YELLOW, fill_opacity=1).move_to(rod.get_end()))
        trace = TracedPath(bob.get_center, stroke_color=BLUE, stroke_width=3)
        self.add(trace, pivot, rod, bob)
        self.play(angle.animate.set_value(-0.6), rate_func=there_and_back, run_time=2)
        self.wait(0.5)


class Oscillator(Scene):
    def construct(self):
        self.t = 0
        ball = Circle(radius=0.4, fill_opacity=0.8, color=RED)
        ball.velocity = np.array([2.0, 1.0, 0])

        def step(mob, dt):
            self.t += dt
            mob.points += mob.velocity * dt  # in place
            mob.fill_rgbas[:, 3] = 0.5 + 0.5 * np.sin(6 * self.t)
            for axis in (0, 1):
                if abs(mob.get_center()[axis]) > (6, 3)[axis]:
                    mob.velocity[axis] *= -1

        ball.add_updater(step)
        self.add(Rectangle(width=13, height=7), ball)
        self.wait(1.5)
        ball.suspend_updating()
        self.wait(0.5)
        ball.resume_updating()
        self.wait(0.5)


class Counting(Scene):
    def construct(self):
        k = ValueTracker(0)
        number = Integer(0, mob_class=Text).add_updater(lambda m: m.set_value(k.get_value()))
        bar = Rectangle(height=0.5, width=0.01, fill_opacity=1, color=GREEN).next_to(ORIGIN, DOWN)
        bar.add_updater(lambda m: m.stretch_to_fit_width(0.01 + k.get_value() / 20, about_edge=LEFT))
        label = Text("n =").next_to(number, LEFT, buff=1)
        number.add_updater(lambda m: m.next_to(label, RIGHT))
        self.add(label, number, bar)
        self.play(k.animate.set_value(97), run_time=1.5, rate_func=linear)
        self.play(FadeOut(bar), Flash(number))


class SineUnrolled(Scene):
    def construct(self):
        plane = NumberPlane(x_range=(-1, 8), y_range=(-2, 2), background_line_style={"stroke_opacity": 0.3})
        circle = Circle(radius=1).shift(LEFT * 5)
        dot = Dot(color=YELLOW)
        dot.add_updater(lambda m: m.move_to(circle.point_at_angle(self.time * 2)))
        curve = VGroup(Line(ORIGIN, ORIGIN))

        def grow():
            curve.add(Line(curve[-1].get_end(), [self.time - 3, dot.get_y(), 0], color=YELLOW))
            return curve

        self.add(plane, circle, dot, always_redraw(grow))
        self.wait(2)


class Swarm(Scene):
    def construct(self):
        rng = np.random.default_rng(3)
        dots = VGroup(*[Dot(rng.uniform(-6, 6, 3) * [1, 0.5, 0], radius=rng.uniform(0.02, 0.3)) for _ in range(60)])
        dots.set_color_by_gradient(BLUE, PURPLE, RED).set_opacity(0.6)
        dots.add_updater(lambda group, dt: [m.shift(rng.normal(0, 3, 3) * dt * [1, 1, 0]) for m in group])
        self.play(LaggedStart(*[GrowFromCenter(dot) for dot in dots], lag_ratio=0.05), run_time=1)
        self.wait(1)
        self.play(dots.animate.arrange_in_grid(6, 10), run_time=1)
        self.play(FadeOut(dots, shift=RIGHT * 12))
        self.wait(0.3)
