"""Rules between forms and periods in words: told once for all rows, the report before called so."""

from __future__ import annotations

from typing import Final

from mtqg_xl.catalogue.crossing import BEFORE
from mtqg_xl.domain.forms import EditRule, Form, RowKind, Scope
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.domain.validity import Validity
from mtqg_xl.proving.rulebook.describing import row_name
from mtqg_xl.rules.expressions import Add, Divide, Multiply, Name, Negative, Node, Number, Place
from mtqg_xl.rules.notation import parse_relation
from pages.layouts import layouts
from pages.naming import rows_in_words
from pages.wording import overlap

_SIGNS: Final = {"=": "=", "<=": "≤", ">=": "≥"}


def told(rule: EditRule, words: str, times: Validity) -> str:
    """``rule`` within ``times``; ``words``, which tell of one place, where that is the only one."""
    if rule.previous is None and rule.scope is Scope.ONCE:
        return words
    statement = parse_relation(rule.notation)
    home = _form(rule.home, times) if rule.home else None
    teller = _Teller(rule, home, times)
    left, right = teller.said(statement.left), teller.said(statement.right)
    return f"{left} {_SIGNS[statement.sign]} {right}{_places(rule, home)}"


def _form(code: str, times: Validity) -> Form:
    """The layout of a form in force at some time within ``times``."""
    known = [layout.form for layout in layouts() if layout.form.code == code]
    return next((form for form in reversed(known) if overlap(form.validity, times)), known[-1])


def _places(rule: EditRule, home: Form | None) -> str:
    if home is None or rule.scope is not Scope.ROWS:
        return ""
    if not rule.rows:
        return " (mọi dòng)"
    keys = home.select_rows(rule.rows)
    rows = [row for row in home.rows if row.key in keys]
    if any(row.kind is not RowKind.ZONE for row in rows):
        return f" (dòng {rows_in_words(home, keys)})"
    measures = ", ".join(row.measure.label for row in rows if row.measure)
    return f" (từng đơn vị: {measures})" if measures else " (từng đơn vị)"


class _Teller:
    def __init__(self, rule: EditRule, home: Form | None, times: Validity) -> None:
        self._rule = rule
        self._home = home
        self._times = times

    def said(self, node: Node) -> str:
        match node:
            case Number(value):
                return format_vietnamese(value)
            case Name(text):
                return self._name(text)
            case Place(form, row, column):
                return self._cell(form or self._rule.home or "", row, column)
            case Negative(term):
                return f"−{self._inside(term)}"
            case Multiply(left, right):
                return f"{self._inside(left)} × {self._inside(right)}"
            case Divide(left, right):
                return f"{self._inside(left)} : {self._inside(right)}"
            case Add(terms):
                return " + ".join(map(self.said, terms)).replace("+ −", "− ")
            case _:
                raise TypeError(f"not told of rules between forms: {node!r}")

    def _inside(self, node: Node) -> str:
        said = self.said(node)
        return f"({said})" if isinstance(node, Add) else said

    def _name(self, text: str) -> str:
        home = self._home
        if home is None or (text not in home.column_by_key and text not in home.row_by_key):
            return text
        what = "cột" if self._rule.scope is Scope.ROWS else "dòng"
        return f"{home.number} {what} {text}"

    def _cell(self, code: str, row: str, column: str) -> str:
        form = _form(code.removesuffix(BEFORE), self._times)
        before = " của báo cáo trước" if code.endswith(BEFORE) else ""
        at_row = "" if row.endswith(".") else f" dòng {row_name(form, row)}"
        at_column = "" if column == "." else f" cột {column}"
        return f"{form.number}{at_row}{at_column}{before}"
