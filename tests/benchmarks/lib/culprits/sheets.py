"""A workbook filled in consistently, as a person types it or with live formulas, ready to be made wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from mtqg_xl.catalogue.crossing import BEFORE
from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.measures import Measure, MeasureKind
from mtqg_xl.domain.numerals import cut_off, decimals_of, round_half_up
from mtqg_xl.domain.submissions import Submission, Table
from mtqg_xl.proving.filling.fillings import Filling
from mtqg_xl.proving.system.judging import stated
from mtqg_xl.proving.system.model import Model
from mtqg_xl.reconcile.context import Context
from mtqg_xl.rules import Figures, Relation, judge
from mtqg_xl.rules.expressions import Ref
from mtqg_xl.rules.judging import Outcome
from tests.benchmarks.lib.culprits.classes import Structure
from tests.benchmarks.lib.culprits.groups import Group

#: Of the figures that are typed in, this share is zero and, of all, this share is left blank.
_ZEROS, _BLANKS = 0.15, 0.07
_MOST_DECIMALS = 3
_TRIES = 8
#: Every so many sheets has a report of the period before beside it.
_PREVIOUS_EVERY = 3

Cells = Mapping[CellKey, Observation]


class Mode(StrEnum):
    """Who computes totals and rates."""

    TYPED = "typed"
    LIVE = "live"


@dataclass(frozen=True)
class Sheet:
    """A clean workbook: ``clean`` are its cells, ``live`` what computes those that hold formulas."""

    group: Group
    mode: Mode
    number: int
    model: Model
    clean: Cells
    live: Mapping[CellKey, Relation]
    cut: bool
    previous: Submission | None

    @property
    def classes(self) -> Mapping[CellKey, Structure]:
        """How the rules surround each cell that a person types."""
        return self.group.classes if self.mode is Mode.TYPED else self.group.live_classes

    @cached_property
    def context(self) -> Context:
        """The clean workbook as the check sees it."""
        return Context(self.submission(self.clean), self.previous)

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Every relation that the check judges here."""
        return self.context.relations

    @cached_property
    def broken(self) -> frozenset[int]:
        """The relations that fail on the clean workbook already: none, as a rule."""
        return frozenset(failing(self.relations, range(len(self.relations)), self.context.figures))

    @cached_property
    def naming(self) -> Mapping[CellKey, tuple[int, ...]]:
        """The relations that name each cell."""
        found: dict[CellKey, list[int]] = {}
        for number, relation in enumerate(self.relations):
            for key in relation.cells:
                found.setdefault(key, []).append(number)
        return {key: tuple(numbers) for key, numbers in found.items()}

    def with_changes(self, changes: Cells) -> dict[CellKey, Observation]:
        """The cells with ``changes`` in them, the live formulas computed anew."""
        cells = {**self.clean, **changes}
        touched = {key for changed in changes for key in self.group.reach(changed)}
        live = {key: self.live[key] for key in touched if key in self.live and key not in changes}
        return _computed(cells, live, self.model) if live else cells

    def submission(self, cells: Cells) -> Submission:
        """These cells as read from a workbook."""
        return _submission(self.group, cells)

    def figures(self, cells: Cells) -> Figures:
        """These cells as rules are judged over them, with those of the report before."""
        before = self.context.earlier.observations() if self.context.earlier else ()
        known = {**cells, **{seen.key: seen for seen in before}}
        return Figures(known, self.context.measure, self.relations)

    def measure(self, key: CellKey) -> Measure:
        """The measure of a cell."""
        return self.model.measure(key)

    def printed(self, key: CellKey, value: Decimal) -> Decimal:
        """A computed figure as a person types it: rates with the decimals of the form, rounded or cut off."""
        return _as_typed(value, self.measure(key), self.cut)

    @cached_property
    def typed(self) -> tuple[CellKey, ...]:
        """The cells in which a person typed a figure other than zero; targets printed on the form are not."""
        presets = {key for form in self.group.forms for key in form.presets or {}}
        return tuple(
            key for key, seen in self.clean.items() if seen.value and not seen.formula and key not in presets
        )


def failing(relations: tuple[Relation, ...], numbers: Iterable[int], figures: Figures) -> list[int]:
    """Those of the relations with these numbers, of severity error and warning, that fail."""
    return [
        number
        for number in numbers
        if relations[number].rule.severity is not Severity.INFO
        and judge(relations[number], figures).outcome is Outcome.FAILS
    ]


def sheet_of(group: Group, mode: Mode, number: int) -> Sheet:
    """The clean workbook ``number`` of a group; the same number gives the same workbook."""
    filler = group.filler(number)
    for attempt in range(_TRIES):
        filling = filler.filling(1000 * number + attempt, zeros=_ZEROS, blanks=_BLANKS)
        cut = bool(number % 2)
        cells, live = _written(group, filler.model, filling, mode, cut)
        previous = _previous(group, cells, number)
        sheet = Sheet(group, mode, number, filler.model, cells, live, cut, previous)
        if not sheet.broken:
            break
    return sheet


def _written(
    group: Group, model: Model, filling: Filling, mode: Mode, cut: bool
) -> tuple[dict[CellKey, Observation], dict[CellKey, Relation]]:
    exact = stated(model, filling.figures)
    book = Figures(exact, model.measure, ())
    seen: dict[CellKey, Observation] = {}
    live: dict[CellKey, Relation] = {}
    for key in group.cells:
        place = {"sheet": key.form, "cell": group.plans[key.form].address(key)}
        found = exact.get(key)
        if mode is Mode.LIVE and key in group.formulas:
            live[key], formula = group.formulas[key]
            seen[key] = Observation(key, State.BLANK, formula=formula, **place)
        elif found is None or (found.value is None and not found.raw):
            seen[key] = Observation(key, State.BLANK, **place)
        elif found.value is None:
            seen[key] = replace(found, formula=None, **place)
        else:
            follower = model.followers.get(key)
            value = book.right_of(follower) if follower is not None else found.value
            is_free = key in filling.figures and follower is None
            typed = (value if value is not None else found.value).normalize() + 0
            if not is_free:
                typed = _as_typed(typed, model.measure(key), cut)
            seen[key] = replace(observed(key, typed), **place)
    return (_computed(seen, live, model) if live else seen), live


def _as_typed(value: Decimal, measure: Measure, cut: bool) -> Decimal:
    if measure.kind is MeasureKind.RATE:
        return (cut_off if cut else round_half_up)(value, measure.decimals)
    return value if decimals_of(value) <= _MOST_DECIMALS else round_half_up(value, _MOST_DECIMALS)


def observed(key: CellKey, value: Decimal) -> Observation:
    """``value`` as a person types it."""
    if value == value.to_integral_value() and decimals_of(value) <= 0:
        value = value.quantize(Decimal(1))
    return Observation(key, State.REPORTED, value, decimals_of(value), format(value, "f"))


def _computed(cells: Cells, live: Mapping[CellKey, Relation], model: Model) -> dict[CellKey, Observation]:
    """``cells`` with the results of their formulas, to the digits of a double."""
    figures = Figures(cells, model.measure, ()).with_live(live)
    made = dict(cells)
    for key in live:
        value, place = figures.value(key), cells[key]
        if value is None:
            made[key] = replace(place, state=State.BLANK, value=None, decimals=0, raw="")
        else:
            shown = Decimal(repr(float(value))).normalize() + 0
            if shown == shown.to_integral_value():
                shown = shown.quantize(Decimal(1))
            made[key] = replace(
                place, state=State.REPORTED, value=shown, decimals=decimals_of(shown), raw=str(shown)
            )
    return made


def _submission(group: Group, cells: Cells) -> Submission:
    tables = []
    for form in group.forms:
        plan = group.plans[form.code]
        own = {key: seen for key, seen in cells.items() if key.form == form.code}
        tables.append(Table(form, form.code, own, rows=plan.row_at, columns=plan.column_at))
    return Submission("sai.xlsx", "", None, group.period, tuple(tables))


def _previous(group: Group, cells: Cells, number: int) -> Submission | None:
    """A report of the period before that agrees with this one; only beside some sheets."""
    period = group.previous_period
    if period is None or number % _PREVIOUS_EVERY != _PREVIOUS_EVERY - 1:
        return None
    filler = group.filler(number + 1)
    filling = filler.filling(1000 * number + 999, zeros=_ZEROS, blanks=_BLANKS)
    before, _ = _written(group, filler.model, filling, Mode.TYPED, cut=False)
    now = _submission(group, cells)
    for _ in range(_TRIES):
        made = replace(_submission(group, before), path="truoc.xlsx", period=period)
        context = Context(now, made)
        wrong = failing(context.relations, range(len(context.relations)), context.figures)
        compared = [n for n in wrong if any(_is_before(key) for key in context.relations[n].cells)]
        if not compared:
            return made
        for number_ in compared:
            _agree(context, context.relations[number_], before)
    return None


def _agree(context: Context, relation: Relation, before: dict[CellKey, Observation]) -> None:
    """Change the report before so that ``relation`` holds: the same figure, or else none."""
    for key in filter(_is_before, relation.cells):
        own = key._replace(form=key.form.removesuffix(BEFORE))
        same = isinstance(relation.right, Ref) and isinstance(relation.left, Ref)
        value = context.figures.left_of(relation) if same else None
        kept = {"sheet": before[own].sheet, "cell": before[own].cell}
        made = Observation(own, State.BLANK) if value is None else observed(own, value)
        before[own] = replace(made, **kept)


def _is_before(key: CellKey) -> bool:
    return key.form.endswith(BEFORE)
