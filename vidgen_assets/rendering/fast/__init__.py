"""Manim's own scenes and Cairo camera, faster: the only room that replaces parts of Manim.

It is made for Manim 0.22. `installation` puts the replacements in and takes them out, `replacements` lists them, and
`fitness` makes sure that what they stand in for is what they were made for; when it is not, scenes are drawn by plain
Manim. `encoder` and `drawing` do the work. What is drawn, and where sound goes, does not belong here.
"""
