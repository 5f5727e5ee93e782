"""What recalculation brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mtqg_xl.messages import say
from mtqg_xl.recalculation.values import Place, Value


@dataclass(frozen=True, slots=True)
class Recalculation:
    """The stored values of formulas after a change.

    ``values``: the new ones, of formulas whose stored value is out of date. ``withheld``: formulas
    that depend on the change and whose value is not known, each with the code of the reason; what
    is stored there is to be taken away, and the workbook is to ask for recalculation. ``confirmed``
    counts the formulas that depend on the change and whose stored value stays right, ``unaffected``
    those that do not depend on it. ``engines`` are the names of the engines that gave anything.
    """

    values: Mapping[Place, Value]
    withheld: Mapping[Place, str]
    confirmed: int
    unaffected: int
    engines: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every value is known, so that the workbook need not ask for recalculation."""
        return not self.withheld

    def why(self, place: Place) -> str:
        """The sentence that says why the value of ``place`` is withheld; ``KeyError`` if it is not."""
        return say(f"recalculation.{self.withheld[place]}")
