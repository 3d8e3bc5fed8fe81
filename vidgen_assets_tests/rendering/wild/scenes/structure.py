"""How files and scenes are built."""

from manim import *
from manim import config as global_config
import itertools as it

global_config.frame_rate = 12
config["pixel_height"] = 300


class Base(Scene):
    colour = TEAL

    def setup(self):
        super().setup()
        self.title = Text(type(self).__name__, font_size=36).to_edge(UP)
        self.add(self.title)

    def tear_down(self):
        self.torn_down = True

    def flash_all(self, *mobjects, run_time=0.4):
        for mobject in mobjects:
            self.play(Flash(mobject, color=self.colour), run_time=run_time)


class Derived(Base):
    colour = GOLD

    def construct(self):
        squares = VGroup(*(Square(0.5) for _ in range(3))).arrange()
        self.play(Create(squares))
        self.flash_all(*squares)


class InSections(Scene):
    def construct(self):
        self.next_section("intro")
        self.play(FadeIn(Square()), subcaption="A square comes", subcaption_duration=1)
        self.next_section("skipped", skip_animations=True)
        self.play(FadeIn(Circle()))
        self.wait(2)
        self.next_section("end")
        self.add_subcaption("the end", duration=0.5)
        self.wait_until(lambda: self.time > 2, max_time=0.5)
        self.pause(0.25)


class OddTimes(Scene):
    def construct(self):
        for run_time in (0.01, 0.1, 0.33, 1 / 3, 0.5):
            self.play(Create(Circle(run_time)), run_time=run_time)
            self.wait(run_time)
        self.play(Wait(0.2), run_time=0.4)
        self.wait(0.2)
        self.play(AnimationGroup(Add(Dot()), Wait(0.2)))
        self.wait(0.3, frozen_frame=True)
        self.wait(0.3, frozen_frame=False)


class WithConfig(Scene):
    def construct(self):
        with tempconfig({"background_color": RED, "frame_width": 10}):
            self.play(FadeIn(Square()))
        self.renderer.camera.frame_height
        self.add(Dot(self.renderer.camera.frame_width / 2 * RIGHT * 0.9))
        self.play(Create(FullScreenRectangle()), Write(Text(f"{self.renderer.time:.1f} {self.time:.1f}")))
        self.add(ScreenRectangle(height=2))
        self.wait(config.frame_rate * 0.01)


class OwnAnimation(Scene):
    def construct(self):
        class Count(Animation):
            def __init__(self, number, start, end, **kwargs):
                super().__init__(number, **kwargs)
                self.start, self.end = start, end

            def interpolate_mobject(self, alpha):
                self.mobject.set_value(self.start + alpha * (self.end - self.start))

        class Blob(VMobject):
            def __init__(self, **kwargs):
                super().__init__(**kwargs)
                self.set_points_smoothly([UP, RIGHT, DOWN, LEFT, UP])

        number = DecimalNumber(0, mob_class=Text).shift(UP * 2)
        self.add(number)
        self.play(Count(number, 0, 10, rate_func=linear), DrawBorderThenFill(Blob(fill_opacity=0.5)))
        override = Square()
        self.play(
            override.animate.shift(UP).set_color(RED), UpdateFromAlphaFunc(number, lambda m, a: m.set_opacity(1 - a))
        )
        self.play(UpdateFromFunc(override, lambda m: m.rotate(0.1)), MaintainPositionRelativeTo(Dot(), override))
        self.play(ChangeSpeed(AnimationGroup(override.animate.shift(DOWN)), {0.3: 1, 1: 0}))


class Many(Scene):
    def construct(self):
        for letter, colour in zip("abc", it.cycle([RED, BLUE])):
            text = Text(letter, color=colour)
            self.play(text.animate.scale(2), run_time=0.25)
            self.remove(text)
        self.wait(0.25)
        self.add(*[Line(LEFT * 7, RIGHT * 7, stroke_width=0.5).shift(UP * y / 9) for y in range(-36, 36)])
        self.play(*[m.animate.rotate(0.1) for m in self.mobjects])


class Still(Scene):
    def construct(self):
        self.add(Square(), Text("nothing moves"))


class OnlyWaits(Scene):
    def construct(self):
        self.add(Square())
        self.wait()


class Empty(Scene):
    def construct(self):
        pass


if __name__ == "__main__":
    raise SystemExit("not run as a program")
