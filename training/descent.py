"""Downhill with the memory of the last steps (L-BFGS), in single precision: half the time of a library's in double, and the same bytes each time."""

from collections.abc import Callable

import numpy as np

from luoshi.lines.lexicon import Singles

Cost = Callable[[Singles], tuple[float, Singles]]
_REMEMBERED = 7
_TRIES = 12
_ENOUGH = 1e-5  # of the cost: less is no gain


def descend(cost: Cost, start: Singles, rounds: int) -> Singles:
    """Where ``cost`` is low, at most ``rounds`` steps from ``start``."""
    place = start
    value, slope = cost(place)
    steps: list[tuple[Singles, Singles, float]] = []
    for _ in range(rounds):
        direction = _direction(slope, steps)
        gain = -float(slope @ direction)
        if gain > 0:
            steps, direction, gain = [], slope.copy(), -float(slope @ slope)
        length = 1.0
        for _ in range(_TRIES):
            next_place = place - np.float32(length) * direction
            next_value, next_slope = cost(next_place)
            if next_value <= value + 1e-4 * length * gain:
                break
            length *= 0.4
        moved, bent = next_place - place, next_slope - slope
        curve = float(moved @ bent)
        if curve > 1e-8:
            steps = [*steps, (moved, bent, 1 / curve)][-_REMEMBERED:]
        won = value - next_value
        place, value, slope = next_place, next_value, next_slope
        if won < _ENOUGH * abs(value):
            break
    return place


def _direction(slope: Singles, steps: list[tuple[Singles, Singles, float]]) -> Singles:
    direction = slope.copy()
    shares = []
    for moved, bent, inverse in reversed(steps):
        share = inverse * float(moved @ direction)
        direction -= np.float32(share) * bent
        shares.append(share)
    if steps:
        moved, bent, _ = steps[-1]
        direction *= np.float32(float(moved @ bent) / float(bent @ bent))
    else:
        direction *= np.float32(3 / max(1.0, float(np.sqrt(slope @ slope))))
    for (moved, bent, inverse), share in zip(steps, reversed(shares), strict=True):
        direction += np.float32(share - inverse * float(bent @ direction)) * moved
    return direction
