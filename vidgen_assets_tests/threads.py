"""What goes on in a thread beside the processes that a test or a benchmark has started: servers, and looking."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager


@contextmanager
def serving(server: AbstractAsyncContextManager[object]) -> Iterator[None]:
    """Serve while this lasts."""
    ready, loop = threading.Event(), asyncio.new_event_loop()
    done = asyncio.Event()

    async def serve() -> None:
        async with server:
            ready.set()
            await done.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    assert ready.wait(10)
    try:
        yield
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join()
        loop.close()


@contextmanager
def repeating(look: Callable[[], object], every: float) -> Iterator[None]:
    """Do this every so many seconds while this lasts."""
    over = threading.Event()

    def repeat() -> None:
        while not over.wait(every):
            look()

    thread = threading.Thread(target=repeat)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
