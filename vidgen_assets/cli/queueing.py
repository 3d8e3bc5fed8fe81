"""Putting requests into the queue, and whether anybody takes them out. Importing this imports Dagster."""

import time

import dagster as dg

from vidgen_assets.defs.store import open_store
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.settings import Settings
from vidgen_assets.storage.at_once import at_once
from vidgen_assets.storage.queue import PromptQueue

_HEARTBEAT_S = 60.0  # the daemon's heart beats every half minute


def put(settings: Settings, requests: list[VideoRequest]) -> None:
    """Put the requests into the queue. Their names keep them in order, where they come at the same moment."""
    queue, now = PromptQueue(open_store(settings)), time.strftime("%Y%m%dT%H%M%S", time.gmtime())
    named = [(f"{now}-{number:05d}-{request.video_id}.json", request) for number, request in enumerate(requests, 1)]
    at_once(lambda pair: queue.submit(*pair), named)


def daemon_runs(instance: dg.DagsterInstance) -> bool:
    """Whether Dagster's daemon has shown a sign of life lately."""
    beat = instance.get_daemon_heartbeats().get("SENSOR")
    return beat is not None and time.time() - beat.timestamp < _HEARTBEAT_S
