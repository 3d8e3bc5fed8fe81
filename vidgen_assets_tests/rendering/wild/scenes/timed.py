"""Time: sounds, sections, skipping, and animations of one's own."""

from manim import *
import numpy as np
import wave


class WithSound(Scene):
    def construct(self):
        with wave.open("click.wav", "wb") as out:
            out.setparams((1, 2, 22050, 0, "NONE", ""))
            out.writeframes((np.sin(np.arange(4000) / 8) * 9000).astype("<i2").tobytes())
        self.add_sound("click.wav")
        square = Square()
        self.play(Create(square), run_time=0.4)
        self.add_sound("click.wav", time_offset=0.2, gain=-6)
        self.play(square.animate.rotate(PI / 4), run_time=0.4)
        self.wait(0.2)


class OwnKinds(Scene):
    def construct(self):
        class Typewriter(Animation):
            def __init__(self, text, **kwargs):
                super().__init__(text, rate_func=linear, **kwargs)
                self.letters = list(text.submobjects)

            def interpolate_mobject(self, alpha):
                count = int(alpha * len(self.letters))
                for i, letter in enumerate(self.letters):
                    letter.set_opacity(1 if i < count else 0)

        class Jiggle(Animation):
            def begin(self):
                self.home = self.mobject.get_center()
                super().begin()

            def interpolate_submobject(self, submobject, starting_submobject, alpha):
                submobject.become(starting_submobject).shift(0.1 * np.sin(alpha * 20) * RIGHT)

            def clean_up_from_scene(self, scene):
                super().clean_up_from_scene(scene)
                self.mobject.move_to(self.home)

        text = Text("typed by hand", font_size=40)
        self.play(Typewriter(text, run_time=0.8))
        boxes = VGroup(*[Square(0.5) for _ in range(4)]).arrange(RIGHT).shift(DOWN * 2)
        self.add(boxes)
        self.play(Jiggle(boxes, run_time=0.5), text.animate.set_color_by_gradient(RED, BLUE))
        self.play(
            UpdateFromAlphaFunc(boxes, lambda m, a: m.set_fill(RED, a).set_stroke(width=4 + 10 * a)),
            UpdateFromFunc(text, lambda m: m.next_to(boxes, UP)),
            run_time=0.5,
        )


class Skipping(Scene):
    def construct(self):
        self.next_section("shown")
        circle = Circle()
        circle.add_updater(lambda m, dt: m.shift(RIGHT * dt))
        self.add(circle)
        self.wait(0.5)
        self.next_section("hidden", skip_animations=True)
        self.wait(0.5)
        self.play(circle.animate.scale(2), run_time=1)
        self.next_section("back")
        self.play(FadeOut(circle), run_time=0.4)
        self.renderer.skip_animations = True
        self.play(FadeIn(Square()), run_time=0.4)
        self.wait(0.2)


class Nested(Scene):
    def construct(self):
        shapes = VGroup(*[RegularPolygon(n, color=random_bright_color()) for n in range(3, 8)]).arrange(RIGHT)
        self.play(
            Succession(
                LaggedStart(*[DrawBorderThenFill(s) for s in shapes], lag_ratio=0.5, run_time=0.6),
                AnimationGroup(*[Rotate(s, PI / n) for n, s in enumerate(shapes, 1)], run_time=0.4),
                LaggedStart(*[s.animate.shift(UP * (-1) ** i) for i, s in enumerate(shapes)], run_time=0.5),
            )
        )
        self.play(
            AnimationGroup(
                FadeOut(shapes[0], target_position=shapes[1]),
                Succession(Indicate(shapes[2]), FocusOn(shapes[3], run_time=0.3), Flash(shapes[4], run_time=0.3)),
                lag_ratio=0.3,
            )
        )
        self.play(ReplacementTransform(shapes[1:3], shapes[3:].copy().shift(DOWN * 2), path_arc=-1), run_time=0.4)


class Endless(Scene):
    def construct(self):
        spinner = Arc(angle=PI * 1.5, color=BLUE).add_updater(lambda m, dt: m.rotate(-4 * dt))
        pulse = Dot(color=RED)
        pulse.add_updater(lambda m: m.set_opacity(0.5 + 0.5 * np.sin(10 * self.time)))
        glow = always_redraw(
            lambda: Circle(radius=0.2 + 0.1 * np.sin(6 * self.renderer.time), color=YELLOW, stroke_opacity=0.4)
        )
        sun = always_redraw(
            lambda: VGroup(*[Line(ORIGIN, RIGHT).rotate(a + self.time) for a in (0, 2, 4)]).shift(LEFT * 3)
        )
        self.add(spinner, pulse, glow, sun)
        self.wait(0.5)
        text = Text("loading")
        text.next_to(spinner, DOWN)
        self.play(Write(text), run_time=0.5)
        self.remove(glow)
        self.wait(0.3)
        turn_animation_into_updater(FadeOut(text, run_time=0.5))
        self.add(text)
        cycle_animation(Rotate(sun, PI))
        self.wait(0.7)
        self.wait_until(lambda: self.time > 2.5, max_time=1)


class SceneUpdaters(Scene):
    def construct(self):
        self.dots = VGroup()

        def spawn(dt):
            angle = len(self.dots) * 0.4
            self.dots.add(Dot([np.cos(angle) * 2, np.sin(angle) * 2, 0], radius=0.1))

        self.add(self.dots)
        self.add_updater(spawn)
        self.wait(1)
        self.remove_updater(spawn)
        self.play(self.dots.animate.set_color(RED), run_time=0.3)
        self.add_mobjects_from_animations([FadeIn(Square())])
        self.wait(0.2)
        self.play(*[Uncreate(dot) for dot in self.dots[:3]], run_time=0.2)
        self.remove(*self.dots)
        self.wait(0.2)


class ConfigWithin(Scene):
    def construct(self):
        config.background_color = DARK_BLUE
        a = Square()
        self.play(FadeIn(a), run_time=0.3)
        config.frame_width = 10
        self.play(a.animate.to_edge(RIGHT), run_time=0.3)
        self.camera.background_color = ManimColor("#203040")
        self.play(a.animate.to_edge(LEFT), run_time=0.3)
        with tempconfig({"frame_rate": 4}):
            self.wait(0.5)
        self.camera.frame_rate = 5
        self.wait(0.4)
        self.renderer.camera.background_opacity = 0.7
        self.play(a.animate.center(), run_time=0.4)


class StyleUpdaters(Scene):
    def construct(self):
        clock = ValueTracker()
        shapes = VGroup(Square(fill_opacity=1), Circle(), Star(), Text("abc"), Arrow(LEFT, RIGHT)).arrange(RIGHT)
        shapes[0].add_updater(lambda m: m.set_opacity(1 - clock.get_value()))
        shapes[1].add_updater(lambda m: m.set_stroke(width=1 + 20 * clock.get_value(), opacity=0.5))
        shapes[2].add_updater(lambda m: m.set_fill([RED, BLUE], opacity=clock.get_value()).set_sheen_direction(UP))
        shapes[3].add_updater(lambda m: m.set_color(interpolate_color(WHITE, RED, clock.get_value())))
        shapes[4].add_updater(lambda m: m.set_stroke(color=YELLOW, background=True, width=10 * clock.get_value()))
        self.add(shapes)
        self.play(clock.animate.set_value(1), run_time=1)
        self.wait(0.2)
        self.play(clock.animate.set_value(0.3), shapes.animate.arrange(DOWN, buff=0.1), run_time=0.5)


class JointsAndCaps(Scene):
    def construct(self):
        zigzag = VMobject(stroke_width=25).set_points_as_corners([LEFT * 3, UP, RIGHT, UP * 2 + RIGHT * 3])
        others = VGroup(zigzag, zigzag.copy().set_cap_style(CapStyleType.ROUND), zigzag.copy()).arrange(DOWN, buff=0.2)
        others[1].joint_type = LineJointType.ROUND
        others[2].joint_type = LineJointType.BEVEL
        self.add(others)
        self.play(others[0].animate.set_color(RED), run_time=0.3)
        others[0].joint_type = LineJointType.MITER
        self.play(Rotate(others, 0.3), run_time=0.3)
        others[2].set_cap_style(CapStyleType.SQUARE)
        self.play(others.animate.stretch(0.3, 0), run_time=0.4)


class ManyGlyphs(Scene):
    def construct(self):
        text = Paragraph(*["The quick brown fox jumps over the lazy dog"] * 5, font_size=20, alignment="left")
        self.play(AddTextLetterByLetter(Text("typed", font_size=30).to_edge(UP), time_per_char=0.05))
        self.play(FadeIn(text, lag_ratio=0.01), run_time=0.6)
        self.play(text.chars[2].animate.set_color(YELLOW), text[0][4:9].animate.shift(UP * 0.2), run_time=0.4)
        words = Text("one two three", t2s={"two": ITALIC}, t2w={"three": BOLD}, line_spacing=2, disable_ligatures=True)
        self.play(TransformMatchingShapes(text, words), run_time=0.6)
        self.play(RemoveTextLetterByLetter(words, time_per_char=0.04))
        self.wait(0.2)


class OldHands(Scene):
    CONFIG = {"unused": True}

    def construct(self):
        axes = Axes(x_range=(-3, 3), y_range=(-2, 2), axis_config=dict(include_tip=False, stroke_opacity=0.5))
        graph = axes.plot(np.tan, x_range=[-1.2, 1.2], use_smoothing=False)
        labels = axes.get_axis_labels(Text("x").scale(0.5), Text("y").scale(0.5))
        self.play(Create(axes), FadeIn(labels), run_time=0.3)
        self.play(Create(graph), run_time=0.3)
        graph.generate_target()
        graph.target.shift(UP).set_color(PINK)
        self.play(MoveToTarget(graph), run_time=0.3)
        lines = axes.get_lines_to_point(axes.c2p(1, 1))
        points = axes.plot_line_graph([0, 1, 2], [0, 1, -1], line_color=GOLD, vertex_dot_radius=0.1)
        self.play(FadeIn(lines), Create(points["line_graph"]), FadeIn(points["vertex_dots"]), run_time=0.4)
        self.play(axes.animate.apply_function(lambda p: p + 0.2 * np.sin(p[1]) * RIGHT), run_time=0.4)
        self.play(Homotopy(lambda x, y, z, t: (x + t, y + t * np.sin(x), z), graph), run_time=0.4)
        self.play(PhaseFlow(lambda p: p[1] * RIGHT, points, virtual_time=0.5), run_time=0.4)
        self.play(CyclicReplace(*points["vertex_dots"]), run_time=0.3)
