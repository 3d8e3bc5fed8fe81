"""What files and scenes set for themselves before, and while, they draw."""

from manim import *
from manim.camera.moving_camera import MovingCamera

config.frame_width = 16
config.frame_height = 9
config.background_color = WHITE
config.max_files_cached = 5
Text.set_default(color=BLACK, font_size=40)
Square.set_default(color=BLUE, fill_opacity=0.4)


class WideFrame(Scene):
    def construct(self):
        corner = Square().to_corner(UR, buff=0)
        self.play(FadeIn(corner, Text("wide")))
        self.play(corner.animate.to_corner(DL, buff=0))


class CameraOfItsOwn(Scene):
    def __init__(self, **kwargs):
        super().__init__(camera_class=MovingCamera, **kwargs)

    def construct(self):
        self.add(Square())
        self.play(self.camera.frame.animate.scale(0.5))


class GroundPainted(Scene):
    def construct(self):
        dot = Dot(color=RED)
        self.add(dot)
        self.play(dot.animate.shift(RIGHT), run_time=0.5)
        self.camera.background[:40, :60] = [200, 30, 0, 255]
        self.play(dot.animate.shift(UP), run_time=0.5)
        self.renderer.camera.pixel_array[50:, 60:] = 255
        self.wait(0.3)
        self.play(dot.animate.shift(LEFT), run_time=0.5)


class FrameSetByHand(Scene):
    def construct(self):
        self.add(Square())
        self.camera.frame_width = 8
        self.camera.resize_frame_shape()
        self.wait(0.3)
        self.play(Create(Circle()))
        self.camera.frame_center = RIGHT
        self.play(Create(Triangle(color=BLACK)))


class Tidied(Scene):
    def construct(self):
        squares = [Square().shift(RIGHT * i) for i in range(-3, 4)]
        self.add(*squares)
        self.play(*[FadeOut(s) if i % 2 else s.animate.scale(0.5) for i, s in enumerate(squares)])
        self.play(*(FadeOut(m) for m in self.mobjects))
        self.remove(*self.mobjects)
        self.wait(0.3)
        for mobject in squares:
            mobject.clear_updaters()
            self.mobjects.append(mobject)
        self.wait(0.3)
        self.mobjects.reverse()
        self.play(Create(Circle(color=BLACK)))


class Program(Scene):
    def construct(self):
        self.play(GrowFromCenter(Square()), run_time=0.25)


with tempconfig({"quality": "low_quality", "preview": False, "disable_caching": True, "frame_rate": 4}):
    Program().render()
