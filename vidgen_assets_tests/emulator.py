"""`gcp-storage-emulator` behind a door that lets in one request at a time, each after a wait, as if it were far away.

It ignores preconditions, so claims are never tested on it. Whatever is put into it, it writes down anew all that it
holds, so what it is to hold at first is laid there directly.

Run as ``python -m vidgen_assets_tests.emulator FOLDER`` it holds the files in the folder, prints its address and serves
until killed.
"""

import http.client
import logging
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from gcp_storage_emulator.handlers.objects import _checksums, _make_object_resource
from gcp_storage_emulator.server import Server, create_server

from vidgen_assets_tests.ports import free_port

BUCKET = "videos-bucket"
_HOP = {"connection", "transfer-encoding", "server", "date"}


class Emulator(NamedTuple):
    """Where it is, for STORAGE_EMULATOR_HOST, and what was asked of it."""

    url: str
    asked: list[str]


class Door(BaseHTTPRequestHandler):
    """Hands requests on. The emulator serves one after the other, and refuses connections that wait."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    port: int
    delay: float
    asked: list[str]
    turn: threading.Lock

    def _pass(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.asked.append(f"{self.command} {self.path}")
        time.sleep(self.delay)
        with self.turn, closing(http.client.HTTPConnection("127.0.0.1", self.port)) as connection:
            connection.request(self.command, self.path, body, dict(self.headers))
            response = connection.getresponse()
            content = response.read()
        self.send_response(response.status)
        for name, value in response.getheaders():
            if name.lower() not in _HOP:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _pass  # noqa: N815 - http.server's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        pass


class _Entrance(ThreadingHTTPServer):
    """With room for all who come at once: whoever finds none comes again after a second."""

    daemon_threads = True
    request_queue_size = 128


@contextmanager
def emulator(delay: float = 0.0, held: Mapping[str, bytes] | None = None) -> Iterator[Emulator]:
    """An emulator with the bucket `BUCKET`, on a free port, with these objects; each request takes `delay` seconds
    more."""
    logging.getLogger("gcp_storage_emulator").setLevel(logging.CRITICAL)
    port, asked = free_port(), list[str]()
    server = create_server("127.0.0.1", port, in_memory=True, default_bucket=BUCKET)
    state = {"port": port, "delay": delay, "asked": asked, "turn": threading.Lock()}
    door = _Entrance(("127.0.0.1", 0), type("OpenDoor", (Door,), state))
    for name, content in (held or {}).items():
        _lay(server, name, content)
    server.start()
    threading.Thread(target=door.serve_forever, daemon=True).start()
    try:
        yield Emulator(f"http://127.0.0.1:{door.server_port}", asked)
    finally:
        door.shutdown()
        door.server_close()
        server.stop()


def _lay(server: Server, name: str, content: bytes) -> None:
    described = _make_object_resource("", BUCKET, name, "application/octet-stream", str(len(content)))
    storage = server._storage
    storage.objects.setdefault(BUCKET, {})[name] = _checksums(content, described)
    storage._store.write_bytes(f"{BUCKET}/{name}", content)


if __name__ == "__main__":
    root = Path(sys.argv[1])
    files = {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}
    with emulator(held=files) as emulating:
        print(emulating.url, flush=True)
        threading.Event().wait()
