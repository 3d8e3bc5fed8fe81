"""Dagster's three SQLite databases, with connections that are kept. `dagster.yaml` names them.

Dagster's own classes make a new engine for every statement, about two hundred for a section: half of a run's processor
time. Here a storage makes one, on first use, and keeps its connections until it is disposed of. What is in the
databases is Dagster's. Private API of its is needed for this, so all of that is here, and a test uses it.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

import sqlalchemy
from dagster._core.storage.event_log.sqlite.consolidated_sqlite_event_log import ConsolidatedSqliteEventLogStorage
from dagster._core.storage.runs.sqlite.sqlite_run_storage import SqliteRunStorage
from dagster._core.storage.schedules.sqlite.sqlite_schedule_storage import SqliteScheduleStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._serdes import ConfigurableClassData
from sqlalchemy.pool import ConnectionPoolEntry, NullPool


class _Kept:
    """The engine of one database and its connections."""

    _conn_string: str
    # As many connections as there are threads; those beyond the pool's five are closed after use.
    _pool: Mapping[str, Any] = MappingProxyType({"max_overflow": -1})

    @cached_property
    def _engine(self) -> sqlalchemy.Engine:
        patience = {"timeout": SQLITE_BUSY_TIMEOUT_SECONDS}
        engine = sqlalchemy.create_engine(self._conn_string, connect_args=patience, **self._pool)
        sqlalchemy.event.listen(engine, "connect", _relax)
        return engine

    @contextmanager
    def _transaction(self) -> Iterator[sqlalchemy.Connection]:
        with self._engine.begin() as connection:
            yield connection

    def _close(self) -> None:
        if "_engine" in self.__dict__:
            self._engine.dispose()


def _relax(connection: Any, _: ConnectionPoolEntry) -> None:
    """With a write-ahead log, not to wait for the disk risks no more than the last events when the power fails."""
    connection.execute("PRAGMA synchronous=NORMAL")


class KeptEventLog(_Kept, ConsolidatedSqliteEventLogStorage):
    """The events of all runs."""

    def _connect(self) -> AbstractContextManager[sqlalchemy.Connection]:  # type: ignore[override]
        return self._transaction()

    def dispose(self) -> None:
        """Close what is open."""
        super().dispose()  # type: ignore[no-untyped-call]
        self._close()


class KeptRuns(_Kept, SqliteRunStorage):
    """The runs, in the folder in which Dagster has them by default."""

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Any) -> Self:
        """From the instance's configuration."""
        return cls.from_local(str(Path(config_value["base_dir"]) / "history"), inst_data)

    def connect(self) -> AbstractContextManager[sqlalchemy.Connection]:  # type: ignore[override]
        """A transaction."""
        return self._transaction()

    def dispose(self) -> None:
        """Close what is open."""
        super().dispose()
        self._close()


class KeptSchedules(_Kept, SqliteScheduleStorage):
    """The ticks of sensors, in the folder in which Dagster has them by default."""

    _pool = MappingProxyType({"poolclass": NullPool})  # Dagster never disposes of this one, so it keeps nothing open

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Any) -> Self:
        """From the instance's configuration."""
        return cls.from_local(str(Path(config_value["base_dir"]) / "schedules"), inst_data)  # type: ignore[return-value]

    def connect(self) -> AbstractContextManager[sqlalchemy.Connection]:  # type: ignore[override]
        """A transaction."""
        return self._transaction()
