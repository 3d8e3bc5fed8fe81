"""What an asset returns: its value, with the data version, the metadata that every asset has, and its checks."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import dagster as dg

from vidgen_assets.domain.artifact import Artifact

if TYPE_CHECKING:
    Made: TypeAlias = dg.MaterializeResult[Any]
else:
    Made = dg.MaterializeResult  # where an asset has check specs, Dagster accepts the bare class only

_COST_USD = 0.0  # what ships is free of charge


def made(
    value: Artifact, metadata: Mapping[str, Any], checks: Sequence[dg.AssetCheckResult] = (), *, reused: bool = False
) -> Made:
    """The result of an asset's body."""
    return dg.MaterializeResult(
        value=value,
        metadata={**metadata, "reused": reused, "cost_usd": _COST_USD, "inputs": value.inputs},
        data_version=dg.DataVersion(value.version),
        check_results=checks,
    )
