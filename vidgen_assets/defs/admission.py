"""Whether a video can come of a request, as far as can be told for nothing. Asked before anything is stored."""

from vidgen_assets.domain.ports import Narrator, Planner
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.storage.studio import Studio


def admit(request: VideoRequest, studio: Studio, planner: Planner, narrator: Narrator) -> None:
    """Raise `InputError` when none can; `CredentialsError` or `QuotaError` when a service would not let it."""
    narrator.check_voice(request.voice, request.language)
    planner.preview(request, studio.recipe.plan(request))
