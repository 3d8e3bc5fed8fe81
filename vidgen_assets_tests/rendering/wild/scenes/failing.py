"""Scenes that do not work."""

from manim import *


class Raises(Scene):
    def construct(self):
        self.play(Create(Square()), run_time=0.3)
        raise ValueError("broken \x1b[31mred\x1b[0m")


class NoSuchColour(Scene):
    def construct(self):
        self.play(Create(Square(color=LIGHT_GREEN_X)))


class OldName(Scene):
    def construct(self):
        self.play(ShowCreation(Square()))


class OldArgument(Scene):
    def construct(self):
        self.add(Code(code="x = 1"))


class OldCamera(Scene):
    def construct(self):
        self.play(self.camera_frame.animate.scale(2))


class PlaysNothing(Scene):
    def construct(self):
        self.wait(0.2)
        self.play()


class PlaysAMobject(Scene):
    def construct(self):
        self.play(Square())


class NegativeTime(Scene):
    def construct(self):
        self.play(Create(Square()), run_time=-1)


class ZeroTime(Scene):
    def construct(self):
        self.play(Create(Square()), run_time=0)


class WaitsForNothing(Scene):
    def construct(self):
        self.wait(0)


class FrameOfAStillCamera(Scene):
    def construct(self):
        self.play(self.camera.frame.animate.scale(2))


class OpenGLOnly(Scene):
    def construct(self):
        self.play(self.camera.animate.set_euler_angles(theta=1))


class Embeds(Scene):
    def construct(self):
        self.add(Square())
        self.interactive_embed()


class EmbedsOldWay(Scene):
    def construct(self):
        self.embed()


class UpdaterRaises(Scene):
    def construct(self):
        dot = Dot().add_updater(lambda m, dt: m.move_to(missing))
        self.add(dot)
        self.wait(0.5)


class UpdaterTakesTooMuch(Scene):
    def construct(self):
        self.add(Dot().add_updater(lambda m, dt, more: m.shift(RIGHT)))
        self.wait(0.5)


class WrongShape(Scene):
    def construct(self):
        self.play(Create(Line([0, 0], [1, 1])))


class NotAVMobject(Scene):
    def construct(self):
        self.add(VGroup(ImageMobject(np.zeros((2, 2), np.uint8))))


class NoFile(Scene):
    def construct(self):
        self.add(ImageMobject("no_such_picture.png"))


class NoSound(Scene):
    def construct(self):
        self.add_sound("no_such_sound.wav")
        self.wait(0.2)


class Swallows(Scene):
    def construct(self):
        try:
            self.play(Create(undefined))
        except NameError:
            self.play(FadeIn(Square()), run_time=0.3)


class Leaves(Scene):
    def construct(self):
        self.play(FadeIn(Square()), run_time=0.3)
        raise SystemExit(3)


class EndsEarly(Scene):
    def construct(self):
        from manim.utils.exceptions import EndSceneEarlyException

        self.play(FadeIn(Square()), run_time=0.3)
        raise EndSceneEarlyException


class NoNumbers(Scene):
    def construct(self):
        square = Square()
        square.points[2] = np.nan
        self.play(square.animate.shift(RIGHT), Create(Line(ORIGIN, [np.inf, 0, 0])), run_time=0.3)


class Recursion(Scene):
    def construct(self):
        group = VGroup(Square())
        group.submobjects.append(group)
        self.add(group)
        self.play(group.animate.shift(RIGHT), run_time=0.3)
