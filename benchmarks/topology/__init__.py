"""What the benchmarks of the whole graph share: ways to run it, and the machine they run on. No figure is made here."""
