"""The vocabulary of a video: pure values, ports and errors. Imports neither Dagster nor Manim, and opens no socket."""
