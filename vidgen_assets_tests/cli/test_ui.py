import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vidgen_assets.cli.ui.serving import check_port
from vidgen_assets.domain.errors import InputError
from vidgen_assets_tests.conftest import environment
from vidgen_assets_tests.ports import free_port

PATIENCE_S = 60


def test_a_port_that_is_taken_is_refused_before_anything_is_started() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(InputError, match="Address already in use"):
        check_port("127.0.0.1", server.getsockname()[1])


def test_an_address_that_is_not_of_this_machine_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be listened on"):
        check_port("192.0.2.1", 3000)


def test_the_services_end_with_a_command_that_is_killed(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "vidgen_assets.cli", "ui", "--no-open", "--port", str(port)]
    with subprocess.Popen(
        command, env=environment(tmp_path), cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert any(str(port) in line for line in process.stdout)
        process.kill()
    deadline = time.monotonic() + PATIENCE_S
    while _listens(port):
        assert time.monotonic() < deadline
        time.sleep(0.2)


def _listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0
