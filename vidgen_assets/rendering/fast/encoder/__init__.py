"""Frames in, one H.264 file out: the colours, the encoder and the frames that stand still. Knows nothing of Manim."""
