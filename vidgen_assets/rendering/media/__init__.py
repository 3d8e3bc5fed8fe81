"""Media files through PyAV: sound, clips, joins, posters, measurements. Knows neither Manim nor child processes."""
