"""Templates of forms, what is put into them, and what stands in them afterwards."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from mtqg_xl.domain.cells import CellKey, State
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.ooxml import Package, Workbook, exact, from_a1
from mtqg_xl.reading import read_submission
from mtqg_xl.reports.export import long_rows
from mtqg_xl.rules import computed_values
from mtqg_xl.writing.entering import Entered, Entry, FormPlace, enter
from tests.support.everyform import Case, Filled, one_case_each
from tests.support.typing_in import template_of


def case(code: str) -> Case:
    """The case of a form as the register of cases has it."""
    return [found for found in one_case_each() if found.definition.code == code][-1]


def template(folder: Path, wanted: Case) -> Path:
    """The empty template of a form in ``folder``."""
    path = folder / f"{wanted.name}.xlsx"
    path.write_bytes(template_of(wanted))
    return path


def entries_of(filled: Filled) -> list[Entry]:
    """Everything of ``filled``, each by the keys of its form."""
    figures = [Entry(FormPlace(*key), figure) for key, figure in filled.figures.items()]
    return figures + [Entry(FormPlace(*key), text, "text") for key, text in filled.texts.items()]


def saved(entered: Entered, path: Path) -> Path:
    """What was entered as a file at ``path``."""
    path.write_bytes(entered.content)
    return path


def filled_template(folder: Path, wanted: Case, filled: Filled) -> Path:
    """The template of a form with everything of ``filled`` put in by us."""
    blank = template(folder, wanted)
    return saved(enter(blank, entries_of(filled)), folder / f"dien_{blank.name}")


def said_by(submission: Submission) -> dict[CellKey, tuple[object, ...]]:
    """What the export says of every cell; the place in the workbook does not count."""
    return {
        CellKey(row["form"], row["row"], row["column"]): (row["value"], row["unit"], row["state"])
        + ((row["raw"],) if row["state"] != "reported" or not row["unit"] else ())
        for row in long_rows(submission)
    }


def without_a_figure(state: State) -> bool:
    """Whether a cell of this state holds words instead of a figure."""
    return state in (State.UNREAD, State.NOT_APPLICABLE)


def wrong_results(path: Path, form: Any, filled: Filled) -> dict[CellKey, tuple[object, object]]:
    """The computed cells whose stored value is not what our rules give; what should stand there first."""
    submission = read_submission(path)
    table = submission.table(form.code)
    book = Workbook(Package.open(path))
    found: dict[CellKey, tuple[object, object]] = {}
    for key, (_, wanted) in computed_values(form, filled.figures, filled.texts).items():
        place = table.place(key)
        assert place is not None, key
        cell = book.sheet(table.sheet).cell(*place)
        assert cell is not None, key
        assert cell.formula is not None, key
        stands = None if not cell.text else exact(cell.text)
        if (stands is None) != (wanted is None) or (
            wanted is not None
            and stands is not None
            and abs(stands - wanted) > abs(wanted) * Decimal("1e-12")
        ):
            found[key] = (wanted, cell.text)
    return found


def input_keys(form: Any) -> list[CellKey]:
    """The cells of a form that take a figure."""
    return [
        form.key(row, column)
        for row in form.rows
        for column in form.columns
        if form.kind_of(row, column) is CellKind.INPUT
    ]


def csv_lines(text: str) -> list[dict[str, str]]:
    """The lines of a CSV text."""
    return list(csv.DictReader(io.StringIO(text)))


def as_json(path: Path, cells: Iterable[dict[str, Any]]) -> Path:
    """A JSON file of these lines."""
    path.write_text(json.dumps(list(cells), ensure_ascii=False), encoding="utf-8")
    return path


def members(data: bytes) -> dict[str, bytes]:
    """The members of a workbook, unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def stored_value(content: bytes, place: str) -> str | None:
    """The text of the stored value at ``place``; ``None`` for a cell that has none."""
    book = Workbook(Package(Path("a.xlsx"), content))
    sheet, _, address = place.rpartition("!")
    cell = book.sheet(sheet).cell(*from_a1(address))
    return cell.text if cell is not None and cell.kind != "blank" else None


def asks_for_recalculation(content: bytes) -> bool:
    """Whether the workbook asks Excel to compute everything on opening."""
    return b'fullCalcOnLoad="1"' in members(content)["xl/workbook.xml"]
