"""The add-in's table of rules: a hidden sheet of texts and whole numbers, read by the add-in in one piece.

A line of the sheet is a layout (``F``): its form, from when to when, and in one cell all else, a record
a line with its fields between tabs: ``S`` tables, ``C`` columns, ``R`` rows, ``Q`` rules, each followed by
``L``, the places where it applies, and ``N`` the rules that are left out. A cell a field would make the
add-in three times as large. Before them stand the words (``W``) typed for nought.
See ``docs/developers/lite_rules.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from mtqg_xl.catalogue import load_form
from mtqg_xl.catalogue.vocabulary import words_as_written
from mtqg_xl.domain.forms import EditRule, Row, RowKind
from mtqg_xl.domain.measures import Measure
from mtqg_xl.domain.numerals import plain
from mtqg_xl.domain.units import fold
from mtqg_xl.lite.layouts import Layout, layouts
from mtqg_xl.lite.marks import label_mark, squeezed
from mtqg_xl.lite.writing import Line, is_spread

Rows = Sequence[Sequence["str | int | None"]]

TABLE_SHEET: Final = "lite"
#: What the add-in must find in the first cell: raised when the lines change their meaning.
FORMAT: Final = "1"


def lite_tables() -> Mapping[str, Rows]:
    """The hidden sheet of the rules, by its name; the same catalogue gives the same lines."""
    return {TABLE_SHEET: tuple(_lines())}


def _lines() -> Iterator[Sequence[str | int | None]]:
    yield ("mtqg_lite", FORMAT)
    zero, not_applicable = _words()
    yield ("W", "0", "|".join(zero))
    yield ("W", "-", "|".join(not_applicable))
    for layout in layouts():
        if layout.lines:
            form = layout.form
            records = "\n".join("\t".join(map(str, record)) for record in _of_layout(layout))
            yield (
                "F",
                form.code,
                _day(layout.start, "0000-00-00"),
                _day(layout.end, "9999-99-99"),
                form.number,
                records,
            )


def _words() -> tuple[tuple[str, ...], ...]:
    """Words for a reported zero and for nothing to report, with their accents and without."""
    return tuple(
        tuple(sorted({*(" ".join(word.lower().split()) for word in known), *map(fold, known)}))
        for known in words_as_written()
    )


def _of_layout(layout: Layout) -> Iterator[Sequence[str | int]]:
    form = layout.form
    for section in form.sections:
        yield ("S", section.measure.label, 3 if section.shows_measure else 2)
    for column in form.columns:
        yield (
            "C",
            column.key,
            "" if column.in_stub else squeezed(column.code_text),
            column.section + 1,
            _kind(column.measure),
        )
    dated = {row.key for row in load_form(form.code, form.validity.start).rows if "{" in row.label}
    for key, row in layout.grid.bases:
        yield (
            "R",
            key,
            "" if is_spread(row) else squeezed(row.number),
            _mark(row, key in dated),
            row.section + 1,
            _kind(row.measure) or _kind(form.sections[row.section].measure),
            _manner(row),
        )
    for rule, lines in groupby(layout.lines, key=lambda item: item[0]):
        yield _rule(rule)
        for tokens, places in _places([line for _, line in lines]):
            yield ("L", tokens, places)
    if layout.left_out:
        yield ("N", " ".join(layout.left_out))


def _rule(rule: EditRule) -> Sequence[str | int]:
    tolerance = "" if rule.tolerance is None else plain(rule.tolerance)
    defines = int(rule.defines)
    return ("Q", rule.id, rule.severity.value, tolerance, rule.scope.value[0], defines, rule.notation)


def _places(lines: Iterable[Line]) -> Iterator[tuple[str, str]]:
    """The places that a right side serves: rows by column, ``12,15:20/4;12/5``."""
    by_tokens: dict[str, list[Line]] = {}
    for line in lines:
        by_tokens.setdefault(line.tokens, []).append(line)
    for tokens, found in by_tokens.items():
        by_column: dict[int, list[int]] = {}
        for line in found:
            by_column.setdefault(line.column, []).append(line.row)
        together: dict[str, list[int]] = {}
        for column, rows in by_column.items():
            together.setdefault(_runs(rows), []).append(column)
        yield tokens, ";".join(f"{rows}/{_runs(columns)}" for rows, columns in together.items())


def _runs(numbers: Iterable[int]) -> str:
    """``3:5,9`` for 3, 4, 5 and 9."""
    made = []
    for _, group in groupby(enumerate(sorted(set(numbers))), key=lambda item: item[1] - item[0]):
        run = [number for _, number in group]
        made.append(str(run[0]) if len(run) == 1 else f"{run[0]}:{run[-1]}")
    return ",".join(made)


def _kind(measure: Measure | None) -> str:
    return measure.kind.value[0] if measure else ""


def _manner(row: Row) -> str:
    """Whether a row is one, one of many, or the end of a list."""
    if is_spread(row):
        return "*"
    return {RowKind.CLOSING: "|", RowKind.HEADING: "h"}.get(row.kind, "")


def _mark(row: Row, is_dated: bool) -> int:
    return 0 if is_dated or is_spread(row) else label_mark(row.label)


def _day(day: date | None, otherwise: str) -> str:
    return day.isoformat() if day else otherwise
