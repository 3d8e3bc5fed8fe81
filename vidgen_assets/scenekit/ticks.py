"""Ticks of an axis: round numbers in a range, and how they are written. Where they stand is the plot's."""

import math

_STEPS = (1, 2, 2.5, 5, 10)
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def ticks(low: float, high: float, most: int) -> list[float]:
    """At most `most` evenly spaced round numbers from `low` to `high`."""
    rough = (high - low) / max(1, most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in _STEPS if factor * power >= rough * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)]


def written(value: float, step: float) -> str:
    """`value` with as many decimals as `step` needs; powers of ten for what is very large or small."""
    if abs(value) < step * 1e-6:
        return "0"
    size = max(abs(value), step)
    if step >= 1e-3 and size < 1e5:
        decimals = max(0, -math.floor(math.log10(step) + 1e-9))
        text = f"{value:.{decimals + (step * 10**decimals % 1 > 1e-6)}f}"
        return text.replace("-", "−")
    mantissa, exponent = f"{value:.2e}".split("e")
    digits = mantissa.rstrip("0").rstrip(".").replace("-", "−")
    power = f"10{str(int(exponent)).translate(_SUPERSCRIPT)}"
    return {"1": power, "−1": f"−{power}"}.get(digits, f"{digits}×{power}")
