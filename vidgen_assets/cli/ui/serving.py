"""Keeping Dagster's services alive for as long as a person wants them. What they are is in `services`."""

import asyncio
import contextlib
import http.client
import socket
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from vidgen_assets.domain.child import ChildJob
from vidgen_assets.domain.errors import InputError, VidgenError
from vidgen_assets.rendering.process import run_async
from vidgen_assets.settings import Settings

_FOREVER = timedelta(days=3650).total_seconds()
_POLL = 0.2


def check_port(host: str, port: int) -> None:
    """Raise `InputError` when nothing can listen there."""
    try:
        with socket.create_server((host, port)):
            return
    except OSError as error:
        raise InputError(
            f"{host}:{port} cannot be listened on: {error.strerror}", field="--port", fix="Choose another one"
        ) from error


async def serve(settings: Settings, host: str, port: int, ready: Callable[[], None]) -> None:
    """Run the services until cancelled; call `ready` once pages are served. Raises `VidgenError` when they end."""
    command = (sys.executable, "-m", "vidgen_assets.cli.ui.services", host, str(port))
    # Dagster starts processes of its own, which have only the environment to get a key from.
    environment = settings.environment() | settings.secrets()
    job = ChildJob(command, Path.cwd(), _FOREVER, environment=environment)
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(_announce(host, port, ready))
        answer = await run_async(job)
        waiting.cancel()
    raise VidgenError(f"Dagster's services ended with code {answer.code}:\n{answer.errors.strip()}")


async def _announce(host: str, port: int, ready: Callable[[], None]) -> None:
    while not await asyncio.to_thread(is_answering, host, port):  # noqa: ASYNC110 - no event comes from another program
        await asyncio.sleep(_POLL)
    ready()


def is_answering(host: str, port: int) -> bool:
    """Whether Dagster's webserver serves pages there."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/server_info")
        return connection.getresponse().status == http.client.OK
    return False
