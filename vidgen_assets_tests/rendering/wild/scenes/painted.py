"""Scenes that reach for pixels, pictures and the renderer themselves."""

from manim import *
import numpy as np


class PaintsWhileItPlays(Scene):
    def construct(self):
        dot = Dot(LEFT * 5, color=RED)
        block = Square(1, fill_opacity=1).shift(DOWN * 2)

        def paint(mob):
            self.camera.pixel_array[10:40, 20:60] = [0, 255, 0, 255]

        dot.add_updater(paint)
        self.add(block, dot)
        self.play(dot.animate.shift(RIGHT * 10), run_time=1)
        self.wait(0.5)


class PaintsByAHeldArray(Scene):
    def construct(self):
        pixels = self.renderer.camera.pixel_array
        dot = Dot(UP * 2)
        dot.add_updater(lambda m: pixels.__setitem__((slice(90, 110), slice(50, 90)), 200))
        self.add(Text("held"), dot)
        self.play(dot.animate.shift(DOWN * 4))
        self.wait(0.4)


class GroundRepaintedAsItPlays(Scene):
    def construct(self):
        dot = Dot(LEFT * 5, color=YELLOW)
        self.frame_number = 0

        def paint(mob, dt):
            self.frame_number += 1
            row = (self.frame_number * 7) % 100
            self.camera.background[row : row + 6, :, :3] = [40, 10 * self.frame_number % 255, 90]

        dot.add_updater(paint)
        self.add(dot)
        self.play(dot.animate.shift(RIGHT * 10), run_time=1)
        self.wait(0.5)


class GroundHeld(Scene):
    def construct(self):
        ground = self.camera.background
        circle = Circle()
        self.add(circle)
        self.play(circle.animate.shift(LEFT), run_time=0.4)
        circle.add_updater(lambda m, dt: ground.__setitem__(slice(0, 20), 120))
        self.play(circle.animate.shift(RIGHT), run_time=0.4)
        self.camera.set_background(np.full_like(ground, 30))
        self.wait(0.3)
        self.play(circle.animate.scale(2), run_time=0.4)


class StaticPictureTouched(Scene):
    def construct(self):
        self.add(Square(3, fill_opacity=0.5))
        dot = Dot(RIGHT * 4)

        def touch(mob, alpha):
            mob.set_x(4 - 8 * alpha)
            if self.renderer.static_image is not None:
                self.renderer.static_image[:15] = 77

        self.play(UpdateFromAlphaFunc(dot, touch), run_time=0.8)
        self.wait(0.25)


class GrabsFrames(Scene):
    def construct(self):
        square = Square(fill_opacity=1, color=BLUE)
        self.add(square)
        self.play(Rotate(square, 0.5), run_time=0.4)
        shot = ImageMobject(self.renderer.get_frame()).scale(0.3).to_corner(UR)
        self.add(shot)
        self.play(square.animate.shift(LEFT * 2), run_time=0.4)
        again = ImageMobject(np.array(self.camera.get_image())).scale(0.2).to_corner(UL)
        self.play(FadeIn(again), Rotate(square), run_time=0.4)
        self.remove(shot, again)
        self.play(square.animate.shift(RIGHT * 3), run_time=0.4)


class LifeOnPixels(Scene):
    def construct(self):
        rng = np.random.default_rng(0)
        board = rng.random((18, 32)) < 0.3
        image = ImageMobject(np.uint8(board) * 255)
        image.set_resampling_algorithm(RESAMPLING_ALGORITHMS["nearest"])
        image.height = 6

        def step(mob, dt):
            nonlocal board
            near = sum(np.roll(np.roll(board, i, 0), j, 1) for i in (-1, 0, 1) for j in (-1, 0, 1)) - board
            board = (near == 3) | (board & (near == 2))
            mob.pixel_array[:, :, :3] = np.uint8(board)[:, :, None] * 255

        image.add_updater(step)
        title = Text("Life", font_size=30).to_edge(UP)
        self.add(image, title)
        self.wait(0.8)
        image.clear_updaters()
        self.play(title.animate.set_color(RED), run_time=0.3)
        self.play(FadeOut(image), title.animate.shift(DOWN), run_time=0.4)


class PointClouds(Scene):
    def construct(self):
        cloud = Mobject1D().add_line(LEFT * 3, RIGHT * 3, color=RED)
        points = PointCloudDot(radius=1, color=BLUE, stroke_width=4).shift(UP * 2)
        self.play(Create(Square()), FadeIn(cloud), run_time=0.4)
        self.add(points)
        self.play(points.animate.shift(DOWN * 3), run_time=0.4)
        self.remove(points, cloud)
        self.play(Create(Circle()), run_time=0.4)


class PictureAsPaint(Scene):
    def construct(self):
        from PIL import Image

        gradient = np.zeros((60, 80, 4), np.uint8)
        gradient[:, :, 0], gradient[:, :, 3] = np.linspace(0, 255, 80), 255
        Image.fromarray(gradient).save("gradient.png")
        word = Text("PAINT", stroke_width=0).scale(3)
        word.color_using_background_image("gradient.png")
        self.play(FadeIn(word), run_time=0.4)
        self.play(word.animate.shift(RIGHT), Create(Circle()), run_time=0.5)
        self.play(FadeOut(word), run_time=0.3)
        self.play(Create(Square()), run_time=0.3)


class DrawsFramesItself(Scene):
    def construct(self):
        square = Square()
        self.add(square)
        self.play(square.animate.shift(LEFT), run_time=0.3)
        self.renderer.update_frame(self)
        self.camera.capture_mobjects([Circle(color=RED, fill_opacity=1)])
        self.renderer.file_writer  # noqa: B018
        self.play(square.animate.shift(RIGHT), run_time=0.4)
        circle = Circle(color=GREEN, fill_opacity=1)
        square.add_updater(lambda m: self.camera.capture_mobjects([circle]))
        self.play(square.animate.shift(UP), run_time=0.4)


class PenChanged(Scene):
    def construct(self):
        line = Line(LEFT * 4, RIGHT * 4)
        self.add(line, Square())
        self.play(line.animate.shift(UP), run_time=0.3)
        self.camera.cairo_line_width_multiple = 0.03
        self.play(line.animate.shift(DOWN), run_time=0.3)
        dot = Dot(DOWN * 3)

        def thicken(mob, alpha):
            self.camera.cairo_line_width_multiple = 0.01 + 0.05 * alpha

        self.play(UpdateFromAlphaFunc(dot, thicken), run_time=0.5)
        self.wait(0.2)


class ZIndicesChange(Scene):
    def construct(self):
        cards = VGroup(
            *[
                Square(2, fill_color=c, fill_opacity=1).shift(RIGHT * i * 0.8 - RIGHT)
                for i, c in enumerate([RED, GREEN, BLUE])
            ]
        )
        self.add(cards)
        count = 0

        def shuffle(group):
            nonlocal count
            count += 1
            group[count % 3].set_z_index(count)

        cards.add_updater(shuffle)
        self.wait(0.8)
        cards.clear_updaters()
        self.play(cards[0].animate.set_z_index(99), run_time=0.3)
        cards[0].z_index = -5
        self.play(cards[1].animate.shift(UP), run_time=0.3)
        cards.submobjects.reverse()
        self.wait(0.2)
