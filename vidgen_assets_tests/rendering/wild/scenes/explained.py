"""Explainers as models write them: algorithms, physics, statistics."""

from manim import *
import numpy as np
import random


class BubbleSort(Scene):
    def construct(self):
        title = Text("Bubble sort", font_size=42).to_edge(UP)
        underline = Underline(title, color=BLUE)
        self.play(Write(title), Create(underline), run_time=0.6)
        values = [5, 2, 4, 1, 3]
        bars = VGroup()
        for i, v in enumerate(values):
            bar = Rectangle(width=0.8, height=v * 0.8, fill_color=BLUE, fill_opacity=0.8, stroke_color=WHITE)
            label = Text(str(v), font_size=28).next_to(bar, DOWN, buff=0.1)
            bars.add(VGroup(bar, label))
        bars.arrange(RIGHT, buff=0.3, aligned_edge=DOWN).shift(DOWN * 0.5)
        self.play(LaggedStart(*[FadeIn(b, shift=UP * 0.5) for b in bars], lag_ratio=0.2), run_time=0.8)
        order = list(bars)
        for i in range(2):
            for j in range(len(order) - 1 - i):
                a, b = order[j], order[j + 1]
                self.play(a[0].animate.set_fill(YELLOW), b[0].animate.set_fill(YELLOW), run_time=0.15)
                if values[j] > values[j + 1]:
                    values[j], values[j + 1] = values[j + 1], values[j]
                    xa, xb = a.get_x(), b.get_x()
                    self.play(a.animate.set_x(xb), b.animate.set_x(xa), run_time=0.25, path_arc=PI / 2)
                    order[j], order[j + 1] = b, a
                self.play(a[0].animate.set_fill(BLUE), b[0].animate.set_fill(BLUE), run_time=0.15)
        check = Text("Sorted", color=GREEN).next_to(bars, UP, buff=0.5)
        self.play(FadeIn(check, scale=1.5), *[b[0].animate.set_fill(GREEN) for b in order], run_time=0.4)
        self.wait(0.5)


class Projectile(Scene):
    def construct(self):
        ground = Line(LEFT * 7, RIGHT * 7, color=GREEN).to_edge(DOWN, buff=1)
        ball = Dot(radius=0.15, color=ORANGE).move_to(ground.get_start() + RIGHT)
        velocity = np.array([4.0, 7.0, 0.0])
        gravity = np.array([0, -9.8, 0])
        path = TracedPath(ball.get_center, stroke_color=YELLOW, stroke_width=2, dissipating_time=0.5)
        arrow = always_redraw(
            lambda: Arrow(ball.get_center(), ball.get_center() + velocity * 0.2, buff=0, color=RED, stroke_width=4)
        )
        clock = ValueTracker(0)
        readout = VGroup(
            Text("t =", font_size=24), DecimalNumber(0, num_decimal_places=2, font_size=24, mob_class=Text)
        )
        readout.arrange(RIGHT).to_corner(UL)
        readout[1].add_updater(lambda m: m.set_value(clock.get_value()))

        def fly(mob, dt):
            nonlocal velocity
            velocity = velocity + gravity * dt
            mob.shift(velocity * dt)
            clock.increment_value(dt)
            if mob.get_bottom()[1] < ground.get_y():
                velocity[1] = abs(velocity[1]) * 0.7
                mob.set_y(ground.get_y() + 0.15)

        self.add(ground, path, ball, arrow, readout)
        self.wait(0.2)
        ball.add_updater(fly)
        self.wait(1.5)
        ball.remove_updater(fly)
        self.play(FadeOut(arrow), Indicate(readout), run_time=0.5)
        self.wait(0.4)


class NormalDistribution(Scene):
    def construct(self):
        axes = Axes(x_range=[-4, 4, 1], y_range=[0, 0.8, 0.2], x_length=10, y_length=5, axis_config={"color": GREY_B})
        mu, sigma = ValueTracker(0), ValueTracker(1)

        def bell(x):
            s = sigma.get_value()
            return np.exp(-((x - mu.get_value()) ** 2) / (2 * s**2)) / (s * np.sqrt(2 * PI))

        curve = always_redraw(lambda: axes.plot(bell, color=BLUE))
        area = always_redraw(
            lambda: axes.get_area(
                axes.plot(bell), x_range=[mu.get_value() - sigma.get_value(), mu.get_value() + sigma.get_value()],
                color=[BLUE, TEAL], opacity=0.5,
            )
        )  # fmt: skip
        mean = always_redraw(
            lambda: DashedLine(
                axes.c2p(mu.get_value(), 0), axes.c2p(mu.get_value(), bell(mu.get_value())), color=YELLOW
            )
        )
        self.play(Create(axes), run_time=0.5)
        self.play(Create(curve), FadeIn(area), FadeIn(mean), run_time=0.6)
        self.play(mu.animate.set_value(1.5), run_time=0.8)
        self.play(
            sigma.animate.set_value(0.6), mu.animate.set_value(-1), run_time=0.8, rate_func=there_and_back_with_pause
        )
        self.wait(0.4)


class RandomWalk(Scene):
    def construct(self):
        random.seed(7)
        plane = NumberPlane(background_line_style={"stroke_color": BLUE_E, "stroke_width": 1})
        self.add(plane)
        dot = Dot(color=YELLOW)
        trail = VMobject(stroke_color=YELLOW, stroke_width=3)
        trail.set_points_as_corners([dot.get_center(), dot.get_center()])

        def extend(path):
            previous = path.copy()
            previous.add_points_as_corners([dot.get_center()])
            path.become(previous)

        trail.add_updater(extend)
        self.add(trail, dot)
        for _ in range(6):
            step = random.choice([UP, DOWN, LEFT, RIGHT]) * 0.7
            self.play(dot.animate.shift(step), run_time=0.2, rate_func=linear)
        trail.clear_updaters()
        self.play(trail.animate.set_stroke(color=[RED, BLUE], width=6), FadeOut(dot))


class BinarySearchTree(Scene):
    def construct(self):
        positions = {
            8: [0, 2.5, 0],
            3: [-3, 1, 0],
            10: [3, 1, 0],
            1: [-4.5, -0.5, 0],
            6: [-1.5, -0.5, 0],
            14: [4.5, -0.5, 0],
        }
        nodes = {
            k: VGroup(
                Circle(radius=0.45, color=WHITE, fill_color=BLUE_D, fill_opacity=1), Text(str(k), font_size=30)
            ).move_to(p)
            for k, p in positions.items()
        }
        edges = VGroup(
            *[
                Line(nodes[a].get_center(), nodes[b].get_center(), z_index=-1, stroke_width=2)
                for a, b in [(8, 3), (8, 10), (3, 1), (3, 6), (10, 14)]
            ]
        )
        self.play(LaggedStart(*[GrowFromCenter(n) for n in nodes.values()], lag_ratio=0.1), run_time=0.6)
        self.play(Create(edges), run_time=0.4)
        pointer = Circle(radius=0.6, color=YELLOW, stroke_width=6).move_to(nodes[8])
        self.play(Create(pointer), run_time=0.3)
        for key in (3, 6):
            self.play(pointer.animate.move_to(nodes[key]), Flash(nodes[key], color=YELLOW), run_time=0.5)
        self.play(nodes[6][0].animate.set_fill(GREEN), pointer.animate.set_color(GREEN).scale(1.2), run_time=0.4)
        self.play(*[FadeOut(m) for m in self.mobjects], run_time=0.4)
        self.wait(0.2)


class UnitCircle(Scene):
    def construct(self):
        circle = Circle(radius=2, color=WHITE).shift(LEFT * 3)
        theta = ValueTracker(0.1)
        radius = Line().add_updater(
            lambda m: m.put_start_and_end_on(circle.get_center(), circle.point_at_angle(theta.get_value() % TAU))
        )
        arc = always_redraw(
            lambda: Arc(radius=0.5, angle=theta.get_value(), arc_center=circle.get_center(), color=YELLOW)
        )
        height = always_redraw(
            lambda: Line([radius.get_end()[0], circle.get_center()[1], 0], radius.get_end(), color=RED, stroke_width=5)
        )
        wave = FunctionGraph(lambda x: 0, x_range=[0, 0.01], color=RED).shift(RIGHT)
        wave.add_updater(
            lambda m: m.become(
                FunctionGraph(lambda x: 2 * np.sin(x), x_range=[0, max(0.01, theta.get_value())], color=RED).shift(
                    ORIGIN
                )
            )
        )
        label = always_redraw(
            lambda: Text(f"{np.sin(theta.get_value()):.2f}", font_size=28).next_to(radius.get_end(), UR)
        )
        self.add(circle, radius, arc, height, wave, label)
        self.play(theta.animate.set_value(TAU), run_time=2, rate_func=linear)
        self.wait(0.3)
        self.play(theta.animate.increment_value(-PI), Wiggle(circle), run_time=0.7)


class Clock(Scene):
    def construct(self):
        face = Circle(radius=2.5, color=WHITE)
        ticks = VGroup(*[Line(UP * 2.2, UP * 2.5).rotate(-i * TAU / 12, about_point=ORIGIN) for i in range(12)])
        hour = Line(ORIGIN, UP * 1.3, stroke_width=8)
        minute = Line(ORIGIN, UP * 2, color=RED)
        minute.add_updater(lambda m, dt: m.rotate(-dt * TAU / 2, about_point=ORIGIN))
        hour.add_updater(lambda m, dt: m.rotate(-dt * TAU / 24, about_point=ORIGIN))
        self.add(face, ticks, hour, minute, Dot())
        self.wait(1)
        minute.suspend_updating()
        self.play(face.animate.set_stroke(YELLOW, 10), rate_func=there_and_back, run_time=0.5)
        minute.resume_updating()
        self.wait(0.5)


class GradientDescentContour(Scene):
    def construct(self):
        axes = Axes(x_range=[-3, 3], y_range=[-3, 3], x_length=6, y_length=6)
        contours = VGroup(
            *[
                Ellipse(width=2 * r, height=r, color=interpolate_color(BLUE, RED, r / 3), stroke_opacity=0.7)
                for r in np.linspace(0.4, 3, 7)
            ]
        )
        rings = axes.plot_implicit_curve(lambda x, y: x**2 + 4 * y**2 - 4, color=YELLOW)
        self.add(axes, contours)
        self.play(Create(rings), run_time=0.5)
        position = np.array([2.5, 1.2])
        dot = Dot(axes.c2p(*position), color=YELLOW)
        self.play(FadeIn(dot, scale=3), run_time=0.3)
        steps = VGroup()
        for _ in range(4):
            new = position - 0.15 * np.array([2 * position[0], 8 * position[1]])
            arrow = Arrow(
                axes.c2p(*position), axes.c2p(*new), buff=0, stroke_width=3, max_tip_length_to_length_ratio=0.2
            )
            self.play(GrowArrow(arrow), dot.animate.move_to(axes.c2p(*new)), run_time=0.3)
            steps.add(arrow)
            position = new
        self.play(FadeOut(steps, lag_ratio=0.3), Circumscribe(dot, shape=Circle), run_time=0.6)


class Matrices(Scene):
    def construct(self):
        grid = VGroup(
            *[
                VGroup(
                    Square(0.9, stroke_width=1, fill_color=interpolate_color(BLACK, BLUE, v / 9), fill_opacity=1),
                    Text(str(v), font_size=24),
                )
                for v in [1, 2, 3, 4, 5, 6, 7, 8, 9]
            ]
        ).arrange_in_grid(3, 3, buff=0)
        kernel = Square(1.8, color=YELLOW, stroke_width=6).move_to(grid[:5:4])
        kernel.align_to(grid, UL)
        self.play(FadeIn(grid, lag_ratio=0.05), run_time=0.5)
        self.play(Create(kernel), run_time=0.3)
        for direction in (RIGHT, DOWN, LEFT):
            self.play(kernel.animate.shift(direction * 0.9), run_time=0.3)
            cells = [
                cell
                for cell in grid
                if abs(cell.get_x() - kernel.get_x()) < 0.9 and abs(cell.get_y() - kernel.get_y()) < 0.9
            ]
            self.play(*[Indicate(cell[1], color=RED) for cell in cells], run_time=0.3)
        brackets = VGroup(Text("["), Text("]"))
        brackets[0].next_to(grid, LEFT).match_height(grid)
        brackets[1].next_to(grid, RIGHT).match_height(grid)
        self.play(FadeIn(brackets), FadeOut(kernel, shift=DOWN), run_time=0.3)


class Checklist(Scene):
    def construct(self):
        self.camera.background_color = "#1e1e2e"
        points = VGroup(
            *[
                Text(f"• {line}", font_size=32, t2c={"data": YELLOW})
                for line in ("collect data", "clean data", "train", "deploy")
            ]
        ).arrange(DOWN, aligned_edge=LEFT, buff=0.5)
        for i, point in enumerate(points):
            self.play(FadeIn(point, shift=RIGHT), *[p.animate.set_opacity(0.3) for p in points[:i]], run_time=0.3)
        self.play(points.animate.set_opacity(1), run_time=0.3)
        box = SurroundingRectangle(points, color=TEAL, corner_radius=0.2, buff=0.4, fill_color=TEAL, fill_opacity=0.1)
        self.add(box)
        self.bring_to_back(box)
        self.play(ShowPassingFlash(box.copy().set_color(YELLOW), time_width=0.3), run_time=0.6)
        crosses = VGroup(*[Cross(p, stroke_width=3) for p in points[::2]])
        self.play(Create(crosses), ApplyWave(points[1]), run_time=0.6)
        self.play(LaggedStart(*[p.animate.shift(LEFT * 12) for p in points], lag_ratio=0.2), FadeOut(crosses, box))
