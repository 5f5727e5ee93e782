"""What each sheet column of a table is: numbering, label, measure, figures, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from mtqg_xl.domain.numerals import parse_numeral
from mtqg_xl.domain.units import fold
from mtqg_xl.learning.columns.known_measures import catalogued
from mtqg_xl.learning.paper.areas import Area
from mtqg_xl.learning.paper.words import CODE_HEADINGS, MEASURE_HEADINGS, NUMBER_HEADINGS, is_label_heading
from mtqg_xl.ooxml import Cell
from mtqg_xl.reading.unmerged import Unmerged


@dataclass(frozen=True)
class Layout:
    """The roles of the sheet columns of one table.

    ``labels`` are the columns of the stub that name a row, more than one when groups stand beside
    their members. ``columns`` carry what is reported. ``stray`` have figures and no heading;
    ``hidden`` are those of ``columns`` that are not shown. Another table begins at ``beside``.
    """

    number: int | None
    labels: tuple[int, ...]
    measure: int | None
    columns: tuple[int, ...]
    paths: dict[int, tuple[str, ...]]
    stray: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()
    beside: int | None = None

    def heading(self, column: int | None) -> str:
        """The heading of a column of the stub as one text."""
        return " - ".join(self.paths.get(column, ())) if column else ""


def lay_out(unmerged: Unmerged, area: Area) -> Layout | None:
    """The layout of a table; ``None`` when it has no column of labels or none to report in."""
    header = area.header
    paths = {
        column: path
        for column in range(1, unmerged.sheet.columns_used + 1)
        if (path := unmerged.path(header.top, header.bottom, column))
    }
    beside = _second_numbering(paths)
    last = (beside or unmerged.sheet.columns_used + 1) - 1
    paths = {column: path for column, path in paths.items() if column <= last}
    if len(paths) < 2:
        return None
    body = _Body(unmerged, area)
    number = _number_column(paths, body)
    measure = _measure_column(paths, body, number)
    labels = _label_columns(unmerged, area, paths, body, (number, measure))
    if not labels:
        return None
    if number is not None and number > labels[-1] + 1:
        number = None
    stub = {number, measure, *labels}
    columns = tuple(
        column
        for column in sorted(paths)
        if column > labels[0] and column not in stub and not _is_spacer(unmerged, area, paths, column, body)
    )
    if not columns:
        return None
    known = {*columns, *stub, *paths}
    stray = tuple(column for column in range(1, last + 1) if column not in known and body.figures(column))
    hidden = tuple(column for column in columns if column in unmerged.sheet.hidden_columns)
    return Layout(number, labels, measure, columns, paths, stray, hidden, beside)


def _second_numbering(paths: dict[int, tuple[str, ...]]) -> int | None:
    """Where a second table begins beside the first: at a second heading for numbers."""
    columns = [column for column in sorted(paths) if _leaf(paths, column) in NUMBER_HEADINGS]
    return columns[1] if len(columns) > 1 and columns[1] > columns[0] + 2 else None


def is_figure(cell: Cell | None) -> bool:
    """Whether a cell holds a figure or a formula."""
    if cell is None:
        return False
    if cell.kind == "number" or cell.formula is not None:
        return True
    return cell.kind == "text" and parse_numeral(cell.text) is not None


class _Body:
    """What stands in the columns of the body."""

    def __init__(self, unmerged: Unmerged, area: Area) -> None:
        self._unmerged = unmerged
        self._rows = area.rows

    def texts(self, column: int) -> list[str]:
        """The words in a column, figures left out."""
        found = []
        for row in self._rows:
            cell = self._unmerged.cell(row, column)
            if cell is not None and cell.kind == "text" and cell.text.strip() and not is_figure(cell):
                found.append(cell.text)
        return found

    def figures(self, column: int) -> int:
        """How many figures or formulas stand in a column itself."""
        return sum(is_figure(self._unmerged.sheet.cell(row, column)) for row in self._rows)

    def measures(self, column: int) -> bool:
        """Whether most words of a column are measures."""
        texts = self.texts(column)
        known = sum(catalogued(text) is not None for text in texts)
        return bool(texts) and known * 2 >= len(texts)


def _leaf(paths: dict[int, tuple[str, ...]], column: int) -> str:
    return fold(paths[column][-1])


def _number_column(paths: dict[int, tuple[str, ...]], body: _Body) -> int | None:
    for wanted in (NUMBER_HEADINGS, CODE_HEADINGS):
        for column in sorted(paths):
            if _leaf(paths, column).strip(" .") in {text.strip(" .") for text in wanted}:
                return column
    first = min(paths)
    # The heading over the numbering is often left blank.
    if first > 1 and body.figures(first - 1) + len(body.texts(first - 1)) > 1:
        short = [len(text) <= 6 for text in body.texts(first - 1)]
        return first - 1 if all(short) else None
    return None


def _measure_column(paths: dict[int, tuple[str, ...]], body: _Body, number: int | None) -> int | None:
    for column in sorted(paths):
        heading = _leaf(paths, column)
        if heading not in MEASURE_HEADINGS or len(paths[column]) > 1:
            continue
        if heading != "don vi" or body.measures(column):
            return column
    # "Phân tổ: hộ, nhân khẩu" names the measure of each line as well.
    beside = [column for column in sorted(paths) if column != number][1:3]
    return next((column for column in beside if body.measures(column) and not body.figures(column)), None)


def _label_columns(
    unmerged: Unmerged,
    area: Area,
    paths: dict[int, tuple[str, ...]],
    body: _Body,
    taken: tuple[int | None, int | None],
) -> tuple[int, ...]:
    free = [column for column in sorted(paths) if column not in taken]
    if not free:
        return ()
    number = taken[0]
    named = [column for column in free if is_label_heading(_leaf(paths, column)) and len(paths[column]) == 1]
    after = [column for column in named if number is None or column > number]
    first = free[0] if number is None or free[0] > number else after[0] if after else free[0]
    near = bool(after) and after[0] <= first + 1
    label = after[0] if near and (after[0] == first or not body.texts(first)) else first
    if not body.texts(label) and after and body.texts(after[0]):
        label = after[0]
    labels = [label]
    for column in free:
        if column <= label or len(labels) > 3:
            continue
        merged = unmerged.anchor(area.header.bottom, column) == unmerged.anchor(area.header.bottom, label)
        grouped = (
            column == labels[-1] + 1 and _groups(unmerged, area, labels[-1]) and _only_words(body, column)
        )
        if not (merged or grouped):
            break
        if merged and body.figures(column):
            break
        labels.append(column)
    return tuple(labels)


def _groups(unmerged: Unmerged, area: Area, column: int) -> bool:
    """Whether the labels of a column are merged over several rows each."""
    spans = {unmerged.span(row, column) for row in area.rows if unmerged.text(row, column)}
    tall = [span for span in spans if span[2] > span[0] and span[1] == span[3]]
    return len(tall) * 2 >= len(spans) > 0


def _only_words(body: _Body, column: int) -> bool:
    return not body.figures(column) and len(body.texts(column)) > 1


def _is_spacer(
    unmerged: Unmerged, area: Area, paths: dict[int, tuple[str, ...]], column: int, body: _Body
) -> bool:
    """Whether a column without a heading of its own stands empty between others."""
    header = area.header
    if column in header.codes or body.figures(column) or body.texts(column):
        return False
    own = any(unmerged.anchor(row, column)[1] == column for row in range(header.top, header.bottom + 1)
              if unmerged.text(row, column))  # fmt: skip
    return not own
