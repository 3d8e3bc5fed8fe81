"""`vidgen ui`: Dagster's web interface and daemon on the same data. What they show is defined in `defs`."""
