"""Brings the cells of many submissions together by the aggregation that each column states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from mtqg_xl.catalogue import load_form, make_concrete
from mtqg_xl.consolidation.intake import Given, Intake
from mtqg_xl.consolidation.lines import Lines
from mtqg_xl.consolidation.model import Contribution, Merged, Receipt
from mtqg_xl.consolidation.selection import (
    Chosen,
    belonging,
    choose,
    expected_units,
    settle_period,
    settle_unit,
)
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.explanations import UnitAnswer
from mtqg_xl.domain.forms import Aggregate, CellKind, Form
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.units import Level, Unit
from mtqg_xl.messages import ArgumentProblem


def combine(intakes: Iterable[Intake], unit: str | None = None, period: str | None = None) -> Merged:
    """The consolidated report of the files taken in.

    ``unit`` and ``period`` are found from the files when not given. Files that do not belong are
    listed with the reason. The result does not depend on the order of the files.

    Raises :class:`ArgumentProblem` when unit or period cannot be settled or no file belongs.
    """
    everything = sorted(intakes, key=lambda intake: (*intake.source, intake.sha256))
    if everything and all(intake.reason for intake in everything):
        raise ArgumentProblem("nothing_readable", detail=everything[0].reason)
    when = settle_period(everything, period)
    whose = settle_unit(everything, unit, when)
    expected = expected_units(whose, when)
    kept, refused = belonging(everything, whose, when, expected)
    if not kept:
        reasons = "; ".join(item.reason.rstrip(".") for item in refused[:3])
        raise ArgumentProblem("nothing_to_consolidate", unit=whose.name, period=when.label, detail=reasons)
    chosen, duplicates = choose(kept)
    present = {pick.unit.code or pick.unit.name for pick in chosen}
    zone = _zone(chosen, expected)
    lines = Lines(chosen)
    forms = {
        code: make_concrete(code, whose, when, zone, lines.needed(load_form(code, when.day)))
        for code in sorted({pick.form for pick in chosen})
    }
    gathering = _Gathering(forms, lines)
    for pick in chosen:
        gathering.take(pick)
    used = _used(chosen)
    return Merged(
        unit=whose,
        period=when,
        forms=forms,
        figures=gathering.figures(),
        texts=gathering.texts(),
        contributions=gathering.contributions(),
        received=used,
        missing=tuple(child.name for child in expected if child.code not in present),
        duplicates=tuple(duplicates),
        refused=tuple(refused),
        differences=tuple(
            difference
            for pick in chosen
            for difference in pick.intake.differences
            if difference.key.form == pick.form
        ),
        warning=next((pick.intake.warning for pick in chosen if pick.intake.warning), ""),
        register_known=bool(expected),
        absent_forms=_absent_forms(chosen, forms),
        answers=tuple(_answers(chosen, lines)),
    )


def _zone(chosen: Sequence[Chosen], expected: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units that list forms have rows for: those expected, and any others that reported."""
    units = {child.code: child for child in expected}
    for pick in chosen:
        code = pick.unit.code or pick.unit.name
        units.setdefault(code, Unit(code, pick.unit.name, pick.unit.level))
        for listed in pick.intake.listed:
            units.setdefault(listed.code, Unit(listed.code, listed.name, Level.DISTRICT))
    return tuple(units[code] for code in sorted(units))


def _used(chosen: Iterable[Chosen]) -> tuple[Receipt, ...]:
    forms: dict[tuple[str, str], list[str]] = {}
    files: dict[tuple[str, str], Chosen] = {}
    for pick in chosen:
        forms.setdefault(pick.intake.source, []).append(pick.form)
        files[pick.intake.source] = pick
    receipts = [
        Receipt(
            unit=pick.unit.name,
            unit_code=pick.unit.code or "",
            file=pick.intake.path,
            sha256=pick.intake.sha256,
            verdict=pick.intake.verdict,
            errors=pick.intake.errors,
            warnings=pick.intake.warnings,
            forms=tuple(sorted(forms[source])),
        )
        for source, pick in files.items()
    ]
    return tuple(sorted(receipts, key=lambda receipt: (receipt.unit_code, receipt.unit, receipt.file)))


def _answers(chosen: Iterable[Chosen], lines: Lines) -> Iterator[UnitAnswer]:
    """What the units explained in the forms used, with the rows that lines of lists have in the whole."""
    for pick in sorted(chosen, key=lambda one: (one.unit.code or "", one.unit.name, one.form)):
        for answer in pick.intake.answers:
            if answer.form == pick.form:
                key = lines.moved(pick, CellKey(answer.form, answer.row, answer.column))
                yield answer._replace(row=key.row)


def _absent_forms(chosen: Iterable[Chosen], forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each unit that reported, the forms that others sent and it did not."""
    sent: dict[str, set[str]] = {}
    for pick in chosen:
        sent.setdefault(pick.unit.name, set()).add(pick.form)
    wanted = set(forms)
    return {name: tuple(sorted(wanted - have)) for name, have in sent.items() if wanted - have}


class _Gathering:
    """Contributions cell by cell."""

    def __init__(self, forms: dict[str, Form], lines: Lines) -> None:
        self._forms = forms
        self._lines = lines
        self._found: dict[CellKey, list[Contribution]] = {}

    def take(self, pick: Chosen) -> None:
        form = self._forms[pick.form]
        for given in pick.intake.given:
            if given.key.form != pick.form:
                continue
            key = self._lines.moved(pick, given.key)
            if key.row in form.row_by_key and key.column in form.column_by_key:
                self._found.setdefault(key, []).append(_contribution(pick, given))

    def figures(self) -> dict[CellKey, Decimal]:
        """The inputs of the consolidated report."""
        figures = {key: value for form in self._forms.values() for key, value in (form.presets or {}).items()}
        for key, found in self._found.items():
            kind, aggregate = self._nature(key)
            if kind is CellKind.INPUT and self._is_rate(key) and not self._is_listed(key):
                continue  # rates are never added up; the parts of this one were not reported
            if kind is CellKind.INPUT and aggregate is not Aggregate.OWN:
                values = [item.value for item in found if item.value is not None]
                if values:
                    figures[key] = sum(values, Decimal(0))
            elif kind is CellKind.INPUT and self._is_listed(key) and found[-1].value is not None:
                figures[key] = found[-1].value
        return figures

    def texts(self) -> dict[CellKey, str]:
        """Texts, each with the name of its unit unless the row itself names it."""
        texts = {}
        for key, found in self._found.items():
            kind, aggregate = self._nature(key)
            if kind is CellKind.TEXT and aggregate is not Aggregate.OWN:
                named = [item.text if self._is_listed(key) else f"{item.unit}: {item.text}" for item in found]
                texts[key] = "; ".join(named)
        return {**self._units_of_lines(), **texts}

    def _units_of_lines(self) -> dict[CellKey, str]:
        """The name of its unit on every line of a list, where the form has a column for it."""
        named: dict[CellKey, str] = {}
        for key, found in self._found.items():
            form = self._forms[key.form]
            if form.row_by_key[key.row].is_line:
                own = (column for column in form.columns if column.holds_unit)
                named.update({form.key(key.row, column): found[0].unit for column in own})
        return named

    def contributions(self) -> dict[CellKey, tuple[Contribution, ...]]:
        """Who gave what to each cell, in the order of the forms."""
        ordered = {}
        for form in self._forms.values():
            for row in form.rows:
                for column in form.columns:
                    key = form.key(row, column)
                    if key in self._found:
                        ordered[key] = tuple(self._found[key])
        return ordered

    def _nature(self, key: CellKey) -> tuple[CellKind, Aggregate]:
        form = self._forms[key.form]
        row, column = form.row_by_key[key.row], form.column_by_key[key.column]
        return form.kind_of(row, column), form.aggregate_of(row, column)

    def _is_rate(self, key: CellKey) -> bool:
        form = self._forms[key.form]
        measure = form.measure_of(form.row_by_key[key.row], form.column_by_key[key.column])
        return measure.kind is MeasureKind.RATE

    def _is_listed(self, key: CellKey) -> bool:
        row = self._forms[key.form].row_by_key[key.row]
        return row.unit is not None or row.is_line


def _contribution(pick: Chosen, given: Given) -> Contribution:
    return Contribution(
        unit=pick.unit.name,
        unit_code=pick.unit.code or "",
        file=pick.intake.path,
        sha256=pick.intake.sha256,
        sheet=given.sheet,
        cell=given.cell,
        value=given.value,
        text=given.text,
    )
