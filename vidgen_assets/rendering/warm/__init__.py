"""The warm worker: one process per machine that has Manim imported, and forks a sandboxed process per section from it.

`pool` is the client's side; `worker` accepts and forks; `section` is one request, from its inputs to its outputs. What
a sandboxed process is held to belongs to `sandbox`, and what it runs belongs to whoever names the entry point.
"""
