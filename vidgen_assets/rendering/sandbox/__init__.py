"""Running code that nobody has read: what it may touch, what it may use up, and what becomes of what it leaves.

`policy` and `limits` say what is allowed, `lockdown` makes the kernel hold a process to it, `guardian` watches from
outside and ends it, `canary` tries to break out before anything real runs, `collect` takes the outputs. No privileges
are needed. What is run, and Manim, do not belong here.
"""
