"""Planner and scene writer on Claude, by the Messages API or any server that speaks it."""
