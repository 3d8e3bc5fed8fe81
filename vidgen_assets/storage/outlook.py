"""`Outlook`: what of a video will be looked at soon, so that it is asked for while other things are done.

Which things those are is known to who makes them; here is which objects they are.
"""

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.scene import SceneFault
from vidgen_assets.storage.artifacts import Artifacts
from vidgen_assets.storage.layout import folder, request_key
from vidgen_assets.storage.remembering import RememberingStore


class Outlook(NamedTuple):
    """Through the memory of a store. Nothing is asked ahead while it does not remember."""

    memory: RememberingStore

    def request(self, video: str) -> None:
        """What was asked for will be looked at."""
        self.memory.foresee(partial(self.memory.read, request_key(video)))

    def records(self, video: str, slots: Iterable[Slot]) -> None:
        """The records of these will be looked at."""
        for slot in slots:
            self.memory.foresee(partial(self.memory.read, _record(video, slot)))

    def contents(self, video: str, slots: Iterable[Slot]) -> None:
        """These will be loaded, with their files."""
        wanted = list(slots)
        self.records(video, wanted)
        for slot in wanted:
            for key in _files(video, slot):
                self.memory.foresee(partial(self.memory.fetch, key))

    def planned(self, video: str, names: Iterable[AssetName]) -> None:
        """These will be loaded of all sections of the stored plan."""
        wanted = list(names)
        self.memory.foresee(lambda: self._planned(video, wanted))

    def forget(self, video: str, slot: Slot) -> None:
        """It may have changed."""
        told = [_fault(video, slot)] if slot.asset is AssetName.CODE else []
        self.memory.forget([_record(video, slot), *told, *_files(video, slot)])

    def glance(self, video: str, slot: Slot, *, whole: bool = False) -> None:
        """It will be glanced at. Of what is `whole`, as who has just made or read it says, no file is looked for."""
        self.records(video, [slot])
        if slot.asset is AssetName.CODE:
            self.memory.foresee(partial(self.memory.read, _fault(video, slot)))
        for key in _files(video, slot):
            if whole:
                self.memory.suppose(key, partial(Artifacts(self.memory).promised, video, slot))
            else:
                self.memory.foresee(partial(self.memory.stat, key))

    def _planned(self, video: str, names: Iterable[AssetName]) -> None:
        plan = Artifacts(self.memory).load(video, None, Plan)
        self.contents(video, [Slot(name, section.key) for section in plan.sections for name in names])


def _record(video: str, slot: Slot) -> str:
    return folder(video, slot.section) + slot.asset.kind.record_name


def _fault(video: str, slot: Slot) -> str:
    return folder(video, slot.section) + SceneFault.record_name


def _files(video: str, slot: Slot) -> tuple[str, ...]:
    return tuple(folder(video, slot.section) + name for name in slot.asset.kind.media.values())
