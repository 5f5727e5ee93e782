"""The tables that go with an answer: findings, what to type instead, origins of a figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from mtqg_xl.domain.findings import FileReport, Finding, Severity, Slip
from mtqg_xl.domain.numerals import format_vietnamese, plain
from mtqg_xl.domain.tracing import Traced
from mtqg_xl.messages import say
from mtqg_xl.reconcile.explained import key_of
from mtqg_xl.ribbon.titles import is_to_be_changed, title_of

if TYPE_CHECKING:
    from mtqg_xl.reports.repairs import Offer, Step

FINDINGS_HEAD: Final = (
    *("id", "parent", "severity", "verdict", "confidence", "rule", "form", "row", "column", "sheet", "cell"),
    *("stated", "expected", "difference", "unit", "title", "message", "why", "todo", "law", "proposals"),
    *("explanation", "key", "mark"),
)
PROPOSALS_HEAD: Final = ("id", "n", "sheet", "cell", "current", "proposed", "kind", "slip", "label")
TRACE_HEAD: Final = ("unit", "file", "sheet", "cell", "value", "label")
Row = Sequence[str]


def number_of(report: int, finding: Finding) -> str:
    """The id of a finding in the exchange: that of the report; of a second unit in one workbook ``F1/2``."""
    return finding.id if report == 0 else f"{finding.id}/{report + 1}"


def weight_of(finding: Finding) -> Severity:
    """How a finding is shown: one that was explained is there to be known, not to be put right."""
    return Severity.INFO if finding.is_explained else finding.severity


def painted_as(finding: Finding, parent: Finding | None = None) -> Severity | None:
    """How gravely the cell of a finding is marked; ``None`` for not at all.

    Of what follows from ``parent`` those cells are marked, as warnings, that are to be changed with it: one
    that is right as it stands is not accused.
    """
    if not finding.cell or weight_of(parent or finding) is Severity.INFO:
        return None
    if parent is None:
        return finding.severity
    at_home = (finding.sheet, finding.cell) == (parent.sheet, parent.cell)
    return None if at_home or not is_to_be_changed(finding, parent) else Severity.WARNING


def findings_table(reports: Sequence[FileReport], proposals: Iterable[Row] = ()) -> Iterator[Row]:
    """A line for each finding and each that follows from it, told by the id of its ``parent``."""
    counted: dict[str, int] = {}
    for line in proposals:
        counted[line[0]] = counted.get(line[0], 0) + 1
    yield FINDINGS_HEAD
    for at, report in enumerate(reports):
        for finding in report.findings:
            yield from _lines(at, report.unit, finding, None, counted)


def _lines(
    at: int, unit: str, finding: Finding, parent: Finding | None, counted: Mapping[str, int]
) -> Iterator[Row]:
    key = finding.key
    number = number_of(at, finding)
    mark = painted_as(finding, parent)
    yield (
        number,
        number_of(at, parent) if parent else "",
        weight_of(finding).value,
        finding.verdict.value,
        finding.confidence.value,
        finding.rule,
        key.form if key else "",
        key.row if key else "",
        key.column if key else "",
        finding.sheet,
        finding.cell,
        _figure(finding.stated),
        _figure(finding.expected),
        _figure(finding.difference),
        finding.unit,
        title_of(finding, parent),
        finding.message,
        finding.why,
        finding.todo,
        finding.law,
        str(counted.get(number, 0)),
        finding.explanation or "",
        key_of(unit, finding).written(),
        mark.value if mark else "none",
    )
    for child in finding.children:
        yield from _lines(at, unit, child, finding, counted)


def proposals_table(offers: Iterable[tuple[int, Offer]]) -> Iterator[Row]:
    """What to type instead, a line a cell, the likeliest way of each finding first.

    ``offers`` come with the number of their report. Lines of one finding with the same ``n`` are one way:
    their cells are to be changed together. ``proposed`` is what the cell has to hold.
    """
    yield PROPOSALS_HEAD
    for at, offer in offers:
        for n, way in enumerate(offer.ways, start=1):
            for step in way.steps:
                yield (
                    number_of(at, offer.finding),
                    str(n),
                    step.sheet,
                    step.cell,
                    _text(step.shown_before),
                    plain(step.value) if isinstance(step.value, Decimal) else step.value,
                    "formula" if step.is_formula else "number",
                    _slip(offer.finding, step).value,
                    _label(step),
                )


def unchecked_table(reports: Iterable[FileReport]) -> Iterator[Row]:
    """The rules that could not be applied everywhere, each with the reason."""
    yield "rule", "reason"
    for report in reports:
        yield from ((item.rule, item.reason) for item in report.unchecked)


def trace_table(traced: Traced) -> Iterator[Row]:
    """What each unit gave to a figure; ``label`` is how it is shown, with its unit of measure."""
    yield TRACE_HEAD
    for origin in traced.origins:
        value = origin.value
        shown = f"{format_vietnamese(value)} {traced.measure.label}" if isinstance(value, Decimal) else value
        told = say("ribbon.trace_line", unit=origin.unit, value=shown)
        yield origin.unit, origin.file, origin.sheet, origin.cell, _text(value), told


def _slip(finding: Finding, step: Step) -> Slip:
    found = (suspect.slip for one in finding.walk() for suspect in one.suspects if suspect.key == step.key)
    return next(found, Slip.NONE)


def _label(step: Step) -> str:
    if step.is_formula:
        return say("ribbon.label_formula", cell=step.cell, formula=step.value)
    after = step.shown_after
    shown = format_vietnamese(after) if isinstance(after, Decimal) else after
    before = step.shown_before
    was = format_vietnamese(before) if isinstance(before, Decimal) else before or say("ribbon.blank")
    return say("ribbon.label_number", cell=step.cell, before=was, after=shown, measure=step.label).strip()


def _figure(value: Decimal | None) -> str:
    return "" if value is None else plain(value)


def _text(value: Decimal | str) -> str:
    return plain(value) if isinstance(value, Decimal) else value
