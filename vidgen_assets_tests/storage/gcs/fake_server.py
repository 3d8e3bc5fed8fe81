"""The part of Google's JSON API that we use, on a local port: resumable uploads, ranges, pages, preconditions, faults.

Run as ``python -m vidgen_assets_tests.storage.gcs.fake_server FOLDER`` it prints its address and serves until killed.
"""

import json
import re
import secrets
import socket
import struct
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from vidgen_assets_tests.storage.gcs.fake_bucket import FakeBucket, Refusal, pieces
from vidgen_assets_tests.storage.gcs.faults import Fault, Faults, Trouble

_PAGE = 3
_HEAD = 1000
_GRAIN = 1 << 18  # what is kept of a broken upload is a multiple of this


class Answer(NamedTuple):
    code: int
    body: Iterable[bytes] = ()
    size: int = 0
    headers: Mapping[str, str] = {}

    @classmethod
    def of(cls, value: Mapping[str, Any], code: int = 200, headers: Mapping[str, str] | None = None) -> "Answer":
        body = json.dumps(value).encode()
        return cls(code, [body], len(body), {"Content-Type": "application/json", **(headers or {})})


class Session(NamedTuple):
    """A resumable upload that goes on."""

    metadata: Mapping[str, Any]
    content: Path
    if_generation: str | None


class FakeGcs:
    """The server's state: one bucket, uploads that go on, and the faults to come. A listing has `page` on a page."""

    def __init__(self, folder: Path, bucket: str = "videos-bucket") -> None:
        self.folder, self.bucket, self.faults = folder, FakeBucket(bucket, folder), Faults()
        self.sessions: dict[str, Session] = {}
        self.url, self.terse, self.page = "", False, _PAGE

    def speak_as_testbench(self) -> None:
        """Answer what is refused as Google's storage-testbench does: with other codes, and words in other places."""
        self.terse, self.bucket.spoiled = True, 412

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes, fault: Fault | None) -> Answer:
        parts = urlsplit(target)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        for pattern, handle in _ROUTES:
            if found := re.fullmatch(pattern, f"{method} {parts.path}"):
                named = {name: unquote(text) for name, text in found.groupdict().items()}
                if named.pop("bucket", self.bucket.name) != self.bucket.name:
                    raise self._no_bucket(found["bucket"])
                return handle(self, Request(named, query, parse_qs(parts.query), headers, body, fault))
        raise Refusal(501, f"{method} {target} is not faked")

    def _no_bucket(self, name: str) -> Refusal:
        return Refusal(404, f"Bucket {name} does not exist." if self.terse else "The specified bucket does not exist.")

    def refusal(self, refusal: Refusal) -> Answer:
        if self.terse:
            inner = json.dumps({"error": {"errors": [{"domain": "global", "message": str(refusal)}]}})
            return Answer.of({"code": refusal.code, "message": inner}, refusal.code)
        reasons = [{"reason": refusal.reason, "message": str(refusal)}]
        return Answer.of({"error": {"code": refusal.code, "message": str(refusal), "errors": reasons}}, refusal.code)


class Request(NamedTuple):
    named: Mapping[str, str]
    query: Mapping[str, str]
    queries: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes
    fault: Fault | None


def _permissions(server: FakeGcs, request: Request) -> Answer:
    return Answer.of(
        {"permissions": [name for name in request.queries["permissions"] if name in server.bucket.granted]}
    )


def _bucket(server: FakeGcs, request: Request) -> Answer:
    return Answer.of({"kind": "storage#bucket", "name": server.bucket.name})


def _list(server: FakeGcs, request: Request) -> Answer:
    items, token = server.bucket.page(request.query.get("prefix", ""), request.query.get("pageToken", ""), server.page)
    return Answer.of({"items": items, **({"nextPageToken": token} if token else {})})


def _object(server: FakeGcs, request: Request) -> Answer:
    stored = server.bucket.get(request.named["name"], request.query.get("generation"))
    return Answer.of(stored.metadata)


def _media(server: FakeGcs, request: Request) -> Answer:
    stored = server.bucket.get(request.named["name"], request.query.get("generation"))
    size = int(stored.metadata["size"])
    start = int(re.findall(r"\d+", request.headers.get("Range", "0"))[0])
    headers = {
        "Content-Type": stored.metadata.get("contentType", "application/octet-stream"),
        "X-Goog-Generation": stored.metadata["generation"],
        "X-Goog-Hash": f"crc32c={stored.metadata['crc32c']}",
        "X-Goog-Stored-Content-Length": str(size),
    }
    if start:
        headers["Content-Range"] = f"bytes {start}-{size - 1}/{size}"
    return Answer(206 if start else 200, pieces(stored.content, start), size - start, headers)


def _delete(server: FakeGcs, request: Request) -> Answer:
    server.bucket.delete(request.named["name"], request.query.get("ifGenerationMatch"))
    return Answer(204)


def _rewrite(server: FakeGcs, request: Request) -> Answer:
    """In two pieces, as Google copies what is large."""
    if "rewriteToken" not in request.query:
        return Answer.of({"done": False, "rewriteToken": "more", "totalBytesRewritten": "0", "objectSize": "1"})
    generation = request.query.get("ifSourceGenerationMatch")
    copied = server.bucket.copy(request.named["name"], generation, request.named["to"])
    return Answer.of({"done": True, "resource": copied, "totalBytesRewritten": "1", "objectSize": "1"})


def _upload(server: FakeGcs, request: Request) -> Answer:
    if_generation = request.query.get("ifGenerationMatch")
    fresh = server.folder / f"upload-{secrets.token_hex(8)}"
    if request.query["uploadType"] == "multipart":
        metadata, content = _parted(request)
        fresh.write_bytes(_arrived(content, request.fault))
        return Answer.of(_reported(server.bucket.insert(metadata, fresh, if_generation), request.fault))
    metadata = json.loads(request.body)
    metadata = {"contentType": request.headers["x-upload-content-type"], **metadata}
    fresh.touch()
    server.sessions[fresh.name] = Session(metadata, fresh, if_generation)
    return Answer(200, headers={"Location": f"{server.url}/upload/session/{fresh.name}"})


def _session(server: FakeGcs, request: Request) -> Answer:
    session = server.sessions[request.named["session"]]
    first, _, total = map(int, re.findall(r"\d+", request.headers["Content-Range"]))
    kept = session.content.stat().st_size
    if first > kept:
        raise Refusal(503, "there is a gap")
    body = _arrived(request.body, request.fault)
    if request.fault and request.fault.trouble is Trouble.PARTIAL:
        body = body[: len(body) // 2 // _GRAIN * _GRAIN]
    with session.content.open("r+b") as file:
        file.seek(first)
        file.write(body)
    if session.content.stat().st_size < total:
        return Answer(308, headers={"Range": f"bytes=0-{session.content.stat().st_size - 1}"})
    del server.sessions[session.content.name]
    return Answer.of(
        _reported(server.bucket.insert(session.metadata, session.content, session.if_generation), request.fault)
    )


def _arrived(content: bytes, fault: Fault | None) -> bytes:
    spoiled = fault is not None and fault.trouble is Trouble.SPOILED
    return bytes([content[0] ^ 1]) + content[1:] if spoiled else content


def _token(server: FakeGcs, request: Request) -> Answer:
    return Answer.of({"error": "invalid_grant", "error_description": "Token has been expired or revoked."}, 400)


def _parted(request: Request) -> tuple[Mapping[str, Any], bytes]:
    header = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
    metadata, content = BytesParser().parsebytes(header + request.body).get_payload()
    fields = json.loads(metadata.get_payload())  # type: ignore[union-attr]
    boundary = request.headers["Content-Type"].partition("boundary=")[2].strip('"').encode()
    raw = request.body.split(b"--" + boundary)[2].partition(b"\r\n\r\n")[2].removesuffix(b"\r\n")
    return {"contentType": content["Content-Type"], **fields}, raw  # type: ignore[union-attr]


def _reported(metadata: Mapping[str, Any], fault: Fault | None) -> Mapping[str, Any]:
    wrong = fault is not None and fault.trouble is Trouble.WRONG_CHECKSUM
    return {**metadata, "crc32c": "AAAAAA=="} if wrong else metadata


_ROUTES = (
    (r"GET /storage/v1/b/(?P<bucket>[^/]+)/iam/testPermissions", _permissions),
    (r"GET /storage/v1/b/(?P<bucket>[^/]+)", _bucket),
    (r"GET /storage/v1/b/(?P<bucket>[^/]+)/o", _list),
    (r"GET /storage/v1/b/(?P<bucket>[^/]+)/o/(?P<name>[^/]+)", _object),
    (r"DELETE /storage/v1/b/(?P<bucket>[^/]+)/o/(?P<name>[^/]+)", _delete),
    (r"GET /download/storage/v1/b/(?P<bucket>[^/]+)/o/(?P<name>[^/]+)", _media),
    (r"POST /storage/v1/b/(?P<bucket>[^/]+)/o/(?P<name>[^/]+)/rewriteTo/b/[^/]+/o/(?P<to>[^/]+)", _rewrite),
    (r"POST /upload/storage/v1/b/(?P<bucket>[^/]+)/o", _upload),
    (r"PUT /upload/session/(?P<session>[^/]+)", _session),
    (r"POST /token", _token),
)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    gcs: FakeGcs

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fault = self.gcs.faults.take(self.command, self.path, body[:_HEAD])
        trouble = fault.trouble if fault else None
        if trouble is Trouble.RESET:
            self._reset()
            return
        try:
            if fault and trouble is Trouble.STATUS:
                raise Refusal(fault.code, fault.message, fault.reason)
            answer = self.gcs.answer(self.command, self.path, self.headers, body, fault)
        except Refusal as refusal:
            answer = self.gcs.refusal(refusal)
        if trouble is Trouble.LOST:
            self._reset()
        else:
            self._send(answer, trouble)

    do_GET = do_POST = do_PUT = do_DELETE = _serve  # noqa: N815 - http.server's names

    def _send(self, answer: Answer, trouble: Trouble | None) -> None:
        self.send_response(answer.code)
        for name, value in {**answer.headers, "Content-Length": str(answer.size)}.items():
            self.send_header(name, value)
        self.end_headers()
        left = answer.size // 2 if trouble is Trouble.HALF else answer.size
        for piece in answer.body:
            flipped = bytes([piece[0] ^ 1]) + piece[1:] if trouble is Trouble.FLIPPED else piece
            self.wfile.write(flipped[:left])
            left -= len(piece)
            if left <= 0:
                break
        if trouble is Trouble.HALF:
            self._reset()

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def finish(self) -> None:
        if self.connection.fileno() != -1:
            super().finish()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


@contextmanager
def serving(folder: Path) -> Iterator[FakeGcs]:
    """A server on a free port."""
    gcs = FakeGcs(folder)
    server = Server(("127.0.0.1", 0), type("BoundHandler", (Handler,), {"gcs": gcs}))
    gcs.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield gcs
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[1]) as place, serving(Path(place)) as fake:
        print(fake.url, flush=True)
        threading.Event().wait()
