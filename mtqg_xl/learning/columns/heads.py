"""The columns of a table: their codes, headings, kinds and measures, before any formula is looked at."""

from __future__ import annotations

from mtqg_xl.catalogue import words
from mtqg_xl.domain.numerals import parse_numeral
from mtqg_xl.domain.units import fold
from mtqg_xl.learning.columns.codes import PrintedCode, codes_in_headings
from mtqg_xl.learning.columns.units_of_measure import Measures
from mtqg_xl.learning.model import LearntColumn, LearntTable
from mtqg_xl.learning.paper.words import DATE_HEADINGS, TEXT_HEADINGS
from mtqg_xl.messages import say
from mtqg_xl.ooxml import column_letters


def learn_columns(table: LearntTable, measures: Measures, first: int, taken: set[str]) -> int:
    """Take in the columns of ``table``; those without a printed code are numbered on from ``first``.

    Returns the number that the next table goes on with.
    """
    layout, header = table.layout, table.area.header
    codes = {at: code for at, code in header.codes.items() if at in layout.columns}
    if not codes:
        codes = codes_in_headings(table.unmerged, header.top, header.bottom, layout.columns)
    if not codes:
        table.notes.append(say("learning.codes_invented", first=first, last=first + len(layout.columns) - 1))
    used = {code.key for code in codes.values()} | taken
    number = first
    for at in layout.columns:
        column = LearntColumn(at=at, path=layout.paths[at], printed=codes.get(at))
        if column.printed is not None and column.printed.key not in taken:
            column.key = column.printed.key
        else:
            column.key, number = _next_key(number, used)
            _tell_invented(column, bool(codes), column.printed)
        used.add(column.key)
        taken.add(column.key)
        _kind(table, column)
        if not column.is_text:
            column.measure = measures.of_headings(column)
        if at in layout.hidden:
            column.questions.append(say("learning.hidden_column", column=column_letters(at)))
        table.columns.append(column)
    _tell_doubles(table)
    for at in layout.stray:
        table.questions.append(say("learning.no_heading", column=column_letters(at)))
    return number


def _next_key(number: int, used: set[str]) -> tuple[str, int]:
    while str(number) in used:
        number += 1
    return str(number), number + 1


def _tell_invented(column: LearntColumn, others_printed: bool, printed: PrintedCode | None) -> None:
    if printed is not None:
        column.notes.append(say("learning.code_again", printed=printed.key, key=column.key))
    elif others_printed:
        column.questions.append(say("learning.code_missing", title=column.path[-1], key=column.key))


def _kind(table: LearntTable, column: LearntColumn) -> None:
    """Words or figures: by what stands in the column, and in an empty one by its heading."""
    texts, figures, formulas = 0, 0, 0
    known = frozenset().union(*words())  # "chưa giải ngân" is a way to write nought
    for row in table.area.rows:
        cell = table.unmerged.sheet.cell(row, column.at)
        if (
            cell is None
            or (cell.kind == "blank" and cell.formula is None)
            or not (cell.text.strip() or cell.formula)
        ):
            continue
        if cell.formula is not None:
            formulas += 1
        elif cell.kind == "number" or parse_numeral(cell.text) is not None or len(cell.text.strip()) == 1:
            figures += 1
        elif fold(cell.text) not in known:
            texts += 1
    heading = fold(column.path[-1])
    worded = bool(TEXT_HEADINGS.match(heading))
    computed = column.printed is not None and bool(column.printed.formula)
    empty = not (figures or formulas or texts)
    if (worded and empty) or (texts > figures + formulas and (texts > 1 or worded)):
        column.kind = "text"
    elif not formulas and not computed and DATE_HEADINGS.match(heading):
        column.kind = "text"
        column.questions.append(say("learning.date_column", title=column.path[-1]))
    elif texts and figures + formulas:
        column.questions.append(say("learning.words_among_figures", title=column.path[-1], count=texts))


def _tell_doubles(table: LearntTable) -> None:
    seen: dict[tuple[str, ...], LearntColumn] = {}
    for column in table.columns:
        path = tuple(fold(text) for text in column.path)
        if path in seen:
            column.questions.append(
                say("learning.heading_twice", title=" / ".join(column.path), key=seen[path].key)
            )
        seen.setdefault(path, column)
