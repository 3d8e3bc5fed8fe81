"""Where the command line writes: results to standard output, everything else to standard error. Says nothing itself."""

from rich.console import Console


def results() -> Console:
    """Standard output, for what a command was asked for."""
    return Console(highlight=False)


def remarks() -> Console:
    """Standard error, for progress, warnings and errors."""
    return Console(stderr=True, highlight=False)
