"""A service that counts its calls in a file, and processes that ask it through the ledger. For tests of `services`."""

import asyncio
import signal
import subprocess
import sys
import time
from pathlib import Path

from vidgen_assets.domain.service_errors import AnswerError
from vidgen_assets.services.ledger import Inquiry, Ledger, Question
from vidgen_assets.services.reply import Reply
from vidgen_assets.storage.local import LocalStore

REPOSITORY = Path(__file__).parents[2]
QUESTION = Question("echo", {"say": "hello"})


class Service:
    """Answers after `seconds`; `calls` has a line for each call that it got."""

    def __init__(self, calls: Path, seconds: float = 0.0, body: bytes = b"hello") -> None:
        self._calls, self._seconds, self._body = calls, seconds, body

    async def ask(self, inquiry: Inquiry) -> Reply:
        await inquiry.sends()
        with self._calls.open("a") as file:
            file.write("asked\n")
        await asyncio.sleep(self._seconds)
        reply = Reply(self._body, {"request-id": "r1"})
        inquiry.keep(reply)
        return reply

    @property
    def asked(self) -> int:
        return self._calls.read_text().count("\n") if self._calls.exists() else 0


def judge(reply: Reply) -> None:
    if reply.body.startswith(b"<html"):
        raise AnswerError("a page", service="echo")


class Buyer:
    """Another process that wants the answer to `QUESTION`, and prints ``reused repeated body``."""

    def __init__(self, root: Path, calls: Path, seconds: float) -> None:
        command = [sys.executable, "-m", __name__, str(root), str(calls), str(seconds)]
        self._process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.communicate()

    def kill_unreaped(self) -> None:
        self._process.send_signal(signal.SIGKILL)

    def said(self) -> str:
        return self._process.communicate(timeout=60)[0].strip()


def wait_until_asked(service: Service, times: int = 1) -> None:
    deadline = time.monotonic() + 30
    while service.asked < times:
        assert time.monotonic() < deadline, "nobody asked"
        time.sleep(0.02)


async def main(root: Path, calls: Path, seconds: float) -> None:
    answer = await Ledger(LocalStore(root)).answer(QUESTION, Service(calls, seconds).ask, judge)
    print(answer.reused, answer.repeated, answer.reply.body.decode())


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])))
