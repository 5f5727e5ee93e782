"""The values of the computed cells of a form, from its inputs alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.measures import Measure
from mtqg_xl.domain.numerals import decimals_of
from mtqg_xl.rules.bind import Relation, relations_of
from mtqg_xl.rules.figures import Figures


def computed_values(
    form: Form, figures: Mapping[CellKey, Decimal], texts: Mapping[CellKey, str] | None = None
) -> dict[CellKey, tuple[Relation, Decimal | None]]:
    """For every computed cell of ``form``: the relation that gives its formula, and its exact value.

    The value is ``None`` where the formula leaves the cell blank. ``texts`` are what lists are counted by.
    """
    relations = relations_of(form)
    chosen = defining(relations)
    observations = {
        key: Observation(key, State.REPORTED, value, decimals_of(value))
        for key, value in figures.items()
        if key not in chosen
    }
    for key, text in (texts or {}).items():
        observations[key] = Observation(key, State.REPORTED, raw=text)
    book = Figures(observations, measure_lookup([form]), chosen.values())
    return {key: (relation, book.value(key)) for key, relation in chosen.items()}


def defining(relations: Iterable[Relation]) -> dict[CellKey, Relation]:
    """The relation that gives each computed cell its formula.

    Where a total row crosses a total column, the column's printed code wins: ``3=1+2`` stands on
    paper; that the rows add up as well is a check.
    """
    chosen: dict[CellKey, Relation] = {}
    for relation in relations:
        if relation.rule.defines and relation.target is not None:
            chosen.setdefault(relation.target, relation)
    return chosen


def measure_lookup(forms: Iterable[Form]) -> _MeasureLookup:
    """The measure of any cell of ``forms``."""
    return _MeasureLookup({form.code: form for form in forms})


class _MeasureLookup:
    def __init__(self, forms: Mapping[str, Form]) -> None:
        self._forms = forms

    def __call__(self, key: CellKey) -> Measure:
        form = self._forms[key.form]
        return form.measure_of(form.row_by_key[key.row], form.column_by_key[key.column])
