"""Rules over groups of rows, told by the group and not by the rows that one unit happens to have."""

from __future__ import annotations

from typing import Final

from mtqg_xl.domain.forms import Form, Row, RowKind
from mtqg_xl.proving.rulebook.describing import row_name
from mtqg_xl.rules.expressions import Add, Call, Counted, Name, Negative, Node, Place
from mtqg_xl.rules.notation import parse_relation

_SIGNS: Final = {"=": "=", "<=": "≤", ">=": "≥"}


def in_words(notation: str, form: Form, words: str) -> str:
    """The rule ``notation`` of ``form``; ``words``, as said for one unit, where it speaks of no group."""
    if "#" not in notation:
        return words
    statement = parse_relation(notation)
    left, right = _said(statement.left, form), _said(statement.right, form)
    return words if left is None or right is None else f"{left} {_SIGNS[statement.sign]} {right}"


def _said(node: Node, form: Form) -> str | None:
    match node:
        case Name(text):
            return text if text in form.column_by_key else row_name(form, text)
        case Place(None, row, column):
            return f"dòng {row_name(form, row)} cột {column}"
        case Counted(rows, column, text):
            told = f"ghi “{text}”" if text else "đã ghi"
            group = _group(form, rows)
            return f"số dòng có cột {_column(form, column)} {told}, đếm ở {group}" if group else None
        case Call("sum", (Name(text),)) if text.startswith("#"):
            group = _group(form, text)
            return f"cộng {group}" if group else None
        case Add(terms):
            parts = [_said(term, form) for term in terms]
            return None if None in parts else " + ".join(map(str, parts)).replace("+ −", "− ")
        case Negative(term):
            part = _said(term, form)
            return None if part is None else f"−{part}"
        case _:
            return None


def _column(form: Form, key: str) -> str:
    column = form.column_by_key[key]
    return f"“{column.title}”" if column.in_stub else key


def _group(form: Form, selector: str) -> str:
    tag = selector.removeprefix("#")
    rows = [row for row in form.rows if tag in row.tags]
    if not rows:
        named = next((row for row in form.rows if row.formula == f"sum({selector})"), None)
        return f"các đơn vị của dòng {row_name(form, named.key)}" if named else ""
    if all(row.kind is RowKind.ZONE for row in rows):
        measures = [row.measure.label for row in rows if row.measure]
        return f"các đơn vị ({', '.join(measures)})" if measures else "các đơn vị"
    if all(row.kind is RowKind.LIST for row in rows):
        return " và ".join(list_name(form, row) for row in rows)
    return ""


def list_name(form: Form, row: Row) -> str:
    """A list by the row it stands under, else by the title of its table."""
    same = [other for other in form.rows if other.section == row.section]
    above = [other for other in same[: same.index(row)] if other.kind is not RowKind.LIST]
    if above:
        return f"danh mục dưới dòng {row_name(form, above[-1].key)}"
    title = form.sections[row.section].title
    return f"“{title}”" if title else "danh sách"
