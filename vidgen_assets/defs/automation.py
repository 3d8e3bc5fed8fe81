"""What of a video runs next. One function, asked again and again, by runs that end, by the `advance` sensor and by the
command line.

It looks at what is stored, what was materialised and what is under way, and keeps nothing in mind, so a crash costs
nothing; equal situations give equal run keys.
"""

from collections.abc import Sequence, Set
from typing import NamedTuple

import dagster as dg

from vidgen_assets.defs.history import History
from vidgen_assets.defs.partitions import asset_key, partition_of
from vidgen_assets.defs.standing import standing
from vidgen_assets.defs.tags import FORCE, RUN_KEY, VIDEO
from vidgen_assets.domain.fingerprint import fingerprint
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.production import BY_SECTION, AssetName, Recipe, Slot, section_slots
from vidgen_assets.domain.staleness import Absent, Catalog, Stale, as_forced, stale, why_final
from vidgen_assets.storage.studio import Studio


def next_runs(
    instance: dg.DagsterInstance,
    studio: Studio,
    video: str,
    *,
    forced: Set[Slot] = frozenset(),
    repairs: Set[Slot] = frozenset(),
    news_only: bool = False,
) -> list[dg.RunRequest]:
    """The runs that follow from the video's plan: of each stale section, and when none is left, of the final video.

    Args:
        instance: the Dagster instance.
        studio: the store, and who makes things.
        video: its id.
        forced: what is to be made again although it is fresh.
        repairs: what stands in for something better, which is to be tried for anew.
        news_only: leave alone what was stale before the newest plan, audio or code, such as everything after an
            upgrade: nobody has asked for that to be made again.
    """
    plan = studio.plan(video)
    history = History.of(instance, video)
    if plan is None or Slot(AssetName.PLAN) in history.busy:
        return []
    catalog = studio.artifacts.catalog(video, plan)
    entries = as_forced(plan, stale(studio.recipe, plan, catalog), forced | repairs)
    situation = _Situation(video, plan, studio.recipe, catalog, history, entries, forced)
    wanted = [section for section in plan.sections if _is_wanted(situation, section, news_only)]
    if wanted:
        runs = [_section_run(situation, section) for section in wanted if not _is_busy(situation, section)]
    else:
        runs = [_final_run(situation)] if _is_final_wanted(situation, news_only) else []
    return standing(studio.requests.load(video), runs) if runs else []


def unrequested(instance: dg.DagsterInstance, requests: list[dg.RunRequest]) -> list[dg.RunRequest]:
    """Those that were never run: what failed is not tried again until something changes."""
    if not requests:
        return []
    keys = [str(request.run_key) for request in requests]
    known = {run.tags[RUN_KEY] for run in instance.get_runs(dg.RunsFilter(tags={RUN_KEY: keys}))}
    return [request for request in requests if request.run_key not in known]


def plan_run(studio: Studio, video: str, *, force: bool = False) -> dg.RunRequest:
    """The run that makes the plan."""
    request = studio.requests.load(video)
    run = _request("plan_job", video, [Slot(AssetName.PLAN)], fingerprint(studio.recipe.plan(request)), force)
    return standing(request, [run])[0]


class _Situation(NamedTuple):
    video: str
    plan: Plan
    recipe: Recipe
    catalog: Catalog
    history: History
    stale: tuple[Stale, ...]
    forced: Set[Slot]

    def newest(self, name: AssetName, section: str | None = None) -> int:
        return self.history.newest.get(Slot(name, section), 0)


def _is_wanted(now: _Situation, section: Section, news_only: bool) -> bool:
    if not any(entry.section == section.key for entry in now.stale):
        return False
    if not news_only or any(isinstance(now.catalog[slot], Absent) for slot in section_slots(section.key)):
        return True
    upstream = (now.newest(AssetName.PLAN), *(now.newest(name, section.key) for name in BY_SECTION))
    return max(upstream) > now.newest(AssetName.CLIP, section.key)


def _is_busy(now: _Situation, section: Section) -> bool:
    return not now.history.busy.isdisjoint(section_slots(section.key))


def _is_final_wanted(now: _Situation, news_only: bool) -> bool:
    final = Slot(AssetName.FINAL)
    if final in now.history.busy:
        return False
    made = now.newest(AssetName.FINAL)
    if final in now.forced or made < max(now.newest(AssetName.CLIP, section.key) for section in now.plan.sections):
        return True
    news = isinstance(now.catalog[final], Absent) or made < now.newest(AssetName.PLAN)
    return why_final(now.recipe, now.plan, now.catalog) is not None and (news or not news_only)


def _section_run(now: _Situation, section: Section) -> dg.RunRequest:
    slots = [entry.slot for entry in now.stale if entry.section == section.key]
    made_from = (now.recipe.audio(now.plan, section), now.recipe.code(now.plan, section))
    unusable = isinstance(now.catalog[Slot(AssetName.CODE, section.key)], Absent)
    code = now.newest(AssetName.CODE, section.key) if unusable else 0  # each scene that does not render is news
    clip = now.newest(AssetName.CLIP, section.key)
    planned = now.newest(AssetName.PLAN)  # a plan made again, even if it is the same, is a wish to try again
    situation = fingerprint(made_from, now.plan.quality, now.recipe.renderer.identity, clip, code, planned)
    return _request("section_job", now.video, slots, situation, not now.forced.isdisjoint(slots))


def _final_run(now: _Situation) -> dg.RunRequest:
    clips = [now.newest(AssetName.CLIP, section.key) for section in now.plan.sections]
    situation = fingerprint(clips, now.plan.version, now.newest(AssetName.FINAL))
    return _request("final_job", now.video, [Slot(AssetName.FINAL)], situation, force=False)


def _request(job: str, video: str, slots: Sequence[Slot], situation: str, force: bool) -> dg.RunRequest:
    partition = partition_of(video, slots[0])
    return dg.RunRequest(
        run_key=f"{partition}@{situation[:12]}",
        job_name=job,
        partition_key=partition,
        asset_selection=[asset_key(slot.asset) for slot in slots],
        tags={VIDEO: video, **({FORCE: "true"} if force else {})},
    )
