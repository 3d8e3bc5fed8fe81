"""The Dockerfile, the list of packages and the scripts that build the image agree with each other and with Debian."""

import json
import os
import re
import runpy
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
MACHINE = runpy.run_path(str(ROOT / "deploy/image/machine.py"))
_HOST = re.compile(r"https?://(?!127\.0\.0\.1)|deb\.debian\.org|pypi")


def packages() -> list[tuple[str, str]]:
    lines = (ROOT / "tools/debian-packages").read_text().splitlines()
    return [(purpose, name) for purpose, name in (line.split() for line in lines if not line.startswith("#"))]


def instructions(name: str) -> list[str]:
    joined = DOCKERFILE.replace("\\\n", " ")
    return [line.removeprefix(name).strip() for line in joined.splitlines() if line.startswith(f"{name} ")]


def test_every_package_of_the_list_has_a_purpose_that_somebody_asks_for() -> None:
    setup = (ROOT / "tools/setup.sh").read_text()
    assert {purpose for purpose, _ in packages()} == {"build", "run", "dev", "latex"}
    assert "' build run dev '" in setup
    assert "run|latex" in DOCKERFILE


def test_packages_are_named_in_the_list_alone() -> None:
    for text in (DOCKERFILE, (ROOT / "deploy/image/build.sh").read_text()):
        assert not [name for _, name in packages() if re.search(rf"(?<![\w-]){name}(?![\w-])", text)]


@pytest.mark.skipif(shutil.which("apt-cache") is None, reason="this is no Debian")
def test_debian_has_every_package_of_the_list() -> None:
    known = set(subprocess.run(["apt-cache", "pkgnames"], capture_output=True, text=True, check=True).stdout.split())
    if "coreutils" not in known or "dvisvgm" not in known:
        pytest.skip("apt has no lists of packages here")
    assert [name for _, name in packages() if name not in known] == []


def test_the_image_runs_as_nobody_in_particular_and_can_be_asked_whether_it_is_well() -> None:
    assert instructions("USER") == ["vidgen"]
    assert DOCKERFILE.index("\nUSER ") > DOCKERFILE.rindex("\nRUN ")
    assert instructions("HEALTHCHECK")[0].endswith('CMD ["healthy"]')
    assert os.access(ROOT / "deploy/image/healthy", os.X_OK)


def test_the_base_is_a_choice_and_what_compiles_stays_behind() -> None:
    assert [line.split("=")[0] for line in instructions("ARG")] == ["BASE_IMAGE", "LATEX"]
    assert instructions("FROM") == ["${BASE_IMAGE} AS build", "${BASE_IMAGE}"]
    last = DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :]
    assert "^build" not in last
    assert "pip install" not in last


def test_what_is_copied_is_in_the_context_and_nothing_else_is() -> None:
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = [words.split()[:-1] for words in instructions("COPY") if not words.startswith("--from")]
    assert {name for names in copied for name in names} == allowed
    assert all((ROOT / name).exists() for name in allowed)


def test_no_address_of_packages_and_no_secret_is_written_down() -> None:
    files = [ROOT / "Dockerfile", ROOT / "tools/debian-packages", *(ROOT / "deploy/image").iterdir()]
    assert [path.name for path in files if path.is_file() and _HOST.search(path.read_text())] == []
    assert not re.search(r"KEY|TOKEN|PASSWORD|SECRET", DOCKERFILE)


def test_what_pip_is_told_on_this_machine_is_told_to_the_build(tmp_path: Path) -> None:
    index = tmp_path / "index/simple"
    index.mkdir(parents=True)
    listed = f"global.cert='{__file__}'\n:env:.find-links='{tmp_path}'\ninstall.extra-index-url='file://{index}'\n"
    settings: dict[Any, str] = MACHINE["pip_settings"](listed)
    assert settings[("global", "find-links")] == str(tmp_path)
    assert MACHINE["pip_configuration"](settings).split("\n\n")[1] == f"[install]\nextra-index-url = file://{index}"
    assert set(MACHINE["named_places"](settings)) == {Path(__file__), tmp_path, index.parent}


def test_what_apt_uses_is_told_to_the_build() -> None:
    source = MACHINE["Source"]("file:///mirror/", "trixie", "main")
    assert MACHINE["apt_sources"]([source]) == "deb file:///mirror/ trixie main\n"


@pytest.mark.parametrize("script", ["build.sh", "base.sh", "check.sh", "healthy"])
def test_the_scripts_are_shell(script: str) -> None:
    subprocess.run(["sh", "-n", str(ROOT / "deploy/image" / script)], check=True)


def test_an_unknown_option_of_the_build_is_refused_before_anything_is_done() -> None:
    answer = subprocess.run([ROOT / "deploy/image/build.sh", "--fast"], capture_output=True, text=True, check=False)
    assert (answer.returncode, "--fast is no option" in answer.stderr) == (2, True)


def test_the_ports_of_the_health_check_are_those_that_are_served() -> None:
    healthy = (ROOT / "deploy/image/healthy").read_text()
    compose = (ROOT / "deploy/compose.yaml").read_text()
    for port in re.findall(r"(?:127\.0\.0\.1:|--port )(\d+)", healthy):
        assert f'--port, "{port}"' in compose
    assert json.loads(instructions("ENTRYPOINT")[0]) == ["vidgen"]
