"""What runs inside the render's own process: scene code, Manim, and what stands between them and the section's audio.

This is the only place besides the scene kit that imports Manim. How the process is started does not belong here.
"""
