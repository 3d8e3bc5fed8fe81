"""The files in `deploy/gcs` do what they say."""

import json
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import yaml
from google.auth.credentials import AnonymousCredentials
from google.cloud.storage import Client

from vidgen_assets.storage.gcs.checking import NEEDED
from vidgen_assets_tests.conftest import environment
from vidgen_assets_tests.emulator import BUCKET, emulator

ROOT = Path(__file__).parents[2]
FILES = ROOT / "deploy/gcs"
_SAYING = """
import sys
from pathlib import Path
import dagster as dg
from vidgen_assets.defs.instance import open_instance

@dg.op
def say():
    print("said by a run", flush=True)

@dg.job
def saying():
    say()

with open_instance(Path(sys.argv[1])) as instance:
    saying.execute_in_process(instance=instance)
"""


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text())


def test_its_instance_is_the_usual_one_but_for_the_logs() -> None:
    ours = read(FILES / "dagster.yaml")
    assert ours.pop("compute_logs")["class"] == "GCSComputeLogManager"
    assert ours == read(ROOT / "dagster.yaml")


def test_the_role_has_what_the_store_needs_and_what_the_logs_need() -> None:
    assert sorted(read(FILES / "role.yaml")["includedPermissions"]) == sorted([*NEEDED, "storage.buckets.get"])


def test_the_lifecycle_removes_logs_and_what_was_replaced_but_no_video() -> None:
    rules = json.loads((FILES / "lifecycle.json").read_text())["rule"]
    logs = read(FILES / "dagster.yaml")["compute_logs"]["config"]["prefix"]
    for rule in rules:
        if rule["action"]["type"] == "Delete":
            condition = rule["condition"]
            assert condition.get("matchesPrefix") == [f"{logs}/"] or "daysSinceNoncurrentTime" in condition


def test_what_a_run_says_is_in_the_bucket(tmp_path: Path) -> None:
    shutil.copyfile(FILES / "dagster.yaml", tmp_path / "dagster.yaml")
    (tmp_path / "saying.py").write_text(_SAYING)
    with emulator() as bucket:
        variables = {"STORAGE_EMULATOR_HOST": bucket.url, "VIDGEN_LOGS_BUCKET": BUCKET, "PYTHONPATH": str(ROOT)}
        subprocess.run(
            [sys.executable, str(tmp_path / "saying.py"), str(tmp_path)],
            env={**environment(tmp_path), **variables, "DAGSTER_HOME": str(tmp_path)},
            check=True,
            capture_output=True,
        )
        with closing(Client("p", AnonymousCredentials(), client_options={"api_endpoint": bucket.url})) as client:
            logs = {blob.name: blob.download_as_bytes() for blob in client.list_blobs(BUCKET)}
    assert all(name.startswith("compute-logs/") for name in logs)
    assert b"said by a run" in b"".join(logs.values())
