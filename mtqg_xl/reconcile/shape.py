"""Findings about how cells are filled: text for figures, lost formulas, blank totals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from mtqg_xl.domain.cells import Observation, State
from mtqg_xl.domain.findings import Confidence, Finding, Severity, Slip, Suspect, Verdict
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import plain, trimmed
from mtqg_xl.domain.periods import PeriodKind
from mtqg_xl.domain.submissions import Remark, Submission, Table
from mtqg_xl.messages import say
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.formulas import overwritten
from mtqg_xl.reconcile.naming import Names

#: How each remark of the reader weighs, and what kind of disagreement it is.
_REMARKS: Final = {
    "text_number": (Severity.WARNING, Verdict.FORMAT),
    "doubtful_text_number": (Severity.WARNING, Verdict.FORMAT),
    "doubtful_count": (Severity.ERROR, Verdict.FORMAT),
    "not_a_figure": (Severity.ERROR, Verdict.FORMAT),
    "text_number_settled": (Severity.WARNING, Verdict.FORMAT),
    "text_number_by_manner": (Severity.WARNING, Verdict.FORMAT),
    "text_number_whole": (Severity.WARNING, Verdict.FORMAT),
    "doubtful_blanks": (Severity.WARNING, Verdict.FORMAT),
    "english_number": (Severity.WARNING, Verdict.FORMAT),
    "measure_in_cell": (Severity.WARNING, Verdict.FORMAT),
    "figure_with_note": (Severity.WARNING, Verdict.FORMAT),
    "scaled_format": (Severity.WARNING, Verdict.FORMAT),
    "unit_differs": (Severity.ERROR, Verdict.FORMAT),
    "part_in_other_measure": (Severity.INFO, Verdict.FORMAT),
    "measure_conflict": (Severity.WARNING, Verdict.FORMAT),
    "row_measure_differs": (Severity.WARNING, Verdict.FORMAT),
    "unclear_word": (Severity.ERROR, Verdict.FORMAT),
    "sign_unclear": (Severity.ERROR, Verdict.FORMAT),
    "letters_in_figure": (Severity.ERROR, Verdict.FORMAT),
    "date": (Severity.ERROR, Verdict.FORMAT),
    "error_value": (Severity.ERROR, Verdict.FORMULA),
    "no_result": (Severity.ERROR, Verdict.FORMULA),
    "not_a_choice": (Severity.WARNING, Verdict.FORMAT),
    "closed_cell": (Severity.WARNING, Verdict.OTHER),
    "row_missing": (Severity.ERROR, Verdict.MISSING),
    "table_missing": (Severity.WARNING, Verdict.MISSING),
    "row_unknown": (Severity.ERROR, Verdict.OTHER),
    "column_missing": (Severity.ERROR, Verdict.OTHER),
    "column_unknown": (Severity.WARNING, Verdict.OTHER),
    "figures_outside": (Severity.WARNING, Verdict.OTHER),
    "column_settled": (Severity.WARNING, Verdict.OTHER),
    "ask_form": (Severity.ERROR, Verdict.OTHER),
    "ask_column": (Severity.ERROR, Verdict.OTHER),
    "ask_column_alone": (Severity.ERROR, Verdict.OTHER),
    "ask_row": (Severity.ERROR, Verdict.OTHER),
    "ask_row_alone": (Severity.ERROR, Verdict.OTHER),
    "other_unit": (Severity.WARNING, Verdict.OTHER),
    "other_period": (Severity.WARNING, Verdict.OTHER),
    "unit_conflict": (Severity.WARNING, Verdict.OTHER),
    "period_conflict": (Severity.WARNING, Verdict.OTHER),
    "unit_from_name": (Severity.INFO, Verdict.OTHER),
    "sheet_of_nobody": (Severity.WARNING, Verdict.MISSING),
    "unit_doubtful": (Severity.WARNING, Verdict.MISSING),
    "period_from_name": (Severity.INFO, Verdict.OTHER),
    "period_from_title": (Severity.INFO, Verdict.OTHER),
    "period_meant": (Severity.INFO, Verdict.OTHER),
    "unknown_measure": (Severity.WARNING, Verdict.FORMAT),
    "other_measure": (Severity.INFO, Verdict.FORMAT),
    "no_unit": (Severity.WARNING, Verdict.MISSING),
    "form_twice": (Severity.WARNING, Verdict.OTHER),
    "sheet_refused": (Severity.WARNING, Verdict.OTHER),
    "external_links": (Severity.INFO, Verdict.OTHER),
    "program_links": (Severity.INFO, Verdict.OTHER),
    "program_formula": (Severity.INFO, Verdict.OTHER),
    "unit_refused": (Severity.ERROR, Verdict.OTHER),
    "old_encoding": (Severity.INFO, Verdict.FORMAT),
    "macros": (Severity.INFO, Verdict.OTHER),
    "hidden_sheet": (Severity.INFO, Verdict.OTHER),
    "very_hidden_sheet": (Severity.INFO, Verdict.OTHER),
    "hidden_sheet_counted": (Severity.INFO, Verdict.OTHER),
    "hidden_sheet_broken": (Severity.INFO, Verdict.OTHER),
    "covered_values": (Severity.INFO, Verdict.OTHER),
    "hidden_rows": (Severity.INFO, Verdict.OTHER),
    "hidden_columns": (Severity.INFO, Verdict.OTHER),
}
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
    severity, verdict = _REMARKS[remark.code]
    values = {
        "where": names.where(remark.key) if remark.key else "",
        "raw": remark.raw,
        "sheet": remark.sheet,
        "cell": remark.cell,
        "seems": "",
    }
    values |= remark.values
    return Finding(
        rule=f"DOC.{remark.code}",
        severity=severity,
        verdict=verdict,
        key=remark.key,
        sheet=remark.sheet,
        cell=remark.cell,
        message=say(f"remark.{remark.code}", **values),
        todo=say(f"remark.{remark.code}_todo", **values),
    )


def _figures_of_wrong_kind(table: Table, context: Context, names: Names) -> Iterator[Finding]:
    for seen in table.observations.values():
        if seen.value is None or context.kind(seen.key) is not CellKind.INPUT:
            continue
        measure = context.measure(seen.key)
        if measure.kind is MeasureKind.COUNT and seen.value != seen.value.to_integral_value():
            yield _about(seen, "not_whole", Severity.ERROR, context, names)
        elif measure.kind is not MeasureKind.RATE and seen.value < 0:
            yield _about(seen, "negative", Severity.ERROR, context, names)


def _about(seen: Observation, code: str, severity: Severity, context: Context, names: Names) -> Finding:
    measure = context.measure(seen.key)
    values = {
        "where": names.where(seen.key),
        "raw": plain(seen.value or measure.scale),
        "unit": measure.label,
    }
    suspects = tuple(_meant(seen))
    return Finding(
        rule=f"DOC.{code}",
        severity=severity,
        verdict=Verdict.FORMAT,
        key=seen.key,
        sheet=seen.sheet,
        cell=seen.cell,
        message=say(f"remark.{code}", **values),
        todo=say(f"remark.{code}_todo", **values),
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
        yield _told_once(table, observations[:1], "empty_form", Severity.WARNING, Verdict.MISSING)
    if typed_over:
        yield _told_once(table, typed_over, "typed_over", Severity.INFO, Verdict.FORMULA)
    if blank:
        yield _told_once(table, blank, "blank_totals", Severity.INFO, Verdict.MISSING)


def _told_once(
    table: Table, cells: list[Observation], code: str, severity: Severity, verdict: Verdict
) -> Finding:
    shown = ", ".join(seen.cell for seen in cells[:_TOLD]) + ("…" if len(cells) > _TOLD else "")
    first = cells[0]
    values = {"form": table.form.number, "count": str(len(cells)), "cells": shown}
    return Finding(
        rule=f"DOC.{code}",
        severity=severity,
        verdict=verdict,
        key=first.key,
        sheet=first.sheet,
        cell=first.cell,
        message=say(f"remark.{code}", **values),
        todo=say(f"remark.{code}_todo", **values),
    )
