"""`vidgen doctor`: what is installed, reachable and configured, and what each missing thing would give."""
