"""The offline scene writer: a section of a plan -> Manim source that a person would be glad to edit.

It writes text and imports neither Manim nor `scenekit`; one module for each kind of visual.
"""
