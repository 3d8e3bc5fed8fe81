"""What an asset returns: its value, with the data version, the metadata that every asset has, and its checks."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import dagster as dg

from vidgen_assets.domain.artifact import Artifact
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.domain.spend import Spend

if TYPE_CHECKING:
    Made: TypeAlias = dg.MaterializeResult[Any]
else:
    Made = dg.MaterializeResult  # where an asset has check specs, Dagster accepts the bare class only


def made(
    value: Artifact,
    metadata: Mapping[str, Any],
    checks: Sequence[dg.AssetCheckResult] = (),
    *,
    take: int = 0,
    reused: bool = False,
) -> Made:
    """The result of an asset's body; what is `reused` stays the take that it was."""
    value = value if reused else value.model_copy(update={"take": take})
    spend = value.spend if isinstance(value, Plan | SectionAudio | SceneCode) and not reused else Spend()
    return dg.MaterializeResult(
        value=value,
        metadata={**metadata, "reused": reused, "cost_usd": round(spend.usd, 4), "inputs": value.inputs},
        data_version=dg.DataVersion(value.version),
        check_results=checks,
    )
