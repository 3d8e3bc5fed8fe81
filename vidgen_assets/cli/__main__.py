"""`python -m vidgen_assets.cli`, for where the `vidgen` script is not on the path."""

from vidgen_assets.cli import main

main()
