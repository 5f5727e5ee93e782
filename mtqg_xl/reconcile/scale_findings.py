"""What to tell of parts of a report in another unit, and of rates written as fractions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, Finding, Severity, Slip
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.messages import say
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.kinds import Kind, measures
from mtqg_xl.reconcile.naming import Names
from mtqg_xl.reconcile.scale_doubts import PercentDoubt, ScaleDoubt, percent_doubts, scale_doubts
from mtqg_xl.rules.judging import Judgement

_WEIGHT = {Severity.ERROR: 2, Severity.WARNING: 1, Severity.INFO: 0}


def gather_scales(
    findings: Sequence[Finding], judged: Sequence[Judgement], context: Context, names: Names
) -> list[Finding]:
    """``findings`` with those that share one wrong unit, or one confusion of percentages, under one head.

    What is told of a single cell or block already stays as it is; what nobody told is told here.
    """
    kept = list(findings)
    heads: list[Finding] = []
    told = [
        *((doubt.cells, _of_scale(doubt, context, names)) for doubt in scale_doubts(judged, context)),
        *((doubt.cells, _of_percent(doubt, context, names)) for doubt in percent_doubts(judged, context)),
    ]
    for cells, head in told:
        covered = [one for one in kept if _is_about(one, set(cells))]
        if len(covered) == 1:
            continue
        kept = [one for one in kept if not any(one is other for other in covered)]
        heads.append(_over(head, covered))
    return [*heads, *kept]


def _is_about(finding: Finding, cells: set[CellKey]) -> bool:
    leading = finding.suspects[0] if finding.suspects else None
    return leading is not None and leading.slip is Slip.UNIT and leading.key in cells


def _over(head: Finding, covered: Sequence[Finding]) -> Finding:
    """``head`` with the findings it explains below it, as grave as the gravest of them."""
    if not covered:
        return head
    return replace(
        head,
        severity=max((one.severity for one in covered), key=_WEIGHT.__getitem__),
        stated=covered[0].stated,
        expected=covered[0].expected,
        unit=covered[0].unit,
        suspects=tuple(one.suspects[0] for one in covered),
        children=tuple(covered),
    )


def _of_scale(doubt: ScaleDoubt, context: Context, names: Names) -> Finding:
    sort, form, _ = doubt.part
    first = doubt.cells[0]
    number = context.forms[form].number
    if sort == "column":
        part = say("figure.part_column", column=names.column(first), form=number)
    elif sort == "row":
        part = say("figure.part_row", row=names.row(first), form=number)
    else:
        part = number
    large = doubt.factor < 1
    factor = format_vietnamese(1 / doubt.factor if large else doubt.factor)
    way = say("figure.too_large") if large else say("figure.too_small")
    values = {"part": part, "factor": factor, "way": way, "count": str(doubt.agreeing)}
    return _finding(measures.ScaleDoubt, first, names.place(first), values)


def _of_percent(doubt: PercentDoubt, context: Context, names: Names) -> Finding:
    first = doubt.cells[0]
    values = {
        "where": names.where(first),
        "shown": format_vietnamese(doubt.shown),
        "meant": format_vietnamese(doubt.meant),
    }
    if len(doubt.cells) == 1:
        return _finding(measures.PercentScale, first, names.place(first), values)
    values |= {
        "column": names.column(first),
        "form": context.forms[first.form].number,
        "count": str(len(doubt.cells)),
    }
    return _finding(measures.PercentScaleColumn, first, names.place(first), values)


def _finding(kind: type[Kind], key: CellKey, place: tuple[str, str], values: dict[str, str]) -> Finding:
    return Finding(
        rule=f"DOC.{kind.code}",
        severity=kind.severity or Severity.WARNING,
        verdict=kind.verdict,
        key=key,
        sheet=place[0],
        cell=place[1],
        message=kind.sentence(**values),
        why=kind.meaning(),
        todo=kind.advise(**values),
        confidence=Confidence.LIKELY,
        kind=kind.code,
    )
