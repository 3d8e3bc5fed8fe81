"""Cameras in two and three dimensions, as explainers move them."""

from manim import *
import numpy as np


class ZoomToDetail(MovingCameraScene):
    def construct(self):
        self.camera.frame.save_state()
        boxes = VGroup(*[RoundedRectangle(width=2, height=1, corner_radius=0.2) for _ in range(3)]).arrange(
            RIGHT, buff=1.5
        )
        labels = VGroup(*[Text(t, font_size=24).move_to(b) for t, b in zip(("input", "hidden", "output"), boxes)])
        arrows = VGroup(*[Arrow(a.get_right(), b.get_left(), buff=0.1) for a, b in zip(boxes, boxes[1:])])
        self.play(Create(boxes), Write(labels), run_time=0.5)
        self.play(LaggedStartMap(GrowArrow, arrows), run_time=0.3)
        for box in boxes:
            self.play(self.camera.frame.animate.move_to(box).set(width=box.width * 2.5), run_time=0.4)
            detail = (
                VGroup(*[Dot(radius=0.03) for _ in range(12)])
                .arrange_in_grid(3, 4, buff=0.1)
                .next_to(box, DOWN, buff=0.05)
            )
            self.play(FadeIn(detail, lag_ratio=0.1), box.animate.set_stroke(YELLOW, width=2), run_time=0.3)
        self.play(Restore(self.camera.frame), run_time=0.4)
        self.wait(0.2)


class SteadyPan(MovingCameraScene):
    def construct(self):
        line = NumberLine(x_range=[-20, 20, 1], length=40)
        walker = Triangle(fill_opacity=1, color=RED).scale(0.2).next_to(line.n2p(-6), UP, buff=0.05)
        self.add(line, walker)
        self.camera.frame.add_updater(lambda m: m.set_x(walker.get_x()))
        self.add(self.camera.frame)
        hud = Text("pan", font_size=30)
        hud.add_updater(lambda m: m.next_to(self.camera.frame.get_corner(UL), DR))
        self.add(hud)
        self.play(walker.animate.shift(RIGHT * 12), run_time=1.2, rate_func=linear)
        self.camera.frame.clear_updaters()
        self.wait(0.3)


class BreathingFrame(MovingCameraScene):
    def construct(self):
        self.add(NumberPlane(), Circle(fill_opacity=0.5))
        start = self.camera.frame.width
        self.time_passed = 0

        def breathe(frame, dt):
            self.time_passed += dt
            frame.set(width=start * (1 + 0.2 * np.sin(4 * self.time_passed)))

        self.camera.frame.add_updater(breathe)
        self.add(self.camera.frame)
        self.wait(0.8)
        self.camera.frame.remove_updater(breathe)
        self.play(self.camera.frame.animate.scale(0.7).shift(UR), run_time=0.4)


class Landscape(ThreeDScene):
    def construct(self):
        axes = ThreeDAxes(x_range=[-3, 3], y_range=[-3, 3], z_range=[-2, 2])
        self.set_camera_orientation(phi=70 * DEGREES, theta=-60 * DEGREES, zoom=0.8)
        surface = Surface(
            lambda u, v: axes.c2p(u, v, np.sin(u) * np.cos(v)), u_range=[-3, 3], v_range=[-3, 3], resolution=(8, 8)
        )
        surface.set_style(fill_opacity=0.7)
        surface.set_fill_by_value(axes=axes, colorscale=[(BLUE, -1), (YELLOW, 0), (RED, 1)], axis=2)
        label = Text("loss surface", font_size=28).to_corner(UL)
        self.add_fixed_in_frame_mobjects(label)
        self.play(Create(axes), run_time=0.3)
        self.play(FadeIn(surface), run_time=0.3)
        ball = Sphere(radius=0.2, resolution=(5, 6)).set_color(RED)
        t = ValueTracker(2.5)
        ball.add_updater(lambda m: m.move_to(axes.c2p(t.get_value(), 0, np.sin(t.get_value()) + 0.2)))
        self.add(ball)
        self.play(t.animate.set_value(-1.5), run_time=0.6)
        self.begin_ambient_camera_rotation(rate=0.3, about="phi")
        self.wait(0.4)
        self.stop_ambient_camera_rotation(about="phi")
        self.play(label.animate.set_color(YELLOW), run_time=0.3)
        self.move_camera(phi=0, theta=-PI / 2, zoom=1, frame_center=[1, 0, 0], run_time=0.5)
        self.wait(0.2)


class SolidsAndLabels(ThreeDScene):
    def construct(self):
        solids = VGroup(
            Cube(side_length=1.2, fill_opacity=0.9, fill_color=BLUE),
            Prism([1, 1, 2]).set_color(GREEN),
            Cone(base_radius=0.7, height=1.5, resolution=(1, 8)),
            Cylinder(radius=0.6, height=1.4, resolution=(1, 8)),
            Torus(major_radius=0.8, minor_radius=0.25, resolution=(6, 6)),
        ).arrange(RIGHT, buff=0.6)
        self.set_camera_orientation(phi=60 * DEGREES, theta=-80 * DEGREES)
        tag = Text("solid", font_size=36).next_to(solids, OUT)
        self.add_fixed_orientation_mobjects(tag)
        self.play(LaggedStart(*[GrowFromCenter(s) for s in solids], lag_ratio=0.2), run_time=0.8)
        self.play(*[Rotate(s, PI / 4, axis=OUT) for s in solids], run_time=0.4)
        self.remove(tag)
        self.play(solids.animate.set_opacity(0.3), run_time=0.4)
        self.renderer.camera.light_source.move_to(3 * IN)
        self.wait(0.3)
        self.play(self.renderer.camera.light_source.animate.move_to(5 * OUT + 3 * LEFT), run_time=0.4)


class Vectors3D(ThreeDScene):
    def construct(self):
        axes = ThreeDAxes()
        self.set_camera_orientation(phi=75 * DEGREES, theta=30 * DEGREES)
        v = Arrow3D(ORIGIN, [2, 1, 1.5], color=RED, resolution=3)
        w = Line3D(ORIGIN, [-1, 2, 1], color=BLUE, resolution=3)
        dots = VGroup(
            *[Dot3D([np.cos(a), np.sin(a), a / 3], radius=0.08, resolution=(3, 4)) for a in np.arange(0, 4, 0.8)]
        )
        self.add(axes)
        self.play(Create(v), Create(w), run_time=0.5)
        self.play(FadeIn(dots, lag_ratio=0.2), run_time=0.4)
        self.begin_ambient_camera_rotation(rate=PI / 4)
        self.play(Rotating(v, axis=OUT, angle=PI, about_point=ORIGIN), run_time=0.6)
        self.stop_ambient_camera_rotation()
        path = TracedPath(dots[0].get_center, stroke_color=YELLOW)
        self.add(path)
        self.play(dots[0].animate.shift(UP * 2 + OUT), run_time=0.4)


class FlatTextInSpace(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=0, theta=-PI / 2)
        text = Text("from the front").scale(0.8)
        plane = NumberPlane(x_range=[-4, 4], y_range=[-3, 3])
        self.add(plane)
        self.play(Write(text), run_time=0.4)
        self.move_camera(phi=60 * DEGREES, run_time=0.5, added_anims=[text.animate.shift(OUT)])
        curve = ParametricFunction(lambda t: np.array([np.cos(t), np.sin(t), 0.2 * t]), t_range=[-TAU, TAU], color=RED)
        curve.set_shade_in_3d(True)
        self.play(Create(curve), run_time=0.5)
        self.camera.set_focal_distance(8)
        self.wait(0.2)
        self.camera.should_apply_shading = False
        self.play(curve.animate.set_color(BLUE), run_time=0.3)


class PolyhedraTurn(ThreeDScene):
    def construct(self):
        self.camera.background_color = GREY_E
        body = Tetrahedron(edge_length=2)
        self.set_camera_orientation(phi=50 * DEGREES, theta=20 * DEGREES)
        self.play(FadeIn(body), run_time=0.4)
        body.add_updater(lambda m, dt: m.rotate(dt, axis=UP))
        self.add(body)
        self.wait(0.5)
        other = Octahedron(edge_length=0.8, faces_config={"fill_opacity": 0.4}).shift(RIGHT * 2)
        self.play(Create(other), run_time=0.5)


class FollowedInset(ZoomedScene):
    def construct(self):
        wave = FunctionGraph(lambda x: np.sin(3 * x), color=BLUE)
        dot = Dot(wave.get_start(), radius=0.05, color=RED)
        self.add(wave, dot)
        self.activate_zooming(animate=False)
        self.zoomed_camera.frame.add_updater(lambda m: m.move_to(dot))
        self.add(self.zoomed_camera.frame)
        self.play(MoveAlongPath(dot, wave), run_time=0.8, rate_func=linear)


class Warped(LinearTransformationScene):
    def __init__(self, **kwargs):
        super().__init__(show_coordinates=False, leave_ghost_vectors=True, show_basis_vectors=True, **kwargs)

    def construct(self):
        vector = Vector([1, 2], color=YELLOW)
        self.add_vector(vector, animate=False)
        self.apply_matrix([[1, 1], [0, 1]], run_time=0.6)
        self.wait(0.2)
        self.apply_inverse([[1, 1], [0, 1]], run_time=0.6)


class VectorsInThePlane(VectorScene):
    def construct(self):
        plane = self.add_plane(animate=False)
        vector = self.add_vector([2, 1], color=YELLOW)
        self.play(ApplyMethod(plane.set_opacity, 0.4), Rotate(vector, PI / 3, about_point=ORIGIN), run_time=0.5)
