"""How loud speech is, by ITU-R BS.1770-4, and how loud it shall be. Peaks belong to `limiting`."""

import numpy as np
from numpy.typing import NDArray

from vidgen_assets.sound.samples import Signal

TARGET_LUFS = -19.0
"""Mono at -19 LUFS is as loud on two loudspeakers as stereo at -16, the usual level of spoken programmes online."""
_BLOCK_S, _HOP_S = 0.4, 0.1
_SILENCE_LUFS, _RELATIVE_LU = -70.0, -10.0
_OFFSET = -0.691


def loudness(sound: Signal, rate: int) -> float:
    """Integrated loudness in LUFS, pauses gated out; minus infinity for silence."""
    power = _block_powers(sound, rate)
    power = power[power > _from_lufs(_SILENCE_LUFS)]
    if not len(power):
        return -np.inf
    heard = power[power > power.mean() * 10 ** (_RELATIVE_LU / 10)]
    return _lufs(float(heard.mean()))


def levelling_gain(sound: Signal, rate: int) -> float:
    """The factor that brings the sound to `TARGET_LUFS`; 1 for silence."""
    now = loudness(sound, rate)
    return 1.0 if now == -np.inf else float(10 ** ((TARGET_LUFS - now) / 20))


def _block_powers(sound: Signal, rate: int) -> NDArray[np.float64]:
    """The K-weighted mean square of each block of 0.4 s, every 0.1 s. The filters' power response is applied to each
    block's spectrum, which for speech differs from filtering in time by less than 0.1 LU."""
    size, hop = int(_BLOCK_S * rate), int(_HOP_S * rate)
    padded = np.pad(sound, (0, max(0, size - len(sound))))
    weights = _k_weighting(np.fft.rfftfreq(size, 1 / rate).astype(np.float64))
    starts = range(0, len(padded) - size + 1, hop)
    return np.array([_power(padded[start : start + size], weights) for start in starts])


def _power(block: Signal, weights: NDArray[np.float64]) -> float:
    spectrum = np.abs(np.fft.rfft(block)) ** 2
    spectrum[1:] *= 2
    return float((spectrum * weights).sum() / len(block) ** 2)


def _k_weighting(frequencies: NDArray[np.float64]) -> NDArray[np.float64]:
    """The power response of BS.1770's two filters, from their coefficients at 48 kHz; exact up to some 10 kHz."""
    z = np.exp(-2j * np.pi * frequencies / 48_000)
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    high_pass = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    return np.asarray(np.abs(shelf * high_pass) ** 2)


def _lufs(power: float) -> float:
    return _OFFSET + 10 * float(np.log10(power))


def _from_lufs(level: float) -> float:
    return float(10 ** ((level - _OFFSET) / 10))
