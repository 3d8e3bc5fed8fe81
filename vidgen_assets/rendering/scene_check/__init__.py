"""The dry run of a scene, in the process that runs scenes: `construct` is executed and nothing is drawn; what would be
on screen is measured instead. What is done about a fault belongs to scene writers.
"""
