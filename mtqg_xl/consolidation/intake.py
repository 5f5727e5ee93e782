"""A submission reduced to what consolidation needs: small enough to travel between processes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from mtqg_xl.consolidation.model import Difference
from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.explanations import UnitAnswer
from mtqg_xl.domain.findings import FileReport, Severity
from mtqg_xl.domain.forms import CellKind, RowKind
from mtqg_xl.domain.numerals import plain
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit, Submission, Table
from mtqg_xl.rules import computed_values

#: How far a stored result may lie from the exact one, as a share: binary arithmetic, not a fault.
_BINARY_NOISE = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class Given:
    """One filled cell of a submission."""

    key: CellKey
    value: Decimal | None
    text: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A unit that a list form has a row for."""

    code: str
    name: str


@dataclass(frozen=True)
class Intake:
    """What one unit sent in one file, as consolidation sees it; ``reason`` is set when it could not be read.

    A file may hold several units, each on sheets of its own: there is an intake for each.
    ``lines`` tells of each form which rows are lines of a list: the list, and the place in it. ``answers``
    are the findings that the unit explained.
    """

    path: str
    sha256: str = ""
    unit: ReportingUnit | None = None
    period: Period | None = None
    filed: str = ""
    verdict: str = ""
    errors: int = 0
    warnings: int = 0
    forms: tuple[str, ...] = ()
    given: tuple[Given, ...] = ()
    listed: tuple[Listed, ...] = ()
    differences: tuple[Difference, ...] = ()
    lines: Mapping[str, Mapping[str, tuple[str, int]]] = field(default_factory=dict, hash=False)
    warning: str = ""
    reason: str | None = None
    answers: tuple[UnitAnswer, ...] = ()

    @property
    def source(self) -> tuple[str, str]:
        """Path and unit: what tells one intake from another."""
        return self.path, (self.unit.code or self.unit.name) if self.unit else ""


def intake_of(submission: Submission, report: FileReport) -> Intake:
    """What consolidation needs of a checked submission."""
    given: list[Given] = []
    differences: list[Difference] = []
    listed: dict[str, Listed] = {}
    for table in submission.tables:
        computed = _computed(table)
        given.extend(_given(table, computed))
        differences.extend(_differences(submission, table, computed))
        for row in table.form.rows:
            if row.unit:
                listed[row.unit] = Listed(row.unit, row.label)
    return Intake(
        path=submission.path,
        sha256=submission.sha256,
        unit=submission.unit,
        period=submission.period,
        filed=submission.filed,
        verdict=report.verdict.value,
        errors=report.counts[Severity.ERROR],
        warnings=report.counts[Severity.WARNING],
        forms=submission.forms,
        given=tuple(given),
        listed=tuple(listed.values()),
        differences=tuple(differences),
        lines={table.form.code: _lines(table) for table in submission.tables if table.form.has_lists},
        warning=submission.warning,
        answers=tuple(_answers(submission, report)),
    )


def _answers(submission: Submission, report: FileReport) -> Iterator[UnitAnswer]:
    """The findings about cells that the unit explained instead of correcting them."""
    for finding in (one for head in report.findings for one in head.walk()):
        if finding.explanation is None or finding.key is None:
            continue
        yield UnitAnswer(
            unit=report.unit,
            rule=finding.rule,
            form=finding.key.form,
            row=finding.key.row,
            column=finding.key.column,
            stated="" if finding.stated is None else plain(finding.stated),
            expected="" if finding.expected is None else plain(finding.expected),
            finding=finding.message,
            explanation=finding.explanation,
            file=submission.path,
            sheet=finding.sheet,
            cell=finding.cell,
        )


def _computed(table: Table) -> dict[CellKey, Decimal | None]:
    """What every computed cell comes to by the rules of the form, from the inputs alone."""
    form = table.form
    inputs: dict[CellKey, Decimal] = {}
    for seen in table.observations.values():
        kind = form.kind_of(form.row_by_key[seen.key.row], form.column_by_key[seen.key.column])
        if kind is CellKind.INPUT and seen.value is not None:
            inputs[seen.key] = seen.value
    texts = {
        seen.key: seen.raw.strip()
        for seen in table.observations.values()
        if seen.raw.strip()
        and form.kind_of(form.row_by_key[seen.key.row], form.column_by_key[seen.key.column]) is CellKind.TEXT
    }
    return {key: value for key, (_, value) in computed_values(form, inputs, texts).items()}


def _lines(table: Table) -> dict[str, tuple[str, int]]:
    listed = (row for row in table.form.rows if row.is_line)
    return {row.key: (row.key.rpartition("-")[0], int(row.number)) for row in listed}


def _given(table: Table, computed: dict[CellKey, Decimal | None]) -> list[Given]:
    """Every filled cell; a total whose result the file does not hold is given as computed."""
    found = []
    for seen in table.observations.values():
        row, column = table.form.row_by_key[seen.key.row], table.form.column_by_key[seen.key.column]
        is_text = table.form.kind_of(row, column) is CellKind.TEXT
        value = seen.value
        if value is None and seen.state is State.BLANK:
            value = computed.get(seen.key)
        if value is not None or (is_text and seen.raw.strip()):
            text = seen.raw.strip() if is_text else ""
            found.append(Given(seen.key, value, text, seen.sheet, seen.cell))
    return found


def _differences(
    submission: Submission, table: Table, computed: dict[CellKey, Decimal | None]
) -> list[Difference]:
    """Figures that the totals of the consolidated workbook will not carry as stated."""
    form = table.form
    found = [
        _difference(submission, seen, None, "unread", seen.raw)
        for seen in table.observations.values()
        if seen.state is State.UNREAD
    ]
    for key, carried in computed.items():
        seen_here = table.observations.get(key)
        if seen_here is None or seen_here.value is None:
            continue
        stated = seen_here.value
        measured = form.measure_of(form.row_by_key[key.row], form.column_by_key[key.column])
        if carried is None:
            if form.row_by_key[key.row].kind is not RowKind.HEADING and measured.kind != "rate":
                found.append(_difference(submission, seen_here, None, "no_parts", plain(stated)))
        elif (
            abs(stated - carried) > _BINARY_NOISE * max(abs(carried), Decimal(1)) and measured.kind != "rate"
        ):
            found.append(_difference(submission, seen_here, carried, "other_total", plain(stated)))
    return found


def _difference(
    submission: Submission, seen: Observation, carried: Decimal | None, reason: str, stated: str
) -> Difference:
    return Difference(
        unit=submission.unit.name if submission.unit else "",
        file=submission.path,
        key=seen.key,
        sheet=seen.sheet,
        cell=seen.cell,
        stated=stated,
        carried=carried,
        reason=reason,
    )
