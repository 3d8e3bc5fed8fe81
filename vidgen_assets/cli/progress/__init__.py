"""Showing a production while it goes on: what is known of it, and how it is drawn on a terminal or written as lines."""
