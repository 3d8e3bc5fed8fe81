"""`vidgen status`: how far a video is, what is to be made, and what went wrong."""
