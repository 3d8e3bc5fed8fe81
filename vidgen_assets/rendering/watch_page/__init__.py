"""The page on which a video is watched: one file beside it that asks no other server for anything."""
