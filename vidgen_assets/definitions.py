"""The composition root: which maker stands behind which port, and everything that Dagster finds in this package."""

from collections.abc import Callable, Mapping

import dagster as dg

from vidgen_assets.defs.assets.final_video import final_video
from vidgen_assets.defs.assets.plan import plan
from vidgen_assets.defs.assets.scene_code import scene_code
from vidgen_assets.defs.assets.section_audio import section_audio
from vidgen_assets.defs.assets.section_clip import section_clip
from vidgen_assets.defs.code import SHIPPED, Code
from vidgen_assets.defs.driver import Driver
from vidgen_assets.defs.executor import concurrent_executor
from vidgen_assets.defs.io_managers import ArtifactIOManager
from vidgen_assets.defs.jobs import JOBS
from vidgen_assets.defs.prompt_queue import prompt_queue
from vidgen_assets.defs.resources import Ports, build_clearance, workbench_resource
from vidgen_assets.defs.retries import OutagePolicy
from vidgen_assets.defs.sensors import advance
from vidgen_assets.defs.speaking_ahead import SpeakingAhead
from vidgen_assets.defs.store import open_memory, open_store
from vidgen_assets.defs.taking import Reception
from vidgen_assets.domain.production import Recipe
from vidgen_assets.live import build_accounts, build_claude, live_narrator, live_planner, live_writer
from vidgen_assets.providers.offline_voice.espeak import Espeak
from vidgen_assets.providers.offline_voice.flite import Flite
from vidgen_assets.providers.offline_voice.narrator import OfflineNarrator
from vidgen_assets.providers.scene_templates.writer import SceneTemplates
from vidgen_assets.providers.script_planner import ScriptPlanner
from vidgen_assets.rendering.latex.compiler import has_latex
from vidgen_assets.rendering.manim_renderer import ManimRenderer
from vidgen_assets.rendering.media.inspector import PyavInspector
from vidgen_assets.rendering.process import run_async
from vidgen_assets.rendering.scene_checker import ManimSceneChecker
from vidgen_assets.settings import Settings
from vidgen_assets.storage.bucket_url import BucketUrl
from vidgen_assets.storage.queue import PromptQueue
from vidgen_assets.storage.remembering import RememberingStore
from vidgen_assets.storage.studio import Studio

_DRY_RUN_S = 120.0  # seconds after which a scene that is not even drawn is taken to hang
_WATCH_S = 4.0  # the daemon looks every five seconds; what comes meanwhile need not wait for that
_ASSETS: Mapping[dg.AssetsDefinition, Callable[[Recipe], str]] = {
    plan: lambda recipe: recipe.planner.identity,
    section_audio: lambda recipe: recipe.narrator.identity,
    scene_code: lambda recipe: recipe.writer.identity,
    section_clip: lambda recipe: recipe.renderer.identity,
    final_video: lambda recipe: recipe.renderer.identity,
}


def build_ports(settings: Settings) -> Ports:
    """The makers that ship: those that cost nothing, and before them those whose services are set."""
    voices = {"espeak": OfflineNarrator(Espeak(), run_async), "flite": OfflineNarrator(Flite(), run_async)}
    offline = Ports(
        planner=ScriptPlanner(has_latex),
        narrator=live_narrator(settings, voices),
        writer=SceneTemplates(),
        renderer=ManimRenderer(
            slots=settings.render_slots,
            wall_limit=settings.render_timeout_s,
            unsafe_no_sandbox=settings.unsafe_no_sandbox,
        ),
        inspector=PyavInspector(),
    )
    claude = build_claude(settings)
    if claude is None:
        return offline
    checker = ManimSceneChecker(
        slots=settings.render_slots,
        wall_limit=min(_DRY_RUN_S, settings.render_timeout_s),
        unsafe_no_sandbox=settings.unsafe_no_sandbox,
    )
    return offline._replace(
        planner=live_planner(settings, claude, offline.planner),
        writer=live_writer(settings, claude, checker, offline.writer),
        services=(claude,),
    )


def build_definitions(settings: Settings, ports: Ports) -> dg.Definitions:
    """Everything, with these makers."""
    studio, clearance = build_studio(settings, ports), build_clearance(settings, ports)
    return dg.Definitions(
        assets=[_versioned(asset, maker(ports.recipe)) for asset, maker in _ASSETS.items()],
        jobs=JOBS,
        sensors=[prompt_queue, advance],
        executor=concurrent_executor,
        resources={
            "io_manager": ArtifactIOManager(studio.artifacts),
            "studio": studio,
            "reception": build_reception(settings, ports, studio),
            "workbench": workbench_resource(
                studio,
                build_accounts(settings),
                clearance,
                settings.home / ".scratch",
                OutagePolicy(settings.outage_patience_s),
            ),
            "ahead": SpeakingAhead(ports.narrator, clearance, wanted=settings.speak_ahead),
            "planner": ports.planner,
            "narrator": ports.narrator,
            "writer": ports.writer,
            "renderer": ports.renderer,
            "inspector": ports.inspector,
        },
    )


def build_studio(settings: Settings, ports: Ports, memory: RememberingStore | None = None) -> Studio:
    """The store of the settings, seen by these makers; `memory` is one of it that knows something already."""
    return Studio.of(memory or open_memory(settings), ports.recipe)


def build_reception(settings: Settings, ports: Ports, studio: Studio) -> Reception:
    """Where the prompts in the store's queue are taken in, checked by these makers. Looking into a folder is free."""
    watch_s = 0.0 if isinstance(settings.storage, BucketUrl) else _WATCH_S
    queue = PromptQueue(open_store(settings))
    return Reception(queue, studio, ports.planner, build_clearance(settings, ports).to_begin, settings.voice, watch_s)


def build_driver(
    settings: Settings, ports: Ports, code: Code = SHIPPED, memory: RememberingStore | None = None
) -> Driver:
    """A driver whose runs load their definitions from `code`, which has to be built with the same makers."""
    return Driver(settings, ports, build_studio(settings, ports, memory), code)


def _versioned(asset: dg.AssetsDefinition, version: str) -> dg.AssetsDefinition:
    return asset.map_asset_specs(lambda spec: spec.replace_attributes(code_version=version))


@dg.definitions
def defs() -> dg.Definitions:
    """What Dagster loads: by the settings of the environment, with the makers that ship."""
    settings = Settings.from_env()
    return build_definitions(settings, build_ports(settings))
