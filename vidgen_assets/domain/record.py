"""`Record`, the base of every domain value, and nothing else."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen, fully typed value that rejects unknown fields and round-trips through JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")
