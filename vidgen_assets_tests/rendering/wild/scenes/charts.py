"""Axes, plots, tables, code."""

from manim import *


class Riemann(Scene):
    def construct(self):
        ax = Axes(x_range=[0, 5], y_range=[0, 6], x_axis_config={"include_ticks": True}, tips=True)
        curve = ax.plot(lambda x: 4 * x - x**2, x_range=[0, 4], color=BLUE_C)
        area = ax.get_area(curve, x_range=(1, 3), color=(GREEN_B, GREEN), opacity=0.6)
        bars = ax.get_riemann_rectangles(curve, x_range=[0.3, 3.8], dx=0.35, color=BLUE, fill_opacity=0.5)
        self.play(Create(ax), run_time=0.5)
        self.play(Create(curve), FadeIn(bars), run_time=0.7)
        self.play(Transform(bars, ax.get_riemann_rectangles(curve, x_range=[0.3, 3.8], dx=0.1)), FadeIn(area))
        x = ValueTracker(1)
        line = always_redraw(lambda: ax.get_vertical_line(ax.i2gp(x.get_value(), curve), color=YELLOW))
        secant = always_redraw(
            lambda: ax.get_secant_slope_group(x=x.get_value(), graph=curve, dx=0.01, secant_line_length=4)
        )
        self.add(line, secant)
        self.play(x.animate.set_value(3.5))


class Bars(Scene):
    def construct(self):
        chart = BarChart([1, 4, 2, -1], y_range=[-2, 5, 1], x_length=8, y_axis_config={"include_numbers": False})
        self.play(Create(chart))
        self.play(chart.animate.change_bar_values([3, 1, 4, 2]))


class Tables(Scene):
    def construct(self):
        table = Table(
            [["a", "1"], ["b", "2"]],
            row_labels=[Text("x"), Text("y")],
            col_labels=[Text("k"), Text("v")],
            include_outer_lines=True,
        ).scale(0.6)
        table.add_highlighted_cell((2, 2), color=GREEN)
        self.play(table.create(), run_time=1.5)
        self.play(table.get_entries((2, 3)).animate.set_color(RED), Circumscribe(table.get_rows()[1]))
        self.play(table.animate.scale(0.5).to_corner(DL))


class Listing(Scene):
    def construct(self):
        code = Code(
            code_string="def f(x):\n    return x + 1\n\nprint(f(2))",
            language="python",
            background="window",
            formatter_style="monokai",
            add_line_numbers=True,
        )
        self.play(FadeIn(code.background), Write(code.code_lines), run_time=1)
        mark = SurroundingRectangle(code.code_lines[1], buff=0.05, color=YELLOW)
        self.play(Create(mark))
        self.play(mark.animate.move_to(code.code_lines[3]), code.code_lines[1].animate.set_opacity(0.3))


class Nets(Scene):
    def construct(self):
        graph = Graph([1, 2, 3, 4, 5], [(1, 2), (2, 3), (3, 4), (4, 5), (5, 1), (1, 3)], layout="circular")
        self.play(Create(graph))
        self.play(graph[1].animate.move_to(UP * 3), graph.vertices[4].animate.set_color(RED))
        self.play(graph.animate.change_layout("spring", layout_config={"seed": 1}))
        polar = PolarPlane(size=5, azimuth_units=None)
        self.play(FadeOut(graph), Create(polar))


class Fields(Scene):
    def construct(self):
        flow = ArrowVectorField(
            lambda p: np.sin(p[1]) * RIGHT + np.cos(p[0]) * UP, x_range=[-4, 4, 1], y_range=[-2, 2, 1]
        )
        lines = StreamLines(lambda p: RIGHT + p[0] * UP / 3, x_range=[-2, 2, 1], y_range=[-2, 2, 1], virtual_time=1)
        self.add(flow)
        self.play(Create(Dot()), run_time=0.5)
        self.add(lines)
        lines.start_animation(warm_up=False, flow_speed=1.5)
        self.wait(0.6)


class Lines(Scene):
    def construct(self):
        axis = NumberLine(x_range=[-3, 3, 1], length=10, include_numbers=False, include_tip=True)
        marker = Triangle(fill_opacity=1).scale(0.2).next_to(axis.n2p(-2), UP, buff=0)
        arrow = Arrow(LEFT, RIGHT, buff=0, stroke_width=12, max_tip_length_to_length_ratio=0.3)
        double = DoubleArrow(DOWN * 2 + LEFT, DOWN * 2 + RIGHT, tip_shape_end=ArrowCircleFilledTip)
        self.play(Create(axis), GrowArrow(arrow.shift(UP * 2)), GrowFromPoint(double, ORIGIN))
        self.play(marker.animate.next_to(axis.n2p(2), UP, buff=0), arrow.animate.put_start_and_end_on(UP, UR * 3))
        self.play(Rotating(arrow, angle=PI, about_point=ORIGIN, run_time=0.7), Create(Angle(Line(), Line(LEFT, UP))))
