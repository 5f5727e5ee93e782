"""The tables of a form: its columns, who fills them and how they are computed; its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from mtqg_xl.domain.forms import Aggregate, CellKind, Column, ColumnKind, Form, Row, RowKind
from mtqg_xl.messages import say
from mtqg_xl.proving.rulebook.registry import RuleEntry, RuleKind
from pages.groups import in_words
from pages.markdown import shortened, table
from pages.naming import rows_in_words
from pages.wording import AGGREGATES, filled, span

_FILLED_BY: Final = {
    frozenset({CellKind.INPUT}): "đơn vị nhập số",
    frozenset({CellKind.FORMULA}): "tự tính",
    frozenset({CellKind.TEXT}): "đơn vị ghi",
    frozenset({CellKind.INPUT, CellKind.FORMULA}): "đơn vị nhập số; một số dòng tự tính",
}
_COLUMN_HEADS: Final = ("Mã in trên biểu", "Tên cột", "Đơn vị tính", "Ai điền", "Cách tính", "Khi tổng hợp")
_ROW_HEADS: Final = ("TT", "Nội dung", "Đơn vị tính", "Cách tính", "Ghi chú")


def tables(form: Form, entries: Sequence[RuleEntry]) -> Iterator[str]:
    """Columns and rows of every table of ``form``; ``entries`` are its rules."""
    for at, section in enumerate(form.sections):
        number = f" {at + 1}" if len(form.sections) > 1 else ""
        title = f": {section.title}" if section.title else ""
        measure = section.measure.label
        yield f"## Bảng{number}{title}"
        yield ""
        if measure and not section.shows_measure:
            yield f"Đơn vị tính chung của bảng: {measure}."
            yield ""
        columns = [column for column in form.columns if column.section == at]
        rows = [row for row in form.rows if row.section == at]
        yield from _in_paragraph("### Các cột", table(_COLUMN_HEADS, _columns(form, columns, rows, entries)))
        yield from _in_paragraph("### Các dòng", table(_ROW_HEADS, _rows(form, rows, entries)))


def _in_paragraph(heading: str, lines: Iterable[str]) -> Iterator[str]:
    yield heading
    yield ""
    yield from lines
    yield ""


def _columns(
    form: Form, columns: Iterable[Column], rows: Sequence[Row], entries: Sequence[RuleEntry]
) -> Iterator[tuple[str, ...]]:
    computed = _by_left(form, entries, RuleKind.COLUMN)
    for column in columns:
        path = " › ".join(filled(part, form.validity) for part in (*column.headings, column.title))
        measure = column.measure.label if column.measure and column.kind is not ColumnKind.TEXT else ""
        formulas = [_placed(entry, words) for entry, words in computed.get(column.key, ())]
        how, together = shortened(formulas, "công thức"), _together(form, column, rows)
        yield column.code_text, path, measure, _filled_by(form, column, rows), how, together


def _filled_by(form: Form, column: Column, rows: Iterable[Row]) -> str:
    typed = {form.kind_of(row, column) for row in rows if not row.formula} - {CellKind.CLOSED}
    by = _FILLED_BY.get(frozenset(typed), "tự tính") if column.kind is not ColumnKind.TEXT else "đơn vị ghi"
    if column.choices:
        by += f", chọn: {'; '.join(column.choices)}"
    if column.rows and not column.formulas and not column.in_stub:
        by += f" (chỉ dòng {rows_in_words(form, form.select_rows(column.rows))})"
    return by


def _together(form: Form, column: Column, rows: Iterable[Row]) -> str:
    """How units are brought together in the cells that are typed."""
    if column.holds_unit:
        return "ghi tên đơn vị nộp"
    if column.in_stub:
        return AGGREGATES[Aggregate.CONCAT]
    typed = [row for row in rows if form.kind_of(row, column) in (CellKind.INPUT, CellKind.TEXT)]
    if not typed:
        return "tính lại"
    if {row.kind for row in typed} == {RowKind.LIST}:
        return AGGREGATES[Aggregate.CONCAT]
    if RowKind.ZONE in {row.kind for row in typed} and column.aggregate is not Aggregate.OWN:
        return "mỗi đơn vị một dòng"
    return AGGREGATES[column.aggregate]


def _rows(form: Form, rows: Iterable[Row], entries: Sequence[RuleEntry]) -> Iterator[tuple[str, ...]]:
    computed = _by_left(form, entries, RuleKind.ROW)
    for row in rows:
        section = form.sections[row.section]
        label = filled(row.label, form.validity)
        if row.kind is RowKind.ZONE:
            label = "(mỗi đơn vị một dòng)"
        elif row.kind is RowKind.LIST:
            label = "(danh mục, đơn vị tự ghi)"
        own = row.measure or (section.measure if section.shows_measure else None)
        measure = own.label if own and row.kind is not RowKind.HEADING else ""
        how = "\n".join(words for _, words in computed.get(row.key, ()))
        yield row.number, label, measure, how, "; ".join(_remarks(form, row))


def _remarks(form: Form, row: Row) -> Iterator[str]:
    if row.kind is RowKind.HEADING:
        yield "dòng tiêu đề"
    if row.kind is RowKind.MEMO:
        yield "số ghi thêm, không cộng vào tổng"
    if row.kind is RowKind.LIST:
        yield f"biểu mẫu có {row.lines} dòng; cần thêm thì chèn phía trên dòng “{say('sheet.insert_above')}”"
    if row.columns:
        yield f"chỉ có ở cột {', '.join(row.columns)}"
    if row.aggregate is not None:
        yield f"khi tổng hợp: {AGGREGATES[row.aggregate]}"
    times = span(row.validity, form.validity)
    if times:
        yield f"áp dụng {times}"


def _by_left(
    form: Form, entries: Iterable[RuleEntry], kind: RuleKind
) -> Mapping[str, list[tuple[RuleEntry, str]]]:
    """The printed formulas by what they compute."""
    found: dict[str, list[tuple[RuleEntry, str]]] = {}
    for entry in entries:
        if entry.kind is kind:
            key = entry.notation.partition("=")[0].strip()
            found.setdefault(key, []).append((entry, in_words(entry.notation, form, entry.words)))
    return found


def _placed(entry: RuleEntry, words: str) -> str:
    form = entry.form
    rule = next((rule for rule in form.rules if rule.id == entry.id), None) if form else None
    if form is None or rule is None or not rule.rows:
        return words
    return f"{words} (dòng {rows_in_words(form, form.select_rows(rule.rows))})"
