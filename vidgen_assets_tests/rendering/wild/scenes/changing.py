"""Things that turn into other things."""

from manim import *
import random


class Morphs(Scene):
    def construct(self):
        source = Text("the morse code", height=1)
        target = Text("here come dots", height=1)
        self.play(Write(source))
        self.play(TransformMatchingShapes(source, target, path_arc=PI / 2))
        square = Square().shift(DOWN * 2)
        self.play(ReplacementTransform(target, square))
        self.play(ClockwiseTransform(square, Star().shift(UP)))
        self.play(FadeTransform(square, Circle(fill_opacity=1)))


class Successions(Scene):
    def construct(self):
        dots = [Dot(LEFT * 4 + RIGHT * i, color=random_color()) for i in range(5)]
        self.play(Succession(*[FadeIn(d, scale=0.2) for d in dots]), run_time=1)
        self.play(AnimationGroup(*[d.animate.shift(UP) for d in dots], lag_ratio=0.3), run_time=1)
        self.play(LaggedStartMap(FadeOut, VGroup(*dots), shift=DOWN))
        random.shuffle(dots)
        self.play(Succession(Create(dots[0]), Wait(0.3), Uncreate(dots[0]), lag_ratio=1))
        self.play(Broadcast(Circle(), n_mobs=3), SpiralIn(VGroup(Square(), Triangle())))
        self.play(ApplyWave(Text("wave")), ShowIncreasingSubsets(VGroup(*[Dot(RIGHT * i) for i in range(4)])))


class BecomeAndRestore(Scene):
    def construct(self):
        shape = Square(color=BLUE, fill_opacity=0.4)
        shape.save_state()
        self.add(shape)
        shape.become(Circle(color=RED))
        self.wait(0.2)
        self.play(Restore(shape))
        self.play(shape.animate(rate_func=rush_into, run_time=0.7).scale(2).rotate(1).set_fill(GREEN))
        self.play(ApplyMethod(shape.shift, LEFT), ApplyPointwiseFunction(lambda p: p + 0.2 * np.sin(p[::-1]), shape))
        self.play(shape.animate.apply_matrix([[1, 1], [0, 1]]))
        group = VGroup(shape, *[shape.copy().scale(s) for s in (0.5, 0.2)])
        self.play(group.animate.arrange(RIGHT), ApplyComplexFunction(lambda z: z**2, Circle()))
        self.play(Swap(group[0], group[1]), FocusOn(group[2]))
        self.clear()
        self.wait(0.2)


class Cuts(Scene):
    def construct(self):
        one, two = Square(2, fill_opacity=0.6), Circle(1.2, fill_opacity=0.6).shift(RIGHT)
        pieces = VGroup(Union(one, two), Difference(one, two), Intersection(one, two), Exclusion(one, two))
        pieces.set_color_by_gradient(RED, BLUE).scale(0.5).arrange(RIGHT, buff=1)
        self.play(LaggedStart(*map(DrawBorderThenFill, pieces)))
        cut = Cutout(Square(4), Circle(), Triangle().shift(UR), fill_opacity=1, color=TEAL)
        self.play(FadeOut(pieces), SpinInFromNothing(cut))
        dashed = DashedVMobject(Circle(2.5), num_dashes=30)
        self.play(Create(dashed), Rotate(cut, PI))
        brace = BraceBetweenPoints(LEFT * 2, RIGHT * 2)
        self.play(GrowFromCenter(brace), cut.animate.set_fill(opacity=0))


class Reveal(Scene):
    def construct(self):
        words = Paragraph("one two", "three four five", alignment="center", line_spacing=1)
        self.play(AddTextLetterByLetter(Text("typed", font_size=60).to_edge(UP), time_per_char=0.1))
        self.play(Write(words, reverse=False), run_time=1)
        self.play(Unwrite(words), run_time=1)
        self.play(Circumscribe(Dot(), Circle), ShowPassingFlash(Underline(words, color=RED), time_width=0.4))
        marked = MarkupText(f'<span fgcolor="{RED}">red</span> and <i>slanted</i> &amp; <sub>low</sub>')
        self.play(FadeIn(marked, target_position=UP), Blink(Dot(RIGHT * 3)))
