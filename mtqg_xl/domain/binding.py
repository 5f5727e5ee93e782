"""Where a form stands in a workbook: what the very hidden sheet of our templates records.

It is a plain table, so that any program that copies sheets keeps it and a person can read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

METADATA_SHEET = "_mtqg"
#: The very hidden sheet in which a marked workbook remembers how its cells looked before.
MARKS_SHEET = "_mtqg_dau"
#: The hidden sheets in which a workbook marked while it is open remembers the looks of its cells:
#: marked by the button in Excel, and by a script.
BUTTON_MARKS_SHEET = "_mtqg_dau_excel"
SCRIPT_MARKS_SHEET = "_mtqg_dau_python"
#: What the first cell of a list of findings holds, in a hidden column; the list may be renamed or moved.
FINDINGS_MARK = "mtqg_xl:kiem_tra"
FORMAT = "1"
#: Stands on a template where the unit is to be written by hand.
UNNAMED = "……………………"


@dataclass(frozen=True, slots=True)
class BoundRow:
    """A row of a form on its sheet (1-based), with what is printed there."""

    key: str
    at: int
    number: str
    label: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FormBinding:
    """One form on one sheet. Rows and columns are 1-based sheet positions.

    ``further`` gives code row and place of the measure of each table below the first; a table
    that the sheet lost has the code row 0.
    """

    form: str
    sheet: str
    code_row: int
    measure_at: str
    columns: Mapping[str, int]
    rows: tuple[BoundRow, ...]
    further: tuple[tuple[int, str], ...] = ()

    @property
    def tables(self) -> tuple[tuple[int, str], ...]:
        """Code row and place of the measure of every table."""
        return ((self.code_row, self.measure_at), *self.further)


@dataclass(frozen=True, slots=True)
class Binding:
    """A whole workbook: whose it is, and where each form stands."""

    unit_name: str
    unit_code: str
    level: str
    period: str
    kind: str = "submission"
    forms: tuple[FormBinding, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)

    def to_rows(self) -> list[list[str | int]]:
        """The table to write."""
        notes: list[list[str | int]] = [[f"note:{name}", text] for name, text in sorted(self.notes.items())]
        table: list[list[str | int]] = [
            ["mtqg_xl", FORMAT],
            ["unit_name", self.unit_name],
            ["unit_code", self.unit_code],
            ["level", self.level],
            ["period", self.period],
            ["kind", self.kind],
            *notes,
        ]
        for form in self.forms:
            table.append(["form", form.form, form.sheet, form.code_row, form.measure_at])
            table.extend(["table", form.form, code_row, at] for code_row, at in form.further)
            table.extend(["column", form.form, key, at] for key, at in form.columns.items())
            table.extend(
                ["row", form.form, row.key, row.at, row.number, row.label, row.unit] for row in form.rows
            )
        return table

    @classmethod
    def from_rows(cls, table: Iterable[Sequence[str]]) -> Binding | None:
        """The binding that a table records; ``None`` when the table is not one of ours."""
        single: dict[str, str] = {}
        forms: dict[str, tuple[str, int, str]] = {}
        further: dict[str, list[tuple[int, str]]] = {}
        columns: dict[str, dict[str, int]] = {}
        rows: dict[str, list[BoundRow]] = {}
        try:
            for line in table:
                match line[0]:
                    case "form":
                        forms[line[1]] = (line[2], int(line[3]), line[4])
                    case "table":
                        further.setdefault(line[1], []).append((int(line[2]), line[3]))
                    case "column":
                        columns.setdefault(line[1], {})[line[2]] = int(line[3])
                    case "row":
                        row = BoundRow(line[2], int(line[3]), line[4], line[5], line[6])
                        rows.setdefault(line[1], []).append(row)
                    case name:
                        single[name] = line[1]
            if single.get("mtqg_xl") != FORMAT:
                return None
            return cls(
                unit_name=single["unit_name"],
                unit_code=single["unit_code"],
                level=single["level"],
                period=single["period"],
                kind=single["kind"],
                forms=tuple(
                    FormBinding(
                        code,
                        sheet,
                        code_row,
                        measure,
                        columns[code],
                        tuple(rows[code]),
                        tuple(further.get(code, ())),
                    )
                    for code, (sheet, code_row, measure) in forms.items()
                ),
                notes={
                    name.removeprefix("note:"): text
                    for name, text in single.items()
                    if name.startswith("note:")
                },
            )
        except (IndexError, KeyError, ValueError):
            return None


_ABSENT = "absent:"


def absent_notes(units_by_form: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Notes of a consolidated workbook: for each form, the units whose figures are not in it."""
    return {f"{_ABSENT}{form}": "\n".join(units) for form, units in units_by_form.items()}


def absent_in(notes: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """What :func:`absent_notes` wrote: the units not in each form."""
    return {
        name.removeprefix(_ABSENT): frozenset(text.split("\n"))
        for name, text in notes.items()
        if name.startswith(_ABSENT)
    }
