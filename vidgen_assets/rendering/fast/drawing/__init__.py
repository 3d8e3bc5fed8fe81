"""Drawing many outlines at a time: the same pictures as Manim's Cairo camera, with fewer Python calls for each."""
