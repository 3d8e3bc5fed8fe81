"""What a client and the worker say to each other: one line of JSON each way, and a line between when work begins."""

import json
import socket
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Self

from vidgen_assets.rendering.sandbox.collect import Output
from vidgen_assets.rendering.sandbox.ended import Ended
from vidgen_assets.rendering.sandbox.limits import Limits

ACCEPTED: Final = {"accepted": True}
_MOST_BYTES: Final = 64 << 20


@dataclass(frozen=True, slots=True)
class Request:
    """One section's work: the job for the entry point, files by their name in the working folder, what is wanted."""

    job: Mapping[str, Any]
    inputs: Mapping[str, Path]
    outputs: tuple[Output, ...]
    limits: Limits

    def as_json(self) -> dict[str, Any]:
        """With paths as text."""
        outputs = [{**asdict(output), "target": str(output.target)} for output in self.outputs]
        inputs = {name: str(path) for name, path in self.inputs.items()}
        return {"job": dict(self.job), "inputs": inputs, "outputs": outputs, "limits": asdict(self.limits)}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """The opposite of `as_json`."""
        outputs = (Output(**{**output, "target": Path(output["target"])}) for output in said["outputs"])
        inputs = {name: Path(path) for name, path in said["inputs"].items()}
        return cls(said["job"], inputs, tuple(outputs), Limits(**said["limits"]))


def outcome_as_json(ended: Ended) -> dict[str, Any]:
    """The worker's last line."""
    return {"ended": asdict(ended)}


def outcome_from_json(said: Mapping[str, Any]) -> Ended:
    """The opposite of `outcome_as_json`."""
    return Ended(**said["ended"])


class Conversation:
    """Lines of JSON over a connected socket, which is closed in the end."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._lines = connection.makefile("rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._lines.close()
        self._connection.close()

    def say(self, message: Mapping[str, Any]) -> None:
        """Raises `ConnectionError` when the other end is gone."""
        self._connection.sendall(json.dumps(message).encode() + b"\n")

    def hear(self) -> dict[str, Any] | None:
        """The next line; None when the other end is gone."""
        try:
            line = self._lines.readline(_MOST_BYTES)
        except ConnectionError:
            return None
        return dict(json.loads(line)) if line.endswith(b"\n") else None
