"""Findings about how cells are filled: text for figures, lost formulas, blank totals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from mtqg_xl.domain.cells import Observation, State
from mtqg_xl.domain.findings import Confidence, Finding, Severity, Slip, Suspect
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import format_vietnamese, trimmed
from mtqg_xl.domain.periods import PeriodKind
from mtqg_xl.domain.submissions import Remark, Submission, Table
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.formulas import overwritten
from mtqg_xl.reconcile.kinds import KINDS, Kind, cells, formulas, layout
from mtqg_xl.reconcile.naming import Names

_TOLD = 5
#: A dot between thousands that was read as the decimal point.
_THOUSAND = Decimal(1000)


def shape_findings(submission: Submission, context: Context, names: Names) -> Iterator[Finding]:
    """Findings about the filling of ``submission``."""
    for remark in submission.remarks:
        yield _from_remark(remark, names)
    for table in submission.tables:
        yield from _figures_of_wrong_kind(table, context, names)
        yield from _form_wide(table, context)


def _from_remark(remark: Remark, names: Names) -> Finding:
    kind = KINDS[remark.code]
    values = {
        "where": names.where(remark.key, remark.cell) if remark.key else "",
        "raw": remark.raw,
        "sheet": remark.sheet,
        "cell": remark.cell,
        "seems": "",
    }
    values |= remark.values
    if kind is cells.ScaledFormat:
        values["raw"] = _as_printed(remark.raw)
    return Finding(
        rule=f"DOC.{kind.code}",
        severity=kind.severity or Severity.WARNING,
        verdict=kind.verdict,
        key=remark.key,
        sheet=remark.sheet,
        cell=remark.cell,
        message=kind.sentence(**values),
        why=kind.meaning(),
        todo=kind.advise(**values),
        kind=kind.code,
    )


def _as_printed(raw: str) -> str:
    """The number that a cell holds, as an office prints it."""
    try:
        return format_vietnamese(Decimal(raw))
    except InvalidOperation:
        return raw


def _figures_of_wrong_kind(table: Table, context: Context, names: Names) -> Iterator[Finding]:
    for seen in table.observations.values():
        if seen.value is None or context.kind(seen.key) is not CellKind.INPUT:
            continue
        measure = context.measure(seen.key)
        if measure.kind is MeasureKind.COUNT and seen.value != seen.value.to_integral_value():
            yield _about(seen, cells.NotWhole, context, names)
        elif measure.kind is not MeasureKind.RATE and seen.value < 0:
            yield _about(seen, cells.Negative, context, names)


def _about(seen: Observation, kind: type[Kind], context: Context, names: Names) -> Finding:
    measure = context.measure(seen.key)
    values = {
        "where": names.where(seen.key),
        "raw": format_vietnamese(seen.value or measure.scale),
        "unit": measure.label,
    }
    suspects = tuple(_meant(seen))
    return Finding(
        rule=f"DOC.{kind.code}",
        severity=kind.severity or Severity.ERROR,
        verdict=kind.verdict,
        key=seen.key,
        sheet=seen.sheet,
        cell=seen.cell,
        message=kind.sentence(**values),
        why=kind.meaning(),
        todo=kind.advise(**values),
        kind=kind.code,
        stated=seen.value,
        expected=suspects[0].proposed if suspects else None,
        unit=measure.code,
        confidence=Confidence.LIKELY if suspects else Confidence.UNDECIDED,
        suspects=suspects,
    )


def _meant(seen: Observation) -> Iterator[Suspect]:
    """What a figure that makes no sense in its cell was probably to be: without the sign, or thousands."""
    value = seen.value
    if value is None:
        return
    if value < 0:
        yield Suspect(seen.key, seen.sheet, seen.cell, value, -value, Slip.SIGN)
    elif value * _THOUSAND == (value * _THOUSAND).to_integral_value():
        yield Suspect(seen.key, seen.sheet, seen.cell, value, trimmed(value * _THOUSAND), Slip.UNIT)


def _form_wide(table: Table, context: Context) -> Iterator[Finding]:
    """Things that hold of many cells at once, told once a form."""
    observations = list(table.observations.values())
    computed = [seen for seen in observations if context.kind(seen.key) is CellKind.FORMULA]
    told_singly = {seen.key for seen in overwritten(table, context)}
    typed_over = [
        seen
        for seen in computed
        if seen.formula is None
        and seen.state in (State.REPORTED, State.ZERO_REPORTED)
        and seen.key not in told_singly
    ]
    blank = [
        seen
        for seen in computed
        if seen.state is State.BLANK and seen.formula is None and context.figures.value(seen.key) is not None
    ]
    # The targets that a form presets are all there is to some plans; elsewhere they are no answer.
    period = context.submission.period
    planned = period is not None and period.kind is PeriodKind.PLAN
    presets = {} if planned else table.form.presets or {}
    answered = any(seen.state is not State.BLANK and seen.key not in presets for seen in observations)
    if not answered:
        yield _told_once(table, observations[:1], layout.EmptyForm)
    if typed_over:
        yield _told_once(table, typed_over, formulas.TypedOver)
    if blank:
        yield _told_once(table, blank, formulas.BlankTotals)


def _told_once(table: Table, told: list[Observation], kind: type[Kind]) -> Finding:
    shown = ", ".join(seen.cell for seen in told[:_TOLD]) + ("…" if len(told) > _TOLD else "")
    first = told[0]
    values = {"form": table.form.number, "count": str(len(told)), "cells": shown}
    return Finding(
        rule=f"DOC.{kind.code}",
        severity=kind.severity or Severity.INFO,
        verdict=kind.verdict,
        key=first.key,
        sheet=first.sheet,
        cell=first.cell,
        message=kind.sentence(**values),
        why=kind.meaning(),
        todo=kind.advise(**values),
        kind=kind.code,
    )
