"""The Dagster definitions: each module is one Dagster concept. What a video is, and who makes it, is not known here."""
