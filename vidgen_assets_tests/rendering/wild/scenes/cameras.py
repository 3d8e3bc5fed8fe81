"""Cameras that move, zoom and look closely."""

from manim import *


class FollowGraph(MovingCameraScene):
    def construct(self):
        self.camera.frame.save_state()
        ax = Axes(x_range=[-1, 10], y_range=[-1, 10], tips=False)
        graph = ax.plot(lambda x: np.sin(x) + 4, color=BLUE, x_range=[0, 3 * PI])
        moving = Dot(ax.i2gp(graph.t_min, graph), color=ORANGE)
        self.add(ax, graph, moving)
        self.play(self.camera.frame.animate.scale(0.5).move_to(moving))

        def follow(mob):
            mob.move_to(moving.get_center())

        self.camera.frame.add_updater(follow)
        self.play(MoveAlongPath(moving, graph, rate_func=linear), run_time=1.5)
        self.camera.frame.remove_updater(follow)
        self.play(Restore(self.camera.frame))


class ZoomOutAndPan(MovingCameraScene):
    def construct(self):
        grid = VGroup(*[Square(0.8, stroke_width=2 + i % 5).shift(RIGHT * (i % 7) + UP * (i // 7)) for i in range(28)])
        self.add(grid.center())
        self.play(self.camera.frame.animate.set(width=grid.width * 2))
        self.play(self.camera.frame.animate.move_to(grid[3]).set(width=3), grid[3].animate.set_fill(RED, 1))
        self.camera.frame.scale(3)
        self.wait(0.3)
        self.play(grid.animate.set_stroke(width=10), self.camera.frame.animate.shift(UR))
        self.play(self.camera.auto_zoom([grid[0], grid[8]], margin=1))


class FrameThatTurns(MovingCameraScene):
    def construct(self):
        self.camera.background_color = DARK_BROWN
        text = Text("turned")
        self.add(text, NumberPlane())
        self.play(self.camera.frame.animate.rotate(PI / 8))
        self.play(text.animate.scale(2), self.camera.frame.animate.stretch(2, 0))
        self.wait(0.3)


class LookClosely(ZoomedScene):
    def __init__(self, **kwargs):
        ZoomedScene.__init__(
            self,
            zoom_factor=0.3,
            zoomed_display_height=2,
            zoomed_display_width=4,
            image_frame_stroke_width=8,
            zoomed_camera_config={"default_frame_stroke_width": 3},
            **kwargs,
        )

    def construct(self):
        dot = Dot().shift(UL * 2)
        picture = ImageMobject(np.uint8([[0, 100, 30, 200], [255, 0, 5, 33]])).set(height=5)
        self.add(picture, dot)
        self.zoomed_camera.frame.move_to(dot)
        self.play(Create(self.zoomed_camera.frame))
        self.activate_zooming()
        self.play(self.get_zoomed_display_pop_out_animation())
        self.play(self.zoomed_camera.frame.animate.shift(RIGHT), self.zoomed_display.animate.shift(DOWN))
        self.play(self.get_zoomed_display_pop_out_animation(), rate_func=lambda t: smooth(1 - t))
        self.play(FadeOut(self.zoomed_display, self.zoomed_camera.frame), dot.animate.shift(DOWN))


class Orbit(ThreeDScene):
    def construct(self):
        axes = ThreeDAxes(x_range=(-2, 2), y_range=(-2, 2), z_range=(-2, 2))
        sphere = Sphere(radius=1, resolution=(4, 6)).set_opacity(0.6)
        self.set_camera_orientation(phi=75 * DEGREES, theta=-45 * DEGREES)
        note = Text("fixed", font_size=30).to_corner(UL)
        self.add_fixed_in_frame_mobjects(note)
        self.add(axes, sphere)
        self.begin_ambient_camera_rotation(rate=0.4)
        self.play(Create(Circle().rotate(PI / 2, axis=RIGHT)), Write(note))
        self.wait(0.5)
        self.stop_ambient_camera_rotation()
        self.move_camera(phi=30 * DEGREES, zoom=1.4, run_time=0.6)
        self.begin_3dillusion_camera_rotation(rate=2)
        self.wait(0.5)
        self.stop_3dillusion_camera_rotation()
        self.remove_fixed_in_frame_mobjects(note)
        self.wait(0.3)


class SurfaceAndCurve(ThreeDScene):
    def construct(self):
        axes = ThreeDAxes(x_range=(-3, 3), y_range=(-3, 3), z_range=(-1, 2))
        hill = Surface(
            lambda u, v: axes.c2p(u, v, np.exp(-u * u - v * v)),
            u_range=[-2, 2],
            v_range=[-2, 2],
            resolution=(5, 5),
            checkerboard_colors=[BLUE_D, BLUE_E],
        )
        spiral = ParametricFunction(lambda t: axes.c2p(np.cos(t), np.sin(t), t / 6), t_range=[0, TAU], color=RED)
        self.set_camera_orientation(phi=60 * DEGREES, theta=30 * DEGREES, frame_center=axes.c2p(0, 0, 0.5))
        self.play(Create(axes), FadeIn(hill))
        self.play(Create(spiral), hill.animate.set_fill(opacity=0.4))
        point = Dot3D(axes.c2p(1, 0, 0), color=YELLOW)
        self.play(MoveAlongPath(point, spiral), self.camera.phi_tracker.animate.set_value(0.3))
        self.play(FadeOut(hill, spiral), hill.animate.set_style(stroke_width=0))


class FlatInThreeD(ThreeDScene):
    def construct(self):
        self.add(Square(fill_opacity=0.5))
        self.play(Create(Cube().shift(RIGHT * 3)), Write(Text("flat")))
        self.set_to_default_angled_camera_orientation()
        self.play(Rotate(self.mobjects[0], PI / 3, axis=UP))
