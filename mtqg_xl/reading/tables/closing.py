"""What the relations of a form say about its columns: a binding under which sums close is right."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from mtqg_xl.domain.cells import CellKey, Observation
from mtqg_xl.domain.forms import Form
from mtqg_xl.rules import Figures, judge, measure_lookup, relations_of
from mtqg_xl.rules.judging import Outcome

#: So many relations are enough to hear what they say.
_HEARD = 400


class Closing(NamedTuple):
    """How many relations that say something were tried, and how many of them hold."""

    held: int
    tried: int

    @property
    def share(self) -> float:
        """The part that holds; 0 where none could be tried."""
        return self.held / self.tried if self.tried else 0.0


def closing(form: Form, cells: Mapping[CellKey, Observation], columns: Collection[str]) -> Closing:
    """The relations of ``form`` that speak of one of ``columns``, over the figures read.

    Only equations count of which every figure is there and not all are zero.
    """
    relations = relations_of(form)
    figures = Figures(cells, measure_lookup([form]), relations)
    held = tried = 0
    for relation in relations:
        if relation.sign != "=" or not any(key.column in columns for key in relation.cells):
            continue
        seen = [cells.get(key) for key in relation.cells]
        values = [one.value for one in seen if one is not None and one.value is not None]
        if len(values) < len(seen) or not any(values):
            continue
        outcome = judge(relation, figures).outcome
        if outcome is Outcome.UNKNOWN:
            continue
        tried += 1
        held += outcome is not Outcome.FAILS
        if tried >= _HEARD:
            break
    return Closing(held, tried)
