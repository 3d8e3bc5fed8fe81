"""How much a sandboxed process may use up, and how a person is told that it used too much."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

MIB: Final = 1 << 20

LimitName = Literal["wall", "cpu", "memory", "processes", "file_size", "disk", "files", "open_files", "output"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one section's render. A 3D scene at 1080p60 takes plain Manim 207 s of processor time.

    Attributes:
        wall: seconds from start to end.
        cpu: seconds of processor time, of all threads together.
        memory: bytes of resident memory.
        processes: threads and processes together.
        file_size: bytes of any one file.
        disk: bytes in the scratch folder.
        files: files and folders in the scratch folder.
        open_files: descriptors open at once.
        output: bytes printed.
    """

    wall: float = 900
    cpu: float = 900
    memory: int = 3072 * MIB
    processes: int = 64
    file_size: int = 512 * MIB
    disk: int = 1024 * MIB
    files: int = 10_000
    open_files: int = 256
    output: int = 16 * MIB

    def explain(self, limit: LimitName) -> str:
        """A sentence that names the limit and its size, for the person or model that repairs the scene."""
        return _SENTENCES[limit].format(wall=self.wall, cpu=self.cpu, **self._sizes())

    def _sizes(self) -> dict[str, str]:
        sizes = {name: f"{getattr(self, name) / MIB:g} MiB" for name in ("memory", "file_size", "disk", "output")}
        counts = {name: f"{getattr(self, name)}" for name in ("processes", "files", "open_files")}
        return sizes | counts


_SENTENCES: Final[Mapping[LimitName, str]] = {
    "wall": "it ran longer than the wall limit of {wall:g} s; look for an endless loop or wait",
    "cpu": "it used more than the cpu limit of {cpu:g} s; look for an endless loop, or draw less",
    "memory": "it used more than the memory limit of {memory}; make fewer or smaller objects",
    "processes": "it went over the processes limit ({processes} threads, and no program or process besides)",
    "file_size": "it wrote a file larger than the file_size limit of {file_size}",
    "disk": "it wrote more than the disk limit of {disk} into its folder",
    "files": "it made more files than the files limit of {files}",
    "open_files": "it opened more files at once than the open_files limit of {open_files}",
    "output": "it printed more than the output limit of {output}",
}
