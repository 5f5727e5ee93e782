"""Columns and rows of a form file: codes, headings, labels, who computes what, which rates are rates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from mtqg_xl.catalogue.files import folder
from mtqg_xl.catalogue.measures import measures
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.units import fold
from mtqg_xl.linting.formulas import written_rules
from mtqg_xl.linting.layout import Entry, columns, entries, formula_of, key_of, rows, rules
from mtqg_xl.linting.notes import Note, error, remark
from mtqg_xl.linting.positions import Source
from mtqg_xl.linting.shape import named

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
#: What a row of totals, or a column, is called when it is nothing else.
_TOTAL_ROW = {"cong", "tong cong", "tong so", "tong"}
_TOTAL_COLUMN = {"cong", "tong cong"}
_PERCENT = re.compile(r"/.*\*\s*\{?100\}?")


def stub_notes(source: Source) -> Iterator[Note]:
    """What is missing or wrong in the columns and rows."""
    yield from _twice(columns(source), "code", "column_twice")
    yield from _twice(rows(source), "key", "row_twice")
    yield from _twice(rules(source), "id", "rule_twice")
    for entry in (*columns(source), *entries(source, "tables")):
        name = entry.text("use")
        if "use" in entry.data and name not in known_blocks():
            yield error(entry.line("use"), "unknown_block", name=name, known=", ".join(known_blocks()))
    for column in columns(source):
        if "use" not in column.data:
            yield from _column(column)
    for row in rows(source):
        yield from _row(row)
    formulas = {written.id for written in written_rules(source, "") if written.of_table}
    for rule in rules(source):
        if f".{rule.text('id')}" in formulas:
            yield remark(rule.line("id"), "rule_named_as_formula", id=rule.text("id"))
        # What gives a cell its formula is explained by the formula.
        for key in ("why", "todo") if rule.text("defines") != "true" else ():
            if not rule.text(key).strip():
                yield remark(rule.line(key), f"no_{key}", id=rule.text("id"))


@cache
def known_blocks() -> tuple[str, ...]:
    """The names of the blocks of columns that forms may share."""
    files = sorted(file.name for file in folder("blocks").iterdir())
    return tuple(name.removesuffix(".yaml") for name in files if name.endswith(".yaml"))


def _twice(listed: Iterable[Entry], key: str, code: str) -> Iterator[Note]:
    first: dict[str, int] = {}
    for entry in listed:
        name = key_of(entry.text(key))
        if not name:
            continue
        line = entry.line(key)
        if name in first:
            yield error(line, code, key=name, first=first[name])
        first.setdefault(name, line)


def _column(column: Entry) -> Iterator[Note]:
    code, title = column.text("code").strip(), column.text("title").strip()
    key, formula = key_of(code), formula_of(code)
    computed = bool(formula) or bool(column.data.get("formulas"))
    kind = column.text("kind")
    if not key:
        yield error(column.line("code"), "missing_key", key=named("code"))
    elif not _CODE.fullmatch(key):
        yield error(column.line("code"), "bad_code", code=key)
    if not title:
        yield error(column.line("title"), "column_untitled", code=key)
    if kind in ("total", "rate") and not computed:
        yield error(column.line("kind"), "column_uncomputed", code=key)
    if kind == "text" and computed:
        yield error(column.line("kind"), "text_computed", code=key)
    if not computed and not kind and fold(title) in _TOTAL_COLUMN:
        yield remark(column.line("title"), "total_column_typed", code=key, title=title)
    yield from _rate(column, key, formula, computed)


def _rate(column: Entry, key: str, formula: str, computed: bool) -> Iterator[Note]:
    formulas = [formula, *(entry.text("as") for entry in entries(column.source, *column.place, "formulas"))]
    measure = column.text("measure") or _of_table(column)
    known = measures().get(measure)
    is_rate = known is not None and known.kind is MeasureKind.RATE
    divided = [text for text in formulas if "/" in text]
    if divided and known is not None and not is_rate:
        if any(_PERCENT.search(text) for text in divided):
            yield error(column.line("code"), "rate_unmeasured", code=key, measure=known.label)
        elif not column.text("measure"):
            yield remark(column.line("code"), "quotient_unmeasured", code=key, measure=known.label)
    typed = is_rate and not computed and column.text("kind") != "text"
    if typed and column.text("measure") and not column.text("aggregate"):
        yield remark(column.line("code"), "rate_added", code=key)


def _of_table(entry: Entry) -> str:
    """The measure of the table an entry is in."""
    for place in (entry.table, ()):
        found = Entry(entry.source, place, _at(entry.source, place)).text("measure")
        if found:
            return found
    return ""


def _at(source: Source, place: tuple[str | int, ...]) -> dict[str, object]:
    value = source.data
    for part in place:
        value = value[part]
    return value if isinstance(value, dict) else {}


def _row(row: Entry) -> Iterator[Note]:
    key, label = row.text("key").strip(), row.text("label").strip()
    if key and not _CODE.fullmatch(key):
        yield error(row.line("key"), "bad_code", code=key)
    if not label and "each" not in row.data:
        yield error(row.line("label"), "row_unlabelled", key=key)
    if row.text("kind") == "total" and not row.text("sum"):
        yield error(row.line("kind"), "row_unsummed", key=key, label=label)
    elif (
        not row.text("sum") and not row.text("kind") and "each" not in row.data and fold(label) in _TOTAL_ROW
    ):
        yield remark(row.line("label"), "total_row_typed", key=key, label=label)
    if row.text("kind") == "heading" and row.text("sum"):
        yield error(row.line("sum"), "heading_summed", key=key)
