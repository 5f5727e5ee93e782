"""Forms filled in on paper, one figure at a time made wrong, and every single cell that would explain it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TypeVar

from mtqg_xl.catalogue import form_codes, form_sets, make_concrete, unit_register
from mtqg_xl.catalogue.loader import variants
from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.forms import CellKind, Form, RowKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import decimals_of, round_half_up
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit, Submission, Table
from mtqg_xl.proving.filling.fillings import Filler
from mtqg_xl.proving.system.judging import stated
from mtqg_xl.rules import Figures, Relation, judge, solve_for
from mtqg_xl.rules.judging import Outcome

#: Money and measures are printed this finely, so that no change of a whole unit is lost in rounding.
FINE = 4
T = TypeVar("T")


@cache
def cases() -> tuple[Form, ...]:
    """Every layout of every form, made concrete for a unit that files it and a period it is filed for."""
    return tuple(_concrete(form) for code in form_codes() for form in variants(code))


def _concrete(form: Form) -> Form:
    for year in (2023, 2024, 2022, 2025, 2026, 2019, 2018):
        for kind in form.periods:
            period = Period.parse(f"{year}-{'T06' if kind == 'T' else kind}")
            if not form.validity.holds(period.day):
                continue
            units = [("huyen", "huyện Bảo Lâm"), ("tinh", "tỉnh Cao Bằng")]
            if any(row.kind is RowKind.ZONE for row in form.rows):
                units.reverse()  # a province lists many units
            for level, name in units:
                found = unit_register().find(name, period.day)
                if level in form.levels and found is not None:
                    unit = ReportingUnit(found.name, found.code, found.level)
                    return make_concrete(form.code, unit, period)
    raise LookupError(form.code)


@cache
def _filler(forms: tuple[Form, ...], between: tuple[Relation, ...]) -> Filler:
    return Filler(forms, between)


class Paper:
    """Forms filled in consistently, every total and rate stated with the digits a person writes."""

    def __init__(self, forms: Sequence[Form], between: Iterable[Relation] = (), seed: int = 0) -> None:
        filler = _filler(tuple(forms), tuple(between))
        filling = filler.filling(seed)
        self.model = filler.model
        self.seen: dict[CellKey, Observation] = {
            key: self._written(seen) for key, seen in stated(self.model, filling.figures).items()
        }
        self._figures = Figures(self.seen, self.model.measure, ())
        self.typed = tuple(key for key in self.model.inputs if key in filling.figures)
        self.relations: dict[CellKey, list[Relation]] = {}
        for relation in self.model.relations:
            if relation.rule.severity is not Severity.INFO:
                for key in relation.cells:
                    self.relations.setdefault(key, []).append(relation)

    def _written(self, seen: Observation) -> Observation:
        if seen.value is None:
            return seen
        measure = self.model.measure(seen.key)
        decimals = {MeasureKind.COUNT: 0, MeasureKind.RATE: measure.decimals}.get(measure.kind, FINE)
        value = round_half_up(seen.value, decimals)
        return replace(seen, value=value, decimals=decimals, raw=str(value), formula=None)

    def value(self, key: CellKey) -> Decimal:
        """The figure in a cell."""
        value = self.seen[key].value
        assert value is not None
        return value

    def is_compared(self, key: CellKey) -> bool:
        """Whether some relation of a cell has another figure than zero: with nothing else, nothing shows."""
        others = (other for relation in self.relations[key] for other in relation.cells if other != key)
        return any(other in self.seen and self.value(other) for other in others)

    def holds(self, relation: Relation) -> bool:
        """Whether a relation is not plainly broken."""
        return judge(relation, self._figures).outcome is not Outcome.FAILS

    def broken(self, key: CellKey) -> list[Relation]:
        """The relations of a cell that are broken."""
        return [relation for relation in self.relations.get(key, ()) if not self.holds(relation)]

    def with_value(self, key: CellKey, value: Decimal, ask: Callable[[], T]) -> T:
        """What ``ask`` says while ``key`` holds ``value``."""
        right = self.seen[key]
        self.seen[key] = replace(right, value=value, decimals=max(right.decimals, decimals_of(value)))
        try:
            return ask()
        finally:
            self.seen[key] = right

    def broken_by(self, key: CellKey, value: Decimal) -> list[Relation]:
        """The relations that ``value`` in ``key`` breaks."""
        return self.with_value(key, value, lambda: self.broken(key))

    def explanations(self, key: CellKey, value: Decimal) -> set[CellKey]:
        """Every cell of which one other figure would make all relations hold again."""
        return self.with_value(key, value, lambda: set(self._repairs(key)))

    def _repairs(self, wrong: CellKey) -> Iterator[CellKey]:
        broken = self.broken(wrong)
        shared = set.intersection(*(set(relation.cells) for relation in broken))
        for key in sorted(key for key in shared if key in self.seen):
            proposals = {self.proposed(relation, key) for relation in broken} - {None}
            if any(
                self.with_value(
                    key, value, lambda key=key: all(map(self.holds, [*broken, *self.relations[key]]))
                )
                for value in proposals
                if value is not None
            ):
                yield key

    def proposed(self, relation: Relation, key: CellKey) -> Decimal | None:
        """What ``key`` would have to be, with the digits written there."""
        exact = solve_for(relation, key, self._figures)
        if exact is None:
            return None
        return round_half_up(exact, self.seen[key].decimals)


def in_period(codes: Iterable[str], period: Period, unit: str = "huyện Bảo Lâm") -> list[Form]:
    """Those of these forms that a unit files for this period."""
    found = unit_register().find(unit, period.day)
    assert found is not None
    filer = ReportingUnit(found.name, found.code, found.level)
    forms = [make_concrete(code, filer, period) for code in codes]
    return [
        form
        for form in forms
        if form.validity.holds(period.day)
        and found.level.value in form.levels
        and period.kind.value in form.periods
    ]


def in_set(name: str) -> tuple[list[Form], Period]:
    """The forms of a set workbook, for the unit that files most of them."""
    chosen = form_sets()[name]
    kind = chosen.periods[0].value
    period = Period.parse(f"2023-{'T06' if kind == 'T' else kind}")
    units = ("huyện Bảo Lâm", "tỉnh Cao Bằng")
    return max((in_period(chosen.forms, period, unit) for unit in units), key=len), period


def submission_of(forms: Sequence[Form], paper: Paper) -> Submission:
    """The paper as if read from a workbook."""
    tables = []
    for form in forms:
        cells = {
            key: Observation(key, State.BLANK)
            for row in form.rows
            for column in form.columns
            if form.kind_of(row, column) is not CellKind.CLOSED and (key := form.key(row, column))
        }
        cells |= {key: seen for key, seen in paper.seen.items() if key.form == form.code}
        placed = {key: replace(seen, sheet=form.code, cell="A1") for key, seen in cells.items()}
        tables.append(Table(form, form.code, placed))
    return Submission("a.xlsx", "", None, None, tuple(tables))


def extremes(value: Decimal) -> list[Decimal]:
    """Figures far off ``value`` on either side."""
    far = [Decimal(0), value + 1, value * 1_000_000, Decimal(10) ** 12]
    return [wrong for wrong in far if wrong != value]


def slips(value: Decimal) -> dict[str, Decimal]:
    """Wrong figures that people write for ``value``."""
    made = {"more": value + 1, "ten": value * 10, "swap": _swapped(value)}
    return {name: wrong for name, wrong in made.items() if wrong != value}


def _swapped(value: Decimal) -> Decimal:
    digits = str(value)
    for at in range(len(digits) - 1):
        one, other = digits[at], digits[at + 1]
        if one != other and one.isdigit() and other.isdigit():
            return Decimal(digits[:at] + other + one + digits[at + 2 :])
    return value
