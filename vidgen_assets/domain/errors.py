"""The tree of errors that a person may see. Each says what is wrong, where, and how to put it right.

Vendors' exceptions do not belong here: an adapter translates each once, with `raise … from`.
"""

from pathlib import Path


class VidgenError(Exception):
    """The root. `exit_code` is what the command line ends with."""

    exit_code = 1


class InputError(VidgenError):
    """What the user gave cannot be used: nothing has been made or spent.

    Attributes:
        field: the part of the input at fault, such as ``prompt`` or ``section 3``.
        file: the file that it stands in, if it came from one.
        line: the line in that file, counted from 1.
        fix: what to do about it, as an instruction.
    """

    exit_code = 2

    def __init__(
        self, problem: str, *, field: str, fix: str, file: str | Path | None = None, line: int | None = None
    ) -> None:
        self.problem, self.field, self.fix = problem, field, fix
        self.file = None if file is None else str(file)
        self.line = line
        super().__init__(str(self))

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        where = f"{place}: " if place else ""
        return f"{where}{self.field}: {self.problem}. {self.fix}"


class ScriptError(InputError):
    """A Markdown script cannot be read as a video."""


class FormulaError(InputError):
    """A formula cannot be translated; `problem` names the construct."""


class UnsupportedFormulaError(FormulaError):
    """A formula is not broken, as far as can be seen, but uses a construct that only LaTeX knows."""


class ConfigurationError(InputError):
    """A setting is missing or wrong; `field` is the environment variable or option."""


class StorageError(VidgenError):
    """The artifact store failed: full disk, no permission, or an outage."""

    exit_code = 2


class MissingArtifactError(StorageError):
    """The store holds nothing under this key."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"nothing is stored under {key!r}")


class CorruptArtifactError(StorageError):
    """Stored bytes are not what their record says, or are no record; remaking that artifact repairs it."""

    def __init__(self, key: str, problem: str) -> None:
        self.key, self.problem = key, problem
        super().__init__(f"{key!r} is damaged: {problem}; remake it")


class SpooledError(StorageError):
    """The store did not take something, which waits on this machine now. It goes there on the next try.

    Attributes:
        key: its key.
        place: the local file in which it waits.
    """

    def __init__(self, key: str, place: str, reason: StorageError) -> None:
        self.key, self.place = key, place
        super().__init__(
            f"{key!r} could not be stored and waits in {place}: {reason}. Nothing has to be made or paid for again: "
            "try again on this machine, and it is sent first"
        )


class PlanningError(VidgenError):
    """A planner could not turn a request into a plan."""


class NarrationError(VidgenError):
    """A narrator could not speak a section."""


class SceneError(VidgenError):
    """Scene code is not usable: it does not parse, has no scene, or breaks when it runs."""


class RenderError(VidgenError):
    """Rendering a section failed.

    Attributes:
        limit: the limit that was hit (``wall``, ``memory``, …), or None when the scene code itself failed.
        log: the tail of what the renderer printed, for the person or model that repairs the scene.
    """

    def __init__(self, message: str, *, limit: str | None = None, log: str = "") -> None:
        self.limit, self.log = limit, log
        super().__init__(message)


class MissingClipsError(VidgenError):
    """The final video lacks clips of sections that its plan has."""

    def __init__(self, sections: tuple[str, ...]) -> None:
        self.sections = sections
        super().__init__(
            f"no clip yet for section {', '.join(sections)}: materialise section_clip for it, then final_video"
        )
