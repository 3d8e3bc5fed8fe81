"""Taking prompts out of the queue: each becomes the runs that make its video, or is put aside with its reason.

It is safe to be killed at any moment. A file that was taken has a ticket, which lasts until a later tick knows that
its runs were launched; until then they are asked for again, under the same run keys, by which Dagster launches none
twice. How ticks come about is the sensor's.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple, TypeAlias

import dagster as dg

from vidgen_assets.defs.adoption import adopt
from vidgen_assets.defs.automation import next_runs, plan_run
from vidgen_assets.defs.driving import driving
from vidgen_assets.defs.history import runs_under_way, slots_of
from vidgen_assets.defs.partitions import VIDEOS
from vidgen_assets.defs.tags import RUN_KEY
from vidgen_assets.domain.errors import ConfigurationError, InputError, VidgenError
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.ports import Planner
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.request import VideoRequest
from vidgen_assets.storage.at_once import MOST, at_once
from vidgen_assets.storage.queue import PromptQueue, QueuedFile, Ticket
from vidgen_assets.storage.remembering import RememberingStore
from vidgen_assets.storage.studio import Studio

Read: TypeAlias = VideoRequest | VidgenError | None
"""What is in a file: a request, what is wrong with it or keeps it from being known, or nothing yet."""

Admit: TypeAlias = Callable[[VideoRequest, Plan | None], None]
"""Raises what stands in the way of a video, whose plan is given if it is known before anything is made."""

_ENOUGH_S = 2.5  # for taking files, of which the rest of a tick, much the same again, follows
_FIRST = 4  # files, before it is known how long they take
_WITHOUT_EFFECT = {"priority", "requester", "budget"}  # on what is made


class Taken(NamedTuple):
    """What came of some files.

    Attributes:
        tickets: those whose runs are to be launched.
        rejected: what is put aside, and why.
        left: what stays in the queue for now.
        trouble: what kept files from being taken that is not their fault.
    """

    tickets: Sequence[Ticket] = ()
    rejected: Sequence[tuple[QueuedFile, InputError]] = ()
    left: Sequence[QueuedFile] = ()
    trouble: Sequence[VidgenError] = ()

    def and_(self, more: "Taken") -> "Taken":
        """What came of these files and of others."""
        return Taken(
            tickets=[*self.tickets, *more.tickets],
            rejected=[*self.rejected, *more.rejected],
            left=[*self.left, *more.left],
            trouble=[*self.trouble, *more.trouble],
        )


class Reception:
    """Takes prompts for an instance.

    Args:
        queue: where they wait.
        studio: the store, and who makes things.
        planner: tells whether a prompt can be planned.
        admit: tells whether the services that it needs are there, and enough is left of them.
        voice: who speaks where it asks for none.
        watch_s: how long a tick may wait for a prompt, in seconds; 0 where looking costs something.
    """

    def __init__(
        self,
        queue: PromptQueue,
        studio: Studio,
        planner: Planner,
        admit: Admit,
        voice: str | None = None,
        watch_s: float = 0.0,
    ) -> None:
        self.queue, self.watch_s = queue, watch_s
        # A memory of its own: what others who use the studio meanwhile see is not to be what was there before.
        self._studio = Studio.of(RememberingStore(studio.memory), studio.recipe)
        self._planner, self._admit_video, self._voice = planner, admit, voice

    def remembering(self) -> AbstractContextManager[None]:
        """Ask the store nothing twice for as long as this lasts, which is to be a tick."""
        return self._studio.memory.remembering()

    def take(self, instance: dg.DagsterInstance, files: Sequence[QueuedFile], owner: str) -> Taken:
        """Take what can be taken of these files, and put aside what holds no request; in a few seconds, or not all."""
        until, first, taken = time.monotonic() + _ENOUGH_S, dict[str, VideoRequest](), Taken()
        left, most, begun = files, _FIRST, time.monotonic()
        while left:
            batch, left = left[:most], left[most:]
            taken = taken.and_(self._take(instance, batch, owner, first))
            most, took, begun = min(2 * most, MOST), time.monotonic() - begun, time.monotonic()
            if begun + took * min(most, len(left)) / len(batch) > until:
                break
        return taken

    def runs(self, instance: dg.DagsterInstance, tickets: Sequence[Ticket]) -> list[dg.RunRequest]:
        """Make the requests known, and give the runs that their videos begin with; none for what needs no beginning.

        What of the video has failed before is tried again: that its plan is made anew, or found, is the sign for it.
        """
        first = {ticket.request.video_id: ticket for ticket in reversed(tickets)}
        videos = [*reversed(first)]
        instance.add_dynamic_partitions(str(VIDEOS.name), videos)  # their order is the order of their turns
        runs = at_once(lambda video: self._run(instance, first[video]), videos)
        return [run for run in runs if run]

    def _take(
        self, instance: dg.DagsterInstance, files: Sequence[QueuedFile], owner: str, first: dict[str, VideoRequest]
    ) -> Taken:
        contents = list(zip(files, at_once(self._read, files), strict=True))
        bad = [(file, found) for file, found in contents if isinstance(found, InputError) and _is_its_own(found)]
        at_once(lambda pair: self.queue.reject(*pair), bad)
        ready = list(self._free(instance, contents, first))
        tickets = at_once(lambda pair: self.queue.take(*pair, owner), ready)
        settled = {file for file, _ in (*bad, *ready)}
        return Taken(
            tickets=[ticket for ticket in tickets if ticket],
            rejected=bad,
            left=[file for file in files if file not in settled],
            trouble=[found for file, found in contents if isinstance(found, VidgenError) and file not in settled],
        )

    def _run(self, instance: dg.DagsterInstance, ticket: Ticket) -> dg.RunRequest | None:
        request, studio = ticket.request, self._studio
        video = request.video_id
        if _stored(studio, video) != request:
            studio.requests.save(request)
        adopt(instance, studio, video)
        under_way = runs_under_way(instance, video)
        if studio.stale_plan(request):
            needed = not _plans(under_way)
        else:
            needed = not under_way and _is_stuck(instance, next_runs(instance, studio, video))
        return plan_run(studio, video).with_replaced_attrs(run_key=ticket.run_key) if needed else None

    def _read(self, file: QueuedFile) -> Read:
        try:
            request = self.queue.read(file)
            if request is not None:
                request = request.model_copy(update={"voice": request.voice or self._voice})
                self._admit(request)
        except VidgenError as error:
            return error
        return request

    def _admit(self, request: VideoRequest) -> None:
        """Raise `InputError` when no video can come of it; another error when a service would not let it."""
        self._admit_video(request, self._planner.preview(request, self._studio.recipe.plan(request)))

    def _free(
        self,
        instance: dg.DagsterInstance,
        contents: Sequence[tuple[QueuedFile, Read]],
        first: dict[str, VideoRequest],
    ) -> Iterator[tuple[QueuedFile, VideoRequest]]:
        """The requests whose videos nobody is making otherwise; of those for one video, the `first` and its like."""
        wanted = [(file, request) for file, request in contents if isinstance(request, VideoRequest)]
        others = at_once(lambda pair: self._is_planned_otherwise(instance, pair[1]), wanted)
        for (file, request), other in zip(wanted, others, strict=True):
            alike = first.setdefault(request.video_id, request)
            with driving(Path(instance.root_directory), request.video_id, wait=False) as ours:
                if ours and not other and _effect(request) == _effect(alike):
                    yield file, request

    def _is_planned_otherwise(self, instance: dg.DagsterInstance, request: VideoRequest) -> bool:
        stored = _stored(self._studio, request.video_id)
        if stored is None or _effect(stored) == _effect(request):
            return False
        return _plans(runs_under_way(instance, request.video_id))


def _is_its_own(fault: InputError) -> bool:
    """A setting that is wrong is not the fault of who asked."""
    return not isinstance(fault, ConfigurationError)


def _plans(runs: Iterable[dg.DagsterRun]) -> bool:
    return any(Slot(AssetName.PLAN) in slots_of(run) for run in runs)


def _is_stuck(instance: dg.DagsterInstance, runs: Sequence[dg.RunRequest]) -> bool:
    """Whether what is to be made next was tried before, so that `advance` will not begin it."""
    keys = [str(run.run_key) for run in runs]
    return bool(keys) and instance.get_runs_count(dg.RunsFilter(tags={RUN_KEY: keys})) > 0


def _stored(studio: Studio, video: str) -> VideoRequest | None:
    try:
        return studio.requests.load(video)
    except VidgenError:
        return None


def _effect(request: VideoRequest) -> object:
    return request.model_dump(exclude=_WITHOUT_EFFECT)
