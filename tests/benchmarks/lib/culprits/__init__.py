"""Errors sown into filled forms, and how well the check names wrong cell, right figure and slip."""

from tests.benchmarks.lib.culprits.figures import Figures
from tests.benchmarks.lib.culprits.results import Results
from tests.benchmarks.lib.culprits.running import SEED, again, run

__all__ = ["SEED", "Figures", "Results", "again", "run"]
