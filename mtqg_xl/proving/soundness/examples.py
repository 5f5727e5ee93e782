"""For every rule figures that satisfy it, and the same figures with one cell changed so that it fails.

A rule without such a pair is no check: it can never fail, or it can never be satisfied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey, Observation
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import round_half_up
from mtqg_xl.proving.filling.fillings import Filler
from mtqg_xl.proving.filling.grid import decimals_typed
from mtqg_xl.proving.soundness.cases import CrossCase, cases, cross_cases
from mtqg_xl.proving.system.judging import stated, typed
from mtqg_xl.proving.system.model import Model
from mtqg_xl.rules import Figures, Relation, judge, solve_for
from mtqg_xl.rules.judging import Judgement, Outcome

#: Fillings tried for a rule that the first one leaves without anything to compare.
_SEEDS = 4


@dataclass(frozen=True, eq=False)
class Example:
    """A rule at one place: right figures, and the figure that put into ``cell`` breaks it."""

    relation: Relation
    model: Model
    right: Mapping[CellKey, Observation]
    cell: CellKey
    wrong: Decimal

    @property
    def rule(self) -> str:
        """The id of the rule."""
        return self.relation.rule.id

    def with_slip(self) -> dict[CellKey, Observation]:
        """The same figures with the one cell changed, typed over if it was computed."""
        return {**self.right, self.cell: typed(self.cell, self.wrong)}

    def judged(self, seen: Mapping[CellKey, Observation]) -> Judgement:
        """What the rule says of ``seen``."""
        blank = (formula for key, formula in self.model.definitions.items() if key not in seen)
        return judge(self.relation, Figures(seen, self.model.measure, blank))


def examples_of_form(form: Form) -> Iterator[Example]:
    """An example for every rule of a concrete form that has one."""
    yield from _examples(Filler([form]), {rule.id for rule in form.rules})


def examples_between(case: CrossCase) -> Iterator[Example]:
    """An example for every rule between the forms of ``case`` that has one."""
    yield from _examples(Filler(case.forms, case.between), {rule.id for rule in case.rules})


def all_examples() -> Iterator[Example]:
    """An example for every rule of the catalogue that has one, rules between forms included."""
    found: set[str] = set()
    for case in cases():
        for example in examples_of_form(case.form):
            if example.rule not in found:
                found.add(example.rule)
                yield example
    for cross in cross_cases():
        for example in examples_between(cross):
            if example.rule not in found:
                found.add(example.rule)
                yield example


def _examples(filler: Filler, wanted: Iterable[str]) -> Iterator[Example]:
    left = set(wanted)
    for seed in range(_SEEDS):
        if not left:
            return
        right = stated(filler.model, filler.filling(seed).figures)
        book = Figures(right, filler.model.measure, filler.model.relations)
        for relation in filler.model.relations:
            if relation.rule.id in left:
                example = _example(filler.model, relation, right, book)
                if example is not None:
                    left.discard(relation.rule.id)
                    yield example


def _example(
    model: Model, relation: Relation, right: Mapping[CellKey, Observation], book: Figures
) -> Example | None:
    if judge(relation, book).outcome is not Outcome.HOLDS:
        return None
    for cell in relation.cells:
        for wrong in _wrong_figures(model, relation, cell, book):
            example = Example(relation, model, right, cell, wrong)
            if example.judged(example.with_slip()).outcome is Outcome.FAILS:
                return example
    return None


def _wrong_figures(model: Model, relation: Relation, cell: CellKey, book: Figures) -> Iterator[Decimal]:
    """Figures around the one that would just satisfy ``relation``, as a person could type them."""
    now, closing = book.stated(cell), solve_for(relation, cell, book)
    if now is None or closing is None:
        return
    measure = model.measure(cell)
    places = decimals_typed(measure)
    shifts = (
        shift for size in (Decimal(1), Decimal(7), abs(closing), Decimal(1000)) for shift in (size, -size)
    )
    around = [round_half_up(closing + shift, places) for shift in shifts]
    # A figure below zero is the last to be tried: it would be refused before any rule is asked.
    yield from sorted(around, key=lambda figure: figure < 0 and measure.kind is not MeasureKind.RATE)
