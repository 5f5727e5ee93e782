"""Clean made-up reports as offices write them: rates rounded or cut off, money whole, formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from random import Random

from mtqg_xl.catalogue import form_sets
from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.findings import Confidence, FileReport, Finding, Severity, Verdict
from mtqg_xl.domain.forms import CellKind, Form
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import cut_off, decimals_of, round_half_up
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import Submission, Table
from mtqg_xl.ooxml.addresses import to_a1
from mtqg_xl.proving.filling.fillings import Filler, Filling
from mtqg_xl.proving.identifiability import relations_between
from mtqg_xl.proving.system.judging import stated
from mtqg_xl.rules import Figures, Relation, excel_formula
from mtqg_xl.writing import SheetPlan, plan_sheet
from tests.proving.identif_support import cases, in_set

#: Every so many reports is a whole set of forms with the rules between them.
_SET_EVERY = 10
#: The digits of a double.
_DIGITS = 17


@dataclass(frozen=True, slots=True)
class Style:
    """How an office writes: whether rates are cut off, money whole, which share of totals are formulas."""

    cut: bool
    whole: bool
    live: float

    def __str__(self) -> str:
        rates = "rates cut off" if self.cut else "rates rounded"
        money = "money in whole units" if self.whole else "money exact"
        return f"{rates}, {money}, {self.live:.0%} of totals formulas"


@dataclass(frozen=True)
class Subject:
    """Forms handed in together, with the relations between them."""

    name: str
    forms: tuple[Form, ...]
    between: tuple[Relation, ...]
    period: Period | None

    @property
    def filler(self) -> Filler:
        """Finds figures for them; the start is searched for once."""
        return _filler(self.forms, self.between)


@cache
def _filler(forms: tuple[Form, ...], between: tuple[Relation, ...]) -> Filler:
    return Filler(forms, between)


@cache
def _plan(form: Form) -> SheetPlan:
    return plan_sheet(form)


@cache
def subjects() -> tuple[Subject, ...]:
    """Every layout of every form alone."""
    return tuple(Subject(f"{form.code}-{form.validity.start}", (form,), (), None) for form in cases())


@cache
def sets() -> tuple[Subject, ...]:
    """Every set of several forms."""
    found = []
    for name, chosen in form_sets().items():
        if len(chosen.forms) > 1:
            forms, period = in_set(name)
            found.append(Subject(name, tuple(forms), relations_between(forms, period.day), period))
    return tuple(found)


def style_of(number: int) -> Style:
    """The way of writing of the report ``number``: rates rounded in half of them and cut off in the other."""
    cut, way = bool(number % 2), number // 2 % 5
    # Money in whole units stands with typed totals: a formula adds up what is printed, to the last digit.
    return Style(cut, whole=way < 2, live=(0.0, 0.0, 0.0, 0.4, 1.0)[way])


def subject_of(number: int) -> Subject:
    """The forms of the report ``number``."""
    if number % _SET_EVERY == _SET_EVERY - 1:
        return sets()[number // _SET_EVERY % len(sets())]
    return subjects()[(number - number // _SET_EVERY) % len(subjects())]


def clean_report(number: int, style: Style | None = None) -> tuple[Subject, Style, Submission]:
    """The clean report ``number``; the same number gives the same report."""
    subject = subject_of(number)
    style = style or style_of(number)
    rng = Random(f"clean {number}")
    filled = subject.filler.filling(number, zeros=rng.choice((0.0, 0.1, 0.3)), blanks=rng.choice((0.0, 0.1)))
    return subject, style, _submission(subject, _written(subject, filled, style, rng))


def accusations(report: FileReport) -> list[Finding]:
    """What a clean report must not be told: errors, and any claim to know a culprit."""
    return [
        item
        for finding in report.findings
        for item in finding.walk()
        if item.severity is Severity.ERROR
        or (item.severity is not Severity.INFO and item.confidence is not Confidence.UNDECIDED)
    ]


def doubts(report: FileReport) -> list[Finding]:
    """Warnings that a sum, a bound or a rate does not come out."""
    return [f for f in report.findings if f.severity is Severity.WARNING and f.verdict is Verdict.WRONG]


def _written(subject: Subject, filled: Filling, style: Style, rng: Random) -> dict[CellKey, Observation]:
    """What stands on the sheets, each cell after the cells it is computed from.

    Where no cell is a formula, totals and rates come from the full figures, before these were rounded.
    Beside formulas they come from what the sheets show.
    """
    model = subject.filler.model
    exact = stated(model, filled.figures)
    formulas = {**model.definitions, **model.followers}
    live = {key for key in model.definitions if key in exact and rng.random() < style.live}
    places = {column: rng.choice((1, 2, 2)) for column in dict.fromkeys((k.form, k.column) for k in exact)}
    seen: dict[CellKey, Observation] = {}
    full = Figures(exact, model.measure, ())
    shown = Figures(seen, model.measure, ())

    def write(key: CellKey) -> None:
        if key in seen or key not in exact:
            return
        found, relation = exact[key], formulas.get(key)
        if found.value is None:
            seen[key] = found
            return
        for part in relation.cells if relation is not None else ():
            if part != key:
                write(part)
        computed = (shown if live else full).right_of(relation) if relation is not None else None
        if key in live:
            if computed is not None:
                seen[key] = _computed(subject, model.definitions[key], computed)
            return
        measure, value = model.measure(key), found.value if computed is None else computed
        if measure.kind is MeasureKind.RATE and computed is not None:
            digits = min(measure.decimals, places[key.form, key.column])
            value = (cut_off if style.cut else round_half_up)(value, digits)
        elif measure.kind is MeasureKind.MONEY and style.whole:
            value = round_half_up(value, 0)
        seen[key] = _typed(key, value, rng)

    for key in exact:
        write(key)
    return seen


def _computed(subject: Subject, relation: Relation, value: Decimal) -> Observation:
    assert relation.target is not None
    stored = Decimal(repr(float(value)))
    formula = _formula(subject, relation)
    return Observation(relation.target, State.REPORTED, stored, decimals_of(stored), str(stored), formula)


def _typed(key: CellKey, value: Decimal, rng: Random) -> Observation:
    if value == 0 and rng.random() < 0.1:
        return Observation(key, State.ZERO_REPORTED, Decimal(0), 0, "chưa thực hiện")
    plain = value if decimals_of(value) <= _DIGITS else +value
    return Observation(key, State.REPORTED, plain, decimals_of(plain), str(plain))


def _formula(subject: Subject, relation: Relation) -> str:
    assert relation.target is not None
    (form,) = [form for form in subject.forms if form.code == relation.target.form]
    plan = _plan(form)
    return excel_formula(relation, lambda key: ("", *plan.position(key)), to_a1, plan.below)


def _submission(subject: Subject, seen: Mapping[CellKey, Observation]) -> Submission:
    tables = tuple(_table(form, seen) for form in subject.forms)
    return Submission("sach.xlsx", "", None, subject.period, tables)


def _table(form: Form, seen: Mapping[CellKey, Observation]) -> Table:
    plan = _plan(form)
    cells = {}
    for key in _cells(form):
        found = seen.get(key) or Observation(key, State.BLANK)
        cells[key] = replace(found, sheet=form.code, cell=plan.address(key))
    return Table(form, form.code, cells, rows=plan.row_at, columns=plan.column_at)


def _cells(form: Form) -> Iterator[CellKey]:
    for row in form.rows:
        for column in form.columns:
            if form.kind_of(row, column) is not CellKind.CLOSED:
                yield form.key(row, column)
