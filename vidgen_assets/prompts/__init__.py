"""Texts for language models, as files. They are written for the Manim version that they name; a test compares."""
