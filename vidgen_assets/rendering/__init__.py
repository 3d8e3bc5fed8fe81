"""Everything that makes pixels and files of media: child processes, the renderer and its workers. Knows no Dagster."""
