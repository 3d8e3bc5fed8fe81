from pathlib import Path

import dagster as dg
import pytest
import sqlalchemy

from vidgen_assets.defs.databases import KeptEventLog, KeptRuns, KeptSchedules
from vidgen_assets.defs.instance import open_instance


@pytest.fixture
def instance(tmp_path: Path) -> dg.DagsterInstance:
    return open_instance(tmp_path)


def open_databases(home: Path) -> set[str]:
    opened = {str(file.readlink()) for file in Path("/proc/self/fd").iterdir() if file.is_symlink()}
    return {path for path in opened if path.startswith(str(home)) and path.endswith(".db")}


def test_our_instance_keeps_its_connections_until_it_is_disposed_of(
    instance: dg.DagsterInstance, tmp_path: Path
) -> None:
    assert isinstance(instance.event_log_storage, KeptEventLog)
    assert isinstance(instance.run_storage, KeptRuns)
    assert isinstance(instance.schedule_storage, KeptSchedules)
    instance.get_runs()
    instance.all_instigator_state()
    instance.get_dynamic_partitions("videos")
    assert len(open_databases(tmp_path)) == 2
    instance.dispose()
    assert open_databases(tmp_path) == set()


def test_databases_are_where_dagster_has_them_by_default(instance: dg.DagsterInstance, tmp_path: Path) -> None:
    instance.add_dynamic_partitions("videos", ["a"])
    instance.dispose()
    (tmp_path / "dagster.yaml").write_text(
        "event_log_storage:\n  module: dagster._core.storage.event_log\n  class: ConsolidatedSqliteEventLogStorage\n"
        f"  config: {{base_dir: {tmp_path}}}\n"
    )
    with dg.DagsterInstance.from_config(str(tmp_path)) as plain:
        assert plain.get_dynamic_partitions("videos") == ["a"]
        assert plain.get_runs() == []


def test_what_was_written_in_a_transaction_that_fails_is_not_kept(instance: dg.DagsterInstance) -> None:
    runs = instance.run_storage
    assert isinstance(runs, KeptRuns)
    with pytest.raises(sqlalchemy.exc.OperationalError):
        _write_and_fail(runs)
    assert runs.get_cursor_values({"a"}) == {}
    instance.dispose()


def _write_and_fail(runs: KeptRuns) -> None:
    with runs.connect() as connection:
        connection.exec_driver_sql("INSERT INTO kvs (key, value) VALUES ('a', 'b')")
        connection.exec_driver_sql("no SQL at all")
