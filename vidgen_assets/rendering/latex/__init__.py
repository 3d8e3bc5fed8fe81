"""LaTeX for scenes: compiled outside the scene's sandbox, in one of its own, and kept for all sections and videos.

`hook` sits in Manim and asks; `compiler` answers. A scene never writes to the cache: what stands there for a formula
was made from that formula.
"""
