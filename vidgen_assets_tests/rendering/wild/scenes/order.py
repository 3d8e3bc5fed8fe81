"""Overlaps, layers, and what lies behind."""

from manim import *


class Translucent(Scene):
    def construct(self):
        circles = VGroup(
            *[
                Circle(1.5, color=c, fill_opacity=0.5, stroke_opacity=0.4, stroke_width=20).shift(
                    RIGHT * np.cos(a) + UP * np.sin(a)
                )
                for c, a in zip([RED, GREEN, BLUE], np.arange(3) * TAU / 3)
            ]
        )
        self.add(circles)
        self.play(Rotate(circles, PI / 2))
        self.play(circles[0].animate.set_z_index(2).shift(LEFT), circles[2].animate.set_opacity(0.1))
        self.play(Circumscribe(circles[1], fade_out=True), Wiggle(circles[2]))


class BehindAndInFront(Scene):
    def construct(self):
        text = Text("Behind", stroke_width=0).scale(3)
        text.set_stroke(BLACK, width=12, background=True)
        wall = Rectangle(width=4, height=3, fill_color=BLUE_E, fill_opacity=1, z_index=-1)
        self.add(wall, text)
        cover = Square(2, fill_color=RED, fill_opacity=0.7).shift(LEFT * 3)
        self.play(cover.animate.shift(RIGHT * 6))
        self.bring_to_back(text)
        self.play(cover.animate.shift(LEFT * 3))
        self.bring_to_front(text)
        self.add_foreground_mobjects(wall)
        self.play(text.animate.shift(UP))
        self.remove_foreground_mobjects(wall)
        self.play(text.animate.shift(DOWN * 2))


class GroundThatChanges(Scene):
    def construct(self):
        self.camera.background_color = BLUE_E
        title = Text("Grounds")
        self.play(FadeIn(title))
        self.camera.background_color = "#ece6e2"
        self.play(title.animate.set_color(BLACK).to_edge(UP))
        self.wait(0.3)
        self.camera.background_color = BLACK
        self.camera.init_background()
        self.play(title.animate.set_color(WHITE).to_edge(DOWN))
        self.renderer.camera.background_opacity = 0.5
        self.renderer.camera.init_background()
        self.play(Indicate(title))


class Shades(Scene):
    def construct(self):
        ring = Annulus(1, 2, color=[RED, YELLOW, GREEN], fill_opacity=1).shift(LEFT * 3)
        star = Star(9, outer_radius=1.5, color=PURPLE, fill_opacity=1).set_sheen(-0.5, UL).shift(RIGHT * 3)
        word = Text("shaded", gradient=(BLUE, GREEN)).to_edge(DOWN)
        line = Line(LEFT * 6, RIGHT * 6, stroke_width=30).set_stroke(opacity=[1, 0, 1])
        arc = ArcBetweenPoints(LEFT, RIGHT).set_color_by_gradient(RED, BLUE)
        self.add(ring, star, word, line, arc)
        dot = Dot(UP * 3)
        self.play(dot.animate.shift(DOWN * 6))
        self.play(Rotate(ring), star.animate.set_sheen_direction(DR), word.animate.set_color_by_gradient(RED, YELLOW))
        self.play(ring.animate.set_color([BLUE, GREEN]), FadeOut(arc), Uncreate(line))


class OutAndIn(Scene):
    def construct(self):
        square = Square(side_length=20, fill_opacity=0.3, color=TEAL)
        runner = Triangle(fill_opacity=1).shift(LEFT * 9)
        self.add(square, runner)
        self.play(runner.animate.shift(RIGHT * 18), rate_func=linear)
        self.play(runner.animate.shift(LEFT * 9), square.animate.scale(0.1))
        self.play(square.animate.shift(UP * 4), runner.animate.scale(40), run_time=0.5)
        self.play(ShrinkToCenter(runner), GrowFromEdge(Square(), DOWN))


class Pictures(Scene):
    def construct(self):
        pixels = np.uint8(np.indices((40, 60)).sum(axis=0) * 2.5)
        picture = ImageMobject(pixels).set(width=5)
        veil = Rectangle(width=3, height=2, fill_opacity=0.5, fill_color=RED)
        self.play(FadeIn(picture))
        self.play(picture.animate.shift(LEFT * 2).set_opacity(0.5), FadeIn(veil))
        self.play(Rotate(picture, PI / 5), veil.animate.shift(UP))
        self.play(FadeOut(Group(picture, veil)))
        self.play(Create(Circle()))
