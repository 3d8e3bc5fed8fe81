"""A bucket in Google Cloud Storage as an `ArtifactStore`. Only what is in here imports Google's client."""
