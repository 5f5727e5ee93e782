"""A submission: what one unit reported for one period, as evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from mtqg_xl.domain.binding import FormBinding
from mtqg_xl.domain.cells import CellKey, Observation
from mtqg_xl.domain.explanations import Explanations, UnitAnswer
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.measures import Measure, MeasureKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.questions import Question
from mtqg_xl.domain.units import Level


@dataclass(frozen=True, slots=True)
class ReportingUnit:
    """The unit as the workbook names it; ``code`` is ``None`` when no register knows it."""

    name: str
    code: str | None
    level: Level

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the reader has to tell about a cell or a sheet: a repaired text, a lost formula.

    ``code`` names the message; ``values`` fill it in.
    """

    code: str
    key: CellKey | None
    sheet: str
    cell: str
    raw: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """One form as found in a workbook: its definition for this unit and period, and its cells.

    ``rows`` and ``columns`` are where the form's rows and columns stand on the sheet, from 1;
    ``written`` is the measure that the sheet states for each table of the form, ``written_columns`` and
    ``written_rows`` those it states for some of them alone, ``bound`` how the form was found to stand there.
    """

    form: Form
    sheet: str
    observations: Mapping[CellKey, Observation]
    rows: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, int] = field(default_factory=dict)
    written: tuple[Measure, ...] = ()
    bound: FormBinding | None = None
    written_columns: Mapping[str, Measure] = field(default_factory=dict)
    written_rows: Mapping[str, Measure] = field(default_factory=dict)

    def place(self, key: CellKey) -> tuple[int, int] | None:
        """Row and column of a cell on the sheet, or None when the sheet has no such row or column."""
        row, column = self.rows.get(key.row), self.columns.get(key.column)
        return None if row is None or column is None else (row, column)

    def written_in(self, key: CellKey) -> Measure:
        """The measure in which the sheet writes the figure of a cell."""
        row = self.form.row_by_key[key.row]
        measure = self.form.measure_of(row, self.form.column_by_key[key.column])
        stated = self.written_columns.get(key.column) or self.written_rows.get(key.row)
        if stated is not None and measure.kind is MeasureKind.MONEY:
            return stated
        if self.written and measure.code == self.form.sections[row.section].measure.code:
            return self.written[row.section]
        return measure


@dataclass(frozen=True)
class Submission:
    """Everything read from one workbook.

    ``filed`` orders resubmissions of one unit; ``warning`` is what the sheets themselves warn of,
    such as invented figures, and is handed on to whatever is made from them. ``absent`` names, for
    the forms of a consolidated report, the units that sent others of its forms but not this one.
    ``questions`` are what could not be bound without asking. ``explanations`` are what people answered to
    findings of an earlier check, ``answers`` what the units below answered to theirs.
    """

    path: str
    sha256: str
    unit: ReportingUnit | None
    period: Period | None
    tables: tuple[Table, ...]
    remarks: tuple[Remark, ...] = ()
    filed: str = ""
    warning: str = ""
    absent: Mapping[str, frozenset[str]] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    explanations: Explanations = field(default_factory=dict)
    answers: tuple[UnitAnswer, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The codes of the forms found."""
        return tuple(table.form.code for table in self.tables)

    def table(self, code: str) -> Table:
        """The table of form ``code``; ``KeyError`` when the workbook has none."""
        for table in self.tables:
            if table.form.code == code:
                return table
        raise KeyError(code)

    def observations(self) -> Iterator[Observation]:
        """Every cell of every form, in the order of the forms."""
        for table in self.tables:
            yield from table.observations.values()

    def observation(self, key: CellKey) -> Observation | None:
        """What was found in the cell ``key``."""
        for table in self.tables:
            if table.form.code == key.form:
                return table.observations.get(key)
        return None

    def value(self, key: CellKey) -> Decimal | None:
        """The figure in the cell ``key``, if one was read."""
        found = self.observation(key)
        return found.value if found else None
