"""Pools: how many steps of a kind run at once, over all runs of an instance. Their limits follow from the settings."""

from collections.abc import Mapping

import dagster as dg

from vidgen_assets.settings import Settings

LLM, TTS, RENDER = "llm", "tts", "render"


def limits(settings: Settings) -> Mapping[str, int]:
    """The limit of each pool."""
    return {LLM: settings.llm_slots, TTS: settings.tts_slots, RENDER: settings.render_slots}


def give_back(context: dg.OutputContext) -> None:
    """The step has made its value and needs its place no longer: others go on while the value is stored."""
    storage = context.step_context.instance.event_log_storage
    if storage.supports_global_concurrency_limits:
        storage.free_concurrency_slot_for_step(context.run_id, context.step_key)


def set_limits(instance: dg.DagsterInstance, settings: Settings) -> None:
    """Give the instance's pools these limits; one query where they have them already."""
    storage = instance.event_log_storage
    if not storage.supports_global_concurrency_limits:
        return
    known = {pool.name: pool.limit for pool in storage.get_pool_limits()}
    for pool, limit in limits(settings).items():
        if known.get(pool) != limit:
            storage.set_concurrency_slots(pool, limit)
