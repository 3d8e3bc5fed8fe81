"""A surface in three dimensions, and a camera that moves around it."""

import numpy as np
from manim import *


class SurfaceScene(ThreeDScene):
    def construct(self):
        title = Text("The loss landscape", font_size=38).to_corner(UL)
        self.add_fixed_in_frame_mobjects(title)
        self.play(FadeIn(title), run_time=1)
        axes = ThreeDAxes(x_range=[-3, 3], y_range=[-3, 3], z_range=[-2, 2], x_length=6, y_length=6, z_length=3)
        surface = Surface(
            lambda u, v: axes.c2p(u, v, 0.6 * np.sin(u) * np.cos(v) + 0.08 * (u**2 + v**2)),
            u_range=[-2.5, 2.5],
            v_range=[-2.5, 2.5],
            resolution=(20, 20),
            fill_opacity=0.85,
        )
        surface.set_fill_by_value(axes=axes, colorscale=[(BLUE, -0.6), (GREEN, 0.2), (YELLOW, 0.9), (RED, 1.6)], axis=2)
        self.set_camera_orientation(phi=65 * DEGREES, theta=-45 * DEGREES)
        self.play(Create(axes), run_time=1.5)
        self.play(Create(surface), run_time=3)
        self.wait(2)
        path = [np.array([2.2, 1.8])]
        for _ in range(6):
            u, v = path[-1]
            g = np.array([0.6 * np.cos(u) * np.cos(v) + 0.16 * u, -0.6 * np.sin(u) * np.sin(v) + 0.16 * v])
            path.append(path[-1] - 0.7 * g)
        f = lambda p: axes.c2p(p[0], p[1], 0.6 * np.sin(p[0]) * np.cos(p[1]) + 0.08 * (p @ p) + 0.1)
        ball = Sphere(radius=0.12, resolution=(8, 8)).set_color(WHITE).move_to(f(path[0]))
        self.play(FadeIn(ball), run_time=0.8)
        for p in path[1:]:
            self.play(ball.animate.move_to(f(p)), run_time=0.7)
        self.wait(1.5)
        self.begin_ambient_camera_rotation(rate=0.25)
        self.wait(4)
        self.stop_ambient_camera_rotation()
        self.move_camera(phi=30 * DEGREES, run_time=2)
        self.wait(2)
