"""English put into words. One module for each kind of thing that is written differently from how it is said."""
