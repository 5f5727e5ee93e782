"""Chance that is the same at every run."""

from __future__ import annotations

from random import Random
from typing import Final

SEED: Final = "Cao Bang"


def source(*names: str) -> Random:
    """The chance of one part of the work: other parts do not disturb it."""
    return Random("/".join((SEED, *names)))


def jitter(chance: Random, weight: float, spread: float = 0.15) -> int:
    """``weight`` in thousandths, up to ``spread`` more or less."""
    return max(1, round(1000 * weight * chance.uniform(1 - spread, 1 + spread)))
