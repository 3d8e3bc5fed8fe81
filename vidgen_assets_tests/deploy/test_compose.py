"""The deployment in `deploy/compose.yaml` fits the image, the instance and the workspace that it names."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from dagster._core.instance.ref import InstanceRef
from dagster._core.workspace.load import location_origins_from_yaml_paths
from sqlalchemy import create_engine

from vidgen_assets.settings import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text())


@pytest.fixture
def services() -> dict[str, Any]:
    found: dict[str, Any] = read(DEPLOY / "compose.yaml")["services"]
    return found


KEPT = "vidgen_assets.defs.databases"


def test_its_instance_is_the_usual_one_but_for_postgresql() -> None:
    ours, usual = read(DEPLOY / "dagster.yaml"), read(ROOT / "dagster.yaml")
    assert list(ours.pop("storage")) == ["postgres"]
    assert {usual.pop(f"{kind}_storage")["module"] for kind in ("event_log", "run", "schedule")} == {KEPT}
    assert ours == usual


def test_dagster_understands_the_instance(tmp_path: Path) -> None:
    shutil.copyfile(DEPLOY / "dagster.yaml", tmp_path / "dagster.yaml")
    instance = InstanceRef.from_dir(str(tmp_path))
    assert instance.storage_data is not None
    assert instance.storage_data.class_name == "DagsterPostgresStorage"
    assert instance.run_launcher_data is not None
    assert instance.run_launcher_data.class_name == "WarmRunLauncher"
    assert instance.storage_data.config_dict["postgres_db"]["hostname"] == {"env": "POSTGRES_HOST"}


def test_the_driver_of_its_database_is_installed() -> None:
    scheme = read(DEPLOY / "dagster.yaml")["storage"]["postgres"]["postgres_db"]["scheme"]
    assert create_engine(f"{scheme}://").dialect.driver == "psycopg2"


def test_the_workspace_leads_to_the_code_server(services: dict[str, Any]) -> None:
    (origin,) = location_origins_from_yaml_paths([str(DEPLOY / "workspace.yaml")])
    assert origin.host in services  # type: ignore[attr-defined]
    assert str(origin.port) in services[origin.host]["entrypoint"]  # type: ignore[attr-defined]


def test_what_is_mounted_is_there_and_only_the_command_line_is_not_a_service(services: dict[str, Any]) -> None:
    parts = {name: part for name, part in services.items() if name != "postgres"}
    mounted = {volume.split(":")[0] for part in parts.values() for volume in part["volumes"]}
    assert all((DEPLOY / name).exists() for name in mounted if name.startswith("."))
    assert [name for name, part in parts.items() if "profiles" in part] == ["vidgen"]
    assert all(
        part["healthcheck"]["test"] == ["CMD", "healthy", name] for name, part in parts.items() if "entrypoint" in part
    )


def test_every_setting_that_it_hands_on_is_one(services: dict[str, Any]) -> None:
    known = {name for name, _, _ in Settings.variables()} | {"POSTGRES_HOST", "POSTGRES_PASSWORD"}
    assert set(services["daemon"]["environment"]) <= known


def test_keys_of_services_do_not_get_to_the_webserver(services: dict[str, Any]) -> None:
    assert services["webserver"]["env_file"] == []
    assert services["daemon"]["env_file"]
