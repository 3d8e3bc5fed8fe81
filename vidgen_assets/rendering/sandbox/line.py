"""The line between a sandboxed process and its guardian: lines of JSON over a socket pair, none of it trusted."""

import json
import socket
import threading
from collections.abc import Iterator
from typing import Any, Final

_MOST_BYTES: Final = 4 << 20
_PIECE: Final = 1 << 16

Message = dict[str, Any]


class LineToGuardian:
    """The sandboxed end. Its questions are answered one at a time, whichever thread asks."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._answers = connection.makefile("rb")
        self._one_at_a_time = threading.Lock()

    def ask(self, helper: str, question: Message) -> Message:
        """Have the helper of that name, outside this sandbox, answer. Raises `ConnectionError` when nobody does."""
        with self._one_at_a_time:
            self.tell({"ask": helper, "question": question})
            answer = self._answers.readline()
        if not answer:
            raise ConnectionError(f"nobody answered the question for {helper}")
        return dict(json.loads(answer))

    def tell(self, message: Message) -> None:
        """Send a message that needs no answer."""
        self._connection.sendall(encode(message))


class LineToSandbox:
    """The guardian's end. It never waits, and it stops listening to a sandbox that says too much or no JSON."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self.descriptor = connection.fileno()
        self.open = True
        self._heard = bytearray()
        self._total = 0

    def messages(self) -> Iterator[Message]:
        """What has been said since last time."""
        self._listen()
        while (end := self._heard.find(b"\n")) >= 0:
            line = bytes(self._heard[:end])
            del self._heard[: end + 1]
            yield self._understood(line)

    def send(self, line: bytes) -> None:
        """Send an encoded message, waiting until the sandbox takes it."""
        self._connection.sendall(line)

    @property
    def flooded(self) -> bool:
        """Whether it said too much."""
        return self._total > _MOST_BYTES

    def _listen(self) -> None:
        while self.open:
            try:
                piece = self._connection.recv(_PIECE, socket.MSG_DONTWAIT)
            except BlockingIOError:
                return
            except ConnectionError:
                piece = b""
            self._heard += piece
            self._total += len(piece)
            self.open = bool(piece) and not self.flooded

    def _understood(self, line: bytes) -> Message:
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            message = None
        if isinstance(message, dict):
            return message
        self.open = False
        return {}


def encode(message: Message) -> bytes:
    """One message as one line."""
    return json.dumps(message).encode() + b"\n"
