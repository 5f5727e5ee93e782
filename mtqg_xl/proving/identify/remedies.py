"""What a form could print in addition, so that more wrong figures give themselves away.

Tried out, not argued: each candidate is added to the structure and the cells are graded again.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Aggregate, Column, Form, Row, RowKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.messages import say
from mtqg_xl.proving.identify.grades import Level
from mtqg_xl.proving.identify.mapping import Matrix
from mtqg_xl.proving.identify.pages import columns_in_words, rows_in_words
from mtqg_xl.proving.identify.structure import Line, Sight
from mtqg_xl.proving.system.model import Model

#: Remedies told at most; what helps less than one cell in twenty is not worth more print.
_MOST = 3
_WORTH = 20
#: Stands for the rule that is not there yet.
_NEW = "+"


class RemedyKind(StrEnum):
    """What is added."""

    TOTAL_COLUMN = "total_column"
    TOTAL_ROW = "total_row"
    REST_COLUMN = "rest_column"
    OTHER_FORM = "other_form"


@dataclass(frozen=True)
class Remedy:
    """One addition and what it brings, on top of those told before it.

    ``corrected`` are the cells whose errors can then be put right, ``improved`` all that are better
    off. ``size`` counts the figures it adds to the print, or the ties to another form.
    """

    kind: RemedyKind
    form: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    size: int
    corrected: tuple[CellKey, ...]
    improved: tuple[CellKey, ...]
    text: str


@dataclass(frozen=True)
class _Candidate:
    kind: RemedyKind
    form: Form
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    lines: tuple[Line, ...]
    size: int


def remedies(
    model: Model, lines: Sequence[Line], ties: Iterable[tuple[Form, Sequence[Line], int]] = ()
) -> tuple[Remedy, ...]:
    """The most helpful additions, each chosen on top of those before it.

    ``ties`` are forms that could be handed in as well: their lines and how many relations tie them.
    """
    cells = model.inputs
    candidates = [
        candidate
        for form in model.forms.values()
        for candidate in (
            *_total_columns(model, form, lines),
            *_total_rows(model, form),
            *_rest_columns(form, lines),
        )
    ]
    candidates += [
        _Candidate(RemedyKind.OTHER_FORM, form, (), (), tuple(more), size) for form, more, size in ties
    ]
    present = Matrix(lines)
    found: list[Remedy] = []
    while candidates and len(found) < _MOST:
        levels = present.levels(cells)
        tried = [(candidate, *_gain(candidate, present, levels)) for candidate in candidates]
        best, corrected, improved = max(tried, key=lambda item: (len(item[1]), len(item[2]), -item[0].size))
        if len(improved) * _WORTH < len(cells) or not improved:
            break
        found.append(_remedy(best, corrected, improved))
        present = present.joined(best.lines)
        candidates.remove(best)
    return tuple(found)


def _gain(
    candidate: _Candidate, present: Matrix, levels: Mapping[CellKey, Level]
) -> tuple[tuple[CellKey, ...], tuple[CellKey, ...]]:
    after = present.joined(candidate.lines).levels(levels)
    improved = tuple(key for key, level in after.items() if level > levels[key])
    return tuple(key for key in improved if after[key] is Level.CORRECTABLE), improved


def _remedy(candidate: _Candidate, corrected: tuple[CellKey, ...], improved: tuple[CellKey, ...]) -> Remedy:
    form = candidate.form
    gain = "gain_corrected" if corrected else "gain_improved"
    text = say(
        f"identify.{candidate.kind}",
        form=form.number,
        columns=columns_in_words(form, candidate.columns),
        rows=rows_in_words(form, candidate.rows),
        gain=say(f"identify.{gain}", count=len(corrected or improved)),
    )
    return Remedy(
        candidate.kind,
        form.code,
        candidate.columns,
        candidate.rows,
        candidate.size,
        corrected,
        improved,
        text,
    )


def _total_columns(model: Model, form: Form, lines: Sequence[Line]) -> Iterator[_Candidate]:
    """A total over the columns of one measure under one heading, where no sum has them yet."""
    inputs = frozenset(model.inputs)
    summed = _summed_across(lines)
    seen: set[tuple[str, ...]] = set()
    for keys in _column_groups(form, summed):
        if len(keys) < 2 or keys in seen:
            continue
        seen.add(keys)
        made = []
        for row in form.rows:
            cells = [form.key(row, key) for key in keys if form.key(row, key) in inputs]
            if len(cells) > 1:
                made.append(_sum_line(form.key(row, "+".join(keys)), cells))
        if made:
            yield _Candidate(RemedyKind.TOTAL_COLUMN, form, keys, (), tuple(made), len(made))


def _summed_across(lines: Iterable[Line]) -> frozenset[tuple[str, str]]:
    """The columns, by form, that a sum within one row has already, and the "of which" columns."""
    found: set[tuple[str, str]] = set()
    for line in lines:
        if len(line.parts) != 1 or len({key.row for key in line.cells}) > 1:
            continue
        found.update(
            (key.form, key.column)
            for key, factor in line.parts[0].items()
            if line.sight is Sight.EXACT or factor > 0
        )
    return frozenset(found)


def _column_groups(form: Form, summed: Container[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    groups: dict[tuple[object, ...], list[str]] = {}
    for column in form.columns:
        if column.formula is not None or not _adds_up(column, form) or (form.code, column.key) in summed:
            continue
        measure = (column.measure or form.measure).code
        for depth in range(1, len(column.headings) + 1):
            groups.setdefault((measure, column.section, column.headings[:depth]), []).append(column.key)
    yield from map(tuple, groups.values())


def _adds_up(column: Column, form: Form) -> bool:
    measure = column.measure or form.measure
    return measure.kind is not MeasureKind.RATE and column.aggregate in (Aggregate.SUM, Aggregate.CONCAT)


def _total_rows(model: Model, form: Form) -> Iterator[_Candidate]:
    """A total over neighbouring rows of one depth and measure, or over all rows of a table."""
    inputs = frozenset(model.inputs)
    seen: set[tuple[str, ...]] = set()
    for group in _row_groups(form):
        keys = tuple(row.key for row in group)
        if len(keys) < 2 or keys in seen:
            continue
        seen.add(keys)
        made = []
        for column in form.columns:
            cells = [form.key(row, column) for row in group if form.key(row, column) in inputs]
            if len(cells) > 1 and _adds_up(column, form):
                made.append(_sum_line(form.key("+".join(keys), column), cells))
        if made:
            yield _Candidate(RemedyKind.TOTAL_ROW, form, (), keys, tuple(made), len(made))


def _row_groups(form: Form) -> Iterator[list[Row]]:
    """Rows of one measure under one number; all rows of a table whose rows share the measure of the form."""
    groups: dict[tuple[object, ...], list[Row]] = {}
    tables: dict[int, list[Row]] = {}
    for row in form.rows:
        if row.kind is RowKind.INPUT and not row.is_line:
            above = row.number.rpartition(".")[0]
            measure = (row.measure or form.measure).code
            groups.setdefault((row.section, row.depth, measure, above), []).append(row)
            tables.setdefault(row.section, []).append(row)
    yield from groups.values()
    yield from (rows for rows in tables.values() if all(row.measure is None for row in rows))


def _rest_columns(form: Form, lines: Sequence[Line]) -> Iterator[_Candidate]:
    """Beside a part and its whole ("trong đó"), the rest: then the two must add up."""
    pairs: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if line.sight is not Sight.BOUND or len(line.parts) != 1 or len(line.parts[0]) != 2:
            continue
        factors = line.parts[0]
        larger = min(factors, key=lambda key: factors[key])
        smaller = max(factors, key=lambda key: factors[key])
        if smaller.row != larger.row or smaller.form != form.code or larger.form != form.code:
            continue
        if factors[smaller] != 1 or factors[larger] != -1:
            continue
        rest = CellKey(form.code, smaller.row, f"{larger.column}-{smaller.column}")
        parts = ({larger: Fraction(1), smaller: Fraction(-1), rest: Fraction(-1)},)
        made = Line(_NEW, Sight.EXACT, parts, frozenset(parts[0]))
        pairs.setdefault((larger.column, smaller.column), []).append(made)
    for (whole, part), rests in pairs.items():
        yield _Candidate(RemedyKind.REST_COLUMN, form, (whole, part), (), tuple(rests), len(rests))


def _sum_line(total: CellKey, cells: Iterable[CellKey]) -> Line:
    factors = {total: Fraction(1), **dict.fromkeys(cells, Fraction(-1))}
    return Line(_NEW, Sight.EXACT, (factors,), frozenset(factors))
