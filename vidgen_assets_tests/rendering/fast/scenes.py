"""Scenes that each use something that a faster way of drawing could get wrong."""

from collections.abc import Callable

import numpy as np
from manim import *
from manim.camera.camera import Camera

SCENES: dict[str, type[Scene]] = {}


def scene(construct: Callable[[Scene], None], base: type[Scene] = Scene) -> None:
    """Make a scene of a function that draws it."""
    SCENES[construct.__name__] = type(construct.__name__, (base,), {"construct": construct})


def scene_of(base: type[Scene]) -> Callable[[Callable[[Scene], None]], None]:
    """The same for another kind of scene."""
    return lambda construct: scene(construct, base)


@scene
def updaters_by_time_and_by_value(self):
    tracker = ValueTracker(0)
    dot = Dot().add_updater(lambda m: m.move_to(RIGHT * tracker.get_value()))
    square = Square().add_updater(lambda m, dt: m.rotate(dt))
    line = always_redraw(lambda: Line(ORIGIN, dot.get_center() + UP))
    number = DecimalNumber(0, mob_class=Text).add_updater(lambda m: m.set_value(tracker.get_value()))
    self.add(square, dot, line, number)
    self.play(tracker.animate.set_value(2), run_time=1)
    self.wait(1)
    square.suspend_updating()
    self.wait(0.5)


@scene
def updaters_of_parts_and_bound_methods(self):
    class Turning(Square):
        def turn(self, mobject, dt):
            self.rotate(dt)

        def update(self, dt=0, recursive=True):
            self.shift(RIGHT * dt)
            return super().update(dt, recursive)

    one, other = Turning(), Turning().shift(UP)
    one.add_updater(one.turn)
    self.add(VGroup(one, VGroup(other)))
    self.wait(1, frozen_frame=False)


@scene
def updaters_of_the_scene_and_a_stop_condition(self):
    dot = Dot()
    self.add(dot)
    self.add_updater(lambda dt: dot.shift(RIGHT * dt))
    self.wait(1)
    self.wait_until(lambda: dot.get_x() > 1.5, max_time=4)
    self.remove_updater(self.updaters[0])
    self.wait(0.5)


@scene
def z_index_and_foreground(self):
    squares = [Square(fill_opacity=0.8, color=c).shift(RIGHT * i * 0.5) for i, c in enumerate((RED, GREEN, BLUE))]
    squares[0].set_z_index(3)
    self.add(*squares)
    self.add_foreground_mobject(Dot(color=YELLOW))
    self.play(squares[1].animate.shift(UP))
    self.bring_to_front(squares[1])
    self.play(squares[2].animate.set_z_index(5).shift(DOWN))


@scene
def pictures_and_points(self):
    image = ImageMobject(np.uint8([[0, 100, 30, 200], [255, 0, 5, 33]])).scale(40)
    cloud = PMobject().add_points([[x / 9, 1, 0] for x in range(20)], color=RED)
    circle = Circle(fill_opacity=1).set_opacity(0.5)
    self.add(image, circle, cloud)
    self.play(image.animate.shift(RIGHT), FadeOut(cloud), circle.animate.scale(2))
    self.play(FadeOut(image))


@scene
def background_image_of_a_mobject(self):
    from PIL import Image

    gradient = Image.fromarray(np.linspace((0, 0, 0), (255, 90, 200), 120 * 214).reshape(120, 214, 3).astype(np.uint8))
    circle = Circle(fill_opacity=1, stroke_width=9)
    circle.background_image = gradient
    self.add(Square(), circle, Dot())
    self.play(circle.animate.shift(RIGHT))


@scene
def gradients_sheen_and_strokes(self):
    bar = Rectangle(width=6, fill_opacity=1).set_color_by_gradient(RED, GREEN, BLUE)
    sheen = Circle(fill_opacity=1, color=TEAL).set_sheen(0.6, DR).shift(UP * 2)
    text = Text("Gradient", gradient=(RED, BLUE)).set_stroke(YELLOW, 4, background=True).shift(DOWN * 2)
    dashed = DashedVMobject(Circle(radius=3)).set_stroke(width=9, opacity=0.4)
    joints = VMobject(joint_type=LineJointType.BEVEL, cap_style=CapStyleType.ROUND, stroke_width=30)
    joints.set_points_as_corners([LEFT, UP, RIGHT, DOWN]).shift(LEFT * 4)
    self.add(bar, sheen, text, dashed, joints)
    self.play(Rotate(bar), text.animate.set_opacity(0.3), Transform(sheen, Square(color=[RED, BLUE]).shift(UP * 2)))


@scene
def strokes_that_reach_far_beyond_their_corners(self):
    spike = Polygon(2 * LEFT, 2 * RIGHT, 2 * LEFT + 0.75 * UP, stroke_width=30)
    square_ends = Line(DOWN, DOWN + RIGHT, stroke_width=40, cap_style=CapStyleType.SQUARE)
    behind = Dot(radius=2, color=BLUE)
    self.add(behind, spike, square_ends)
    self.play(Rotate(spike, PI / 3), square_ends.animate.shift(2 * RIGHT), run_time=1)
    self.play(spike.animate.set_stroke(width=2), run_time=0.5)


@scene
def changes_of_colour_order_number_and_outline(self):
    dots = VGroup(*(Dot(radius=0.6).shift(number * 0.5 * RIGHT) for number in range(5)))
    line = always_redraw(lambda: Line(LEFT, LEFT + self.time * UP))
    blob = Circle().shift(2 * LEFT)
    self.add(blob, dots, line)
    dots.add_updater(lambda group: group[int(self.time * 8) % 5].set_z_index(int(self.time * 8)))
    blob.add_updater(lambda mobject: mobject.become(RegularPolygon(3 + int(self.time * 8) % 4).shift(2 * LEFT)))
    self.play(dots[0].animate.set_fill(RED, opacity=0.5), run_time=1)
    dots.add_updater(lambda group: group.remove(group[-1]) if len(group) > 3 else None)
    self.play(dots[1].animate.set_color([RED, GREEN]), run_time=1)
    dots.clear_updaters()
    self.play(dots.animate.shift(20 * RIGHT), run_time=0.5)
    self.play(FadeOut(blob), run_time=0.5)


@scene
def odd_outlines(self):
    odd = VMobject().set_points(np.array([LEFT, UP, RIGHT, DOWN, ORIGIN, UP * 2]))
    nothing = Square()
    nothing.points[3] = np.nan
    single = VectorizedPoint(UP * 2, stroke_width=9)
    rough = Square().shift(LEFT * 2)
    rough.tolerance_for_point_equality = 0.5
    turning = Square()
    self.add(Circle(), turning, odd, nothing, single, rough, Star())
    self.play(Rotate(turning), run_time=0.5)


@scene
def traces_and_flashes(self):
    dot = Dot(RIGHT)
    self.add(TracedPath(dot.get_center, dissipating_time=0.5, stroke_opacity=[0, 1]), dot)
    self.play(Rotating(dot, about_point=ORIGIN, run_time=1))
    self.play(ShowPassingFlash(Circle(radius=2)), Flash(dot), Indicate(dot), run_time=0.6)


@scene
def text_and_code(self):
    words = Text("Words, set apart", t2c={"set": RED}, disable_ligatures=True)
    code = Code(code_string="x = 1\nprint(x)", language="python").shift(DOWN * 2)
    self.play(Write(words), FadeIn(code))
    self.play(TransformMatchingShapes(words, Text("apart, Words set").shift(UP)))


@scene
def saved_states_and_copies(self):
    square = Square().save_state()
    group = VGroup(square, square.copy().shift(RIGHT), *[Dot() for _ in range(3)]).arrange()
    group.generate_target().rotate(1).set_color(RED)
    self.play(MoveToTarget(group))
    self.play(Restore(square), group[1:].animate.shift(DOWN))
    self.play(ReplacementTransform(group, Circle()))
    self.play(CyclicReplace(*[Dot(RIGHT * i) for i in range(3)]))


@scene
def sections_subtitles_and_times(self):
    self.next_section("one")
    self.add_subcaption("first", duration=1)
    self.play(Create(Square()), subcaption="drawn")
    self.next_section("left out", skip_animations=True)
    self.play(Create(Circle()))
    self.next_section("two")
    self.play(Create(Triangle()), run_time=0.31)
    for wait in (0.3, 0.13, 1.0, 0.99, 0.7):
        self.wait(wait)
    self.add_subcaption("last", duration=1, offset=0.5)
    self.wait(0.1)


@scene
def nothing_is_played(self):
    self.add(Square())


@scene
def background_of_the_camera(self):
    self.camera.background_color = "#203040"
    self.play(FadeIn(Square()))
    self.camera.background_color = WHITE
    self.play(FadeIn(Circle(color=BLACK)))


@scene
def pixels_that_an_updater_reads(self):
    dot = Dot(RIGHT * 3, radius=1)
    probe = Square(fill_opacity=1)
    probe.add_updater(lambda m: m.set_color(WHITE if self.camera.pixel_array[60, 150, 0] else RED))
    self.add(probe, dot)
    self.play(dot.animate.shift(LEFT * 2))


@scene
def errors_of_the_scene(self):
    self.play(Create(Square()))
    raise KeyError("the scene's own")


@scene_of(MovingCameraScene)
def camera_moves(self):
    squares = VGroup(*[Square(stroke_width=8).shift(RIGHT * i) for i in range(4)])
    self.add(squares)
    self.camera.frame.save_state()
    self.play(self.camera.frame.animate.scale(0.4).move_to(squares[3]))
    self.play(Restore(self.camera.frame), squares[0].animate.set_color(RED))


@scene_of(ZoomedScene)
def zoomed(self):
    dot = Dot().shift(UL)
    self.add(dot, Square())
    self.activate_zooming(animate=False)
    self.play(self.zoomed_camera.frame.animate.move_to(dot))
    self.play(dot.animate.shift(RIGHT))


@scene_of(LinearTransformationScene)
def linear_transformation(self):
    self.apply_matrix([[1, 1], [0, 1]])


@scene_of(ThreeDScene)
def solids_and_labels(self):
    title = Text("fixed").to_corner(UL)
    axes = ThreeDAxes(x_range=[-2, 2], y_range=[-2, 2], z_range=[-2, 2])
    label = Text("turned to us").move_to(axes.c2p(1, 1, 1))
    self.add_fixed_in_frame_mobjects(title)
    self.add_fixed_orientation_mobjects(label)
    self.set_camera_orientation(phi=70 * DEGREES, theta=30 * DEGREES, zoom=0.8)
    cube = Cube(side_length=1, fill_opacity=0.7)
    self.add(axes, cube, Sphere(radius=0.6, resolution=(6, 6)).shift(LEFT), Circle(), Dot3D(UP))
    self.play(Rotate(cube, PI / 3), run_time=0.5)
    self.begin_ambient_camera_rotation(rate=0.5)
    self.wait(0.5)
    self.stop_ambient_camera_rotation()
    self.move_camera(phi=20 * DEGREES, gamma=0.3, frame_center=[0.5, 0, 0], run_time=0.5)


@scene_of(ThreeDScene)
def surfaces_and_arrows(self):
    surface = Surface(lambda u, v: [u, v, u * v], u_range=[-1, 1], v_range=[-1, 1], resolution=5)
    surface.set_style(fill_opacity=1, stroke_color=RED).set_fill_by_checkerboard(ORANGE, BLUE, opacity=0.5)
    self.set_camera_orientation(phi=1, theta=0.4)
    solids = [Cone(resolution=6), Arrow3D(resolution=6), Torus(resolution=6), Prism(), Line3D(LEFT, UP), Tetrahedron()]
    self.add(surface, *solids)
    self.renderer.camera.light_source.move_to(3 * IN)
    self.play(surface.animate.shift(UP), FadeOut(solids[2]), run_time=0.5)
    self.camera.should_apply_shading = False
    self.play(surface.animate.shift(DOWN), run_time=0.5)


class TintedCamera(Camera):
    """A camera with a step of its own."""

    def get_fill_rgbas(self, vmobject):
        return super().get_fill_rgbas(vmobject) * [1, 0.5, 0.5, 1]


class TintedScene(Scene):
    """A scene with that camera."""

    def __init__(self, **kwargs):
        super().__init__(camera_class=TintedCamera, **kwargs)


@scene_of(TintedScene)
def camera_of_its_own(self):
    self.play(FadeIn(Square(fill_opacity=1)))
