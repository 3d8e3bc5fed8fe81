"""A derivation in formulas, without LaTeX."""

from manim import *


class FormulaScene(Scene):
    def construct(self):
        title = Text("Deriving the update rule", font_size=40).to_edge(UP)
        self.play(Write(title), run_time=1)
        eqs = [
            "L(w) = frac(1, n) sum_(i=1)^n (y_i - w x_i)^2",
            "frac(dif L, dif w) = frac(1, n) sum_(i=1)^n 2 (y_i - w x_i) (-x_i)",
            "frac(dif L, dif w) = -frac(2, n) sum_(i=1)^n x_i (y_i - w x_i)",
            "w_(t+1) = w_t - eta frac(dif L, dif w)",
            "w_(t+1) = w_t + frac(2 eta, n) sum_(i=1)^n x_i (y_i - w_t x_i)",
        ]
        cur = MathTypst(eqs[0], font_size=48)
        self.play(Write(cur), run_time=2)
        self.wait(2.5)
        stack = VGroup(cur)
        for i, e in enumerate(eqs[1:], 1):
            nxt = MathTypst(e, font_size=44)
            self.play(stack.animate.shift(UP * 1.1).set_opacity(0.45), run_time=0.8)
            nxt.next_to(stack, DOWN, buff=0.4)
            self.play(TransformFromCopy(stack[-1], nxt), run_time=1.4)
            stack.add(nxt)
            self.wait(2.0)
            if i == 2:
                self.play(FadeOut(stack[0]), run_time=0.5)
                stack.remove(stack[0])
        final = stack[-1]
        box = SurroundingRectangle(final, color=YELLOW, buff=0.25)
        self.play(Create(box), final.animate.set_color(YELLOW), run_time=1)
        self.wait(3)
