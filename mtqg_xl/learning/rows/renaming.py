"""Rows whose sum would share its rule's name with a column's formula get another key.

A rule is called after the row or column it belongs to; on paper rows and columns are both numbered
1, 2, 3. The printed number of the row stays as it is. An answer may make a sum of a row, or give a
formula to a column: those that are asked about count as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from mtqg_xl.learning.model import LearntForm, LearntRow, LearntTable

_PART = re.compile(
    r"\[(?P<row>[^\];]+);(?P<column>[^\]]+)\]|\{[^}]*\}|\*100(?![\w.])|(?P<name>#?[A-Za-z0-9.]+)(?!\()"
)


def tell_rules_apart(form: LearntForm) -> None:
    """Rename the rows of ``form`` whose key is also that of a computed column, wherever they are named."""
    columns = {column.key for table in form.tables for column in table.columns if column.is_figures}
    columns |= {
        f"{column.key}.{number}"
        for table in form.tables
        for column in table.columns
        for number in range(1, len(column.formulas) + 1)
    }
    keys = {row.key for table in form.tables for row in table.rows}
    renamed: dict[str, str] = {}
    for table in form.tables:
        for row in table.rows:
            if row.key in columns and (row.sum or any("sum: " in text for text in row.questions)):
                renamed[row.key] = _free(f"D{row.key}", keys)
    if renamed:
        for table in form.tables:
            _rename(table, renamed)


def _free(key: str, keys: set[str]) -> str:
    while key in keys:
        key = f"D{key}"
    keys.add(key)
    return key


def _rename(table: LearntTable, renamed: Mapping[str, str]) -> None:
    for row in table.rows:
        row.key = renamed.get(row.key, row.key)
        row.sum = _in_rows(row.sum, renamed)
        _in_comments(row, renamed)
    for column in table.columns:
        column.rows = _in_selector(column.rows, renamed)
        column.formula = _in_places(column.formula, renamed)
        column.formulas = [
            (_in_places(formula, renamed), _in_selector(rows, renamed)) for formula, rows in column.formulas
        ]
    for rule in table.rules:
        rule.rule = _in_places(rule.rule, renamed)
        rule.rows = _in_selector(rule.rows, renamed)


def _in_comments(row: LearntRow, renamed: Mapping[str, str]) -> None:
    """Questions quote sums in row keys: ``sum: "1.1+1.2"``."""
    for texts in (row.questions, row.notes):
        for at, text in enumerate(texts):
            texts[at] = re.sub(r'(?<=sum: ")[^"]+(?=")', lambda match: _in_rows(match[0], renamed), text)


def _in_rows(text: str, renamed: Mapping[str, str]) -> str:
    """A formula whose names are rows."""

    def replaced(match: re.Match[str]) -> str:
        if match["row"]:
            return f"[{renamed.get(match['row'], match['row'])};{match['column']}]"
        if match["name"]:
            mark, name = ("#", match["name"][1:]) if match["name"].startswith("#") else ("", match["name"])
            return mark + renamed.get(name, name)
        return match[0]

    return _PART.sub(replaced, text)


def _in_places(text: str, renamed: Mapping[str, str]) -> str:
    """A formula whose names are columns: only cells named in full speak of rows."""
    return re.sub(
        r"\[([^\];]+);", lambda match: f"[{renamed.get(match[1], match[1])};", text
    )  # fmt: skip


def _in_selector(rows: Iterable[str], renamed: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(":".join(_in_rows(end, renamed) for end in part.split(":")) for part in rows)
