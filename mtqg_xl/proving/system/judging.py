"""All rules applied to a full set of figures, exactly, as a check of a workbook applies them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.numerals import decimals_of
from mtqg_xl.proving.system.model import Model
from mtqg_xl.rules import Figures, Relation, judge
from mtqg_xl.rules.judging import Judgement, Outcome

_COMPUTED = "="


def typed(key: CellKey, value: Decimal) -> Observation:
    """``value`` as a person types it."""
    return Observation(key, State.REPORTED, value, decimals_of(value), str(value))


def stated(model: Model, figures: Mapping[CellKey, Decimal]) -> dict[CellKey, Observation]:
    """The workbook that ``figures`` make: inputs typed, totals and rates computed by their formulas."""
    seen = {key: Observation(key, State.REPORTED, raw=text) for key, text in model.texts.items()}
    seen |= {key: typed(key, value) for key, value in figures.items()}
    book = Figures(seen, model.measure, model.definitions.values())
    for key in model.definitions:
        value = book.value(key)
        if value is not None and key not in seen:
            seen[key] = Observation(key, State.REPORTED, value, decimals_of(value), formula=_COMPUTED)
    return seen


def judged(model: Model, seen: Mapping[CellKey, Observation]) -> list[Judgement]:
    """Every relation of ``model`` judged over ``seen``."""
    book = Figures(seen, model.measure, model.relations)
    return [judge(relation, book) for relation in model.relations]


def failing(model: Model, seen: Mapping[CellKey, Observation]) -> list[Relation]:
    """The relations of severity error and warning that fail."""
    return [item.relation for item in _weighty(judged(model, seen)) if item.outcome is Outcome.FAILS]


def _weighty(judgements: Iterable[Judgement]) -> Iterable[Judgement]:
    return (item for item in judgements if item.relation.rule.severity is not Severity.INFO)
