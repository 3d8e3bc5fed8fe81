"""Asset checks: promises of each asset, measured on what was made. They run in the asset's own step, as it is made."""

import math
from collections.abc import Mapping, Sequence

import dagster as dg

from vidgen_assets.defs.partitions import asset_key
from vidgen_assets.domain.narration import SectionAudio
from vidgen_assets.domain.plan import Plan, Section
from vidgen_assets.domain.ports import MediaInspector
from vidgen_assets.domain.production import AssetName
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.domain.scene_reading import read_scene
from vidgen_assets.domain.video import FinalVideo, SectionClip, completeness
from vidgen_assets.rendering.fonts import undrawable
from vidgen_assets.rendering.gate.check import check_scene
from vidgen_assets.rendering.latex.compiler import has_latex

AUDIBLE_DBFS = -50.0
SYNC_MS = 100.0
_TICK_S = 0.002


def _spec(asset: AssetName, name: str, description: str) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(name, asset=asset_key(asset), description=description)


PLAN = (_spec(AssetName.PLAN, "drawable", "Fonts are installed that have all of its letters."),)
AUDIO = (
    _spec(AssetName.AUDIO, "audible", f"There is sound, louder than {AUDIBLE_DBFS:g} dBFS on average."),
    _spec(AssetName.AUDIO, "beats_cover_it", "Each beat of the plan has its slice, without gap or overlap."),
)
CODE = (
    _spec(AssetName.CODE, "readable", "It is Python with one scene that speaks each beat once."),
    _spec(AssetName.CODE, "no_trap", "Nothing is seen in it that breaks or hangs a render; a mere risk is a warning."),
    _spec(
        AssetName.CODE, "not_a_fallback", "It is what its writer made, not what stands in for it. A rerun repairs it."
    ),
)
CLIP = (
    _spec(AssetName.CLIP, "as_long_as_audio", "The clip is not shorter than its audio."),
    _spec(AssetName.CLIP, "in_sync", f"Each beat is heard within {SYNC_MS:g} ms of where it is placed."),
)
FINAL = (
    _spec(AssetName.FINAL, "sum_of_clips", "The video lasts as long as its clips together, within two frames."),
    _spec(AssetName.FINAL, "no_fallbacks", "No scene stands in for one that could not be drawn. A rerun repairs it."),
)


def of_plan(plan: Plan) -> Sequence[dg.AssetCheckResult]:
    """The checks of a plan."""
    missing = undrawable(plan.model_dump_json())
    found: dict[str, str | float] = {"without_a_font": missing} if missing else {}
    return (_result("drawable", not missing, found, dg.AssetCheckSeverity.WARN),)


def of_audio(audio: SectionAudio, section: Section, inspector: MediaInspector) -> Sequence[dg.AssetCheckResult]:
    """The checks of a section's audio."""
    loudness = inspector.probe(audio.wav.path).loudness
    starts = [*(beat.start for beat in audio.beats), audio.duration]
    ends = [0.0, *(beat.end for beat in audio.beats)]
    gap = max(abs(start - end) for start, end in zip(starts, ends, strict=True))
    spoken = [beat.text for beat in audio.beats] == [beat.spoken for beat in section.beats]
    return (
        _result("audible", audio.duration > 0 and loudness > AUDIBLE_DBFS, {"loudness_dbfs": loudness}),
        _result("beats_cover_it", spoken and gap <= _TICK_S, {"beats": len(audio.beats), "largest_gap_s": gap}),
    )


def of_code(scene: SceneCode, section: Section) -> Sequence[dg.AssetCheckResult]:
    """The checks of scene code, which is read and not run."""
    reading = read_scene(scene.source.path)
    passed = reading.scenes == (scene.scene_name,) and reading.voiceovers == len(section.beats)
    measures: dict[str, str | float] = {
        "scenes": ", ".join(reading.scenes),
        "voiceovers": reading.voiceovers,
        "beats": len(section.beats),
    }
    return (
        _result("readable", passed, measures | ({"problem": reading.problem} if reading.problem else {})),
        _no_trap(scene),
        _result("not_a_fallback", not scene.fallback, {"problem": scene.problem}, dg.AssetCheckSeverity.WARN),
    )


def _no_trap(scene: SceneCode) -> dg.AssetCheckResult:
    source = scene.source.path.read_text()
    findings = check_scene(source, scene_name=scene.scene_name, latex=has_latex())
    certain = any(finding.certain for finding in findings)
    severity = dg.AssetCheckSeverity.ERROR if certain else dg.AssetCheckSeverity.WARN
    shown = {"findings": dg.MetadataValue.md("\n".join(f"- {finding}" for finding in findings))} if findings else {}
    return dg.AssetCheckResult(check_name="no_trap", passed=not findings, severity=severity, metadata=shown)


def of_clip(clip: SectionClip, audio: SectionAudio, inspector: MediaInspector) -> Sequence[dg.AssetCheckResult]:
    """The checks of a clip."""
    duration = inspector.duration(clip.mp4.path)
    offset = inspector.sync_offset_ms(clip, audio)
    lengths = {"clip_s": duration, "audio_s": audio.duration}
    return (
        _result("as_long_as_audio", duration >= audio.duration - _TICK_S, lengths),
        _result("in_sync", offset <= SYNC_MS, {"largest_offset_ms": offset}),
    )


def of_final(
    video: FinalVideo, clips: Sequence[SectionClip], inspector: MediaInspector
) -> Sequence[dg.AssetCheckResult]:
    """The checks of the final video."""
    duration, total = inspector.duration(video.mp4.path), sum(clip.duration for clip in clips)
    passed = abs(duration - total) <= 2 / video.frame_rate
    drawn = not any(clip.fallback for clip in clips)
    return (
        _result("sum_of_clips", passed, {"video_s": duration, "clips_s": total}),
        _result("no_fallbacks", drawn, {"scenes": completeness(clips)}, dg.AssetCheckSeverity.WARN),
    )


def _result(
    name: str,
    passed: bool,
    measures: Mapping[str, str | float],
    severity: dg.AssetCheckSeverity = dg.AssetCheckSeverity.ERROR,
) -> dg.AssetCheckResult:
    shown = {key: _shown(value) for key, value in measures.items()}
    return dg.AssetCheckResult(check_name=name, passed=passed, metadata=shown, severity=severity)


def _shown(value: str | float) -> str | float:
    if isinstance(value, float):
        return round(value, 3) if math.isfinite(value) else "none"  # JSON knows no infinity
    return value
