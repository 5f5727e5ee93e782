"""Cells as an official finds them: form, row and column by their printed names, then the address."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from mtqg_xl.catalogue.crossing import BEFORE
from mtqg_xl.catalogue.loader import form_codes, load_form
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Finding
from mtqg_xl.domain.forms import Scope
from mtqg_xl.messages import say
from mtqg_xl.reconcile.context import Context
from mtqg_xl.rules import Relation

_LONG_LABEL = 60
_CODED: Final = re.compile(
    r"(?:\bbiểu |(?P<list>\bdanh sách ))?(?<![\w!“])(?P<code>[A-Z]{2,4}\d{2})(?![\w!”])"
)


def form_number(code: str) -> str:
    """What a form that is not in the file is called on paper."""
    return load_form(code).number if code in form_codes() else code


def with_form_names(text: str) -> str:
    """``text`` of a rule with the names of forms on paper in place of their codes (“biểu RS01”)."""
    return _CODED.sub(_named, text) if _CODED.search(text) else text


def _named(found: re.Match[str]) -> str:
    code = found["code"]
    if code not in form_codes():
        return found[0]
    # “danh sách RS14” is the list on that form.
    return (f"{found['list']}ở " if found["list"] else "") + form_number(code)


class Names:
    """Names of the cells of one submission."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._forms = context.forms

    def place(self, key: CellKey) -> tuple[str, str]:
        """Sheet and address of a cell; empty when the cell was not bound."""
        seen = self._context.observation(key)
        return (seen.sheet, seen.cell) if seen else ("", "")

    def where(self, key: CellKey, cell: str = "") -> str:
        """The full name: form, row, column, address; told apart when it is in the report before.

        ``cell`` is the address of a cell that the form does not use, and so is not among those read.
        """
        form = self._forms[key.form]
        before = say("finding.of_previous") if key.form.endswith(BEFORE) else ""
        where = say(
            "finding.where",
            form=form.number,
            row=self.row(key),
            column=self.column(key),
            cell=self.place(key)[1] or cell,
        )
        return where + before

    def row(self, key: CellKey) -> str:
        """The row by number and label."""
        form = self._forms[key.form]
        row = form.row_by_key[key.row]
        typed = (form.key(row, column) for column in form.columns if column.in_stub and row.is_line)
        text = next((seen.raw.strip() for cell in typed if (seen := self._context.observation(cell))), "")
        row = replace(row, label=text) if text else row
        label = row.label if len(row.label) <= _LONG_LABEL else row.label[: _LONG_LABEL - 1].rstrip() + "…"
        return f"{row.number} “{label}”" if row.number and label else row.number or f"“{label}”"

    def column(self, key: CellKey) -> str:
        """The column by code and title, with the heading that sets it apart."""
        column = self._forms[key.form].column_by_key[key.column]
        heading = f"{column.headings[-1]} – " if column.headings else ""
        return f"{column.key} “{heading}{column.title}”"

    def labelled(self, finding: Finding) -> Finding:
        """The finding, and all below it, with the printed names of its place."""
        children = tuple(map(self.labelled, finding.children))
        key = finding.key
        if key is None or key.form not in self._forms:
            return replace(finding, children=children)
        form = self._forms[key.form]
        return replace(
            finding,
            children=children,
            form_label=form.number,
            row_label=self.row(key) if key.row in form.row_by_key else "",
            column_label=self.column(key) if key.column in form.column_by_key else "",
        )

    def in_rule(self, relation: Relation) -> dict[CellKey, str]:
        """Short names of the cells of ``relation``, after the manner of its rule."""
        names = {}
        for key in relation.cells:
            form = self._forms[key.form]
            row = form.row_by_key[key.row]
            number = row.number or row.label
            before = key.form.endswith(BEFORE)
            match relation.rule.scope:
                case Scope.ROWS:
                    same_row = relation.target is None or key.row == relation.target.row
                    named = key.column if same_row else f"{key.column} [{number}]"
                    names[key] = named + self._elsewhere(key, relation)
                case Scope.COLUMNS:
                    names[key] = number
                case Scope.ONCE:
                    many = len({cell.form for cell in relation.cells}) > 1
                    prefix = f"{form.number}, " if many else ""
                    named = say("finding.cell_in_rule", row=number, column=key.column)
                    names[key] = prefix + named + (say("finding.of_previous") if before else "")
        return names

    def _elsewhere(self, key: CellKey, relation: Relation) -> str:
        """Where a cell of another form or of the report before stands, after its name."""
        if key.form == relation.cells[0].form:
            return ""
        if key.form.endswith(BEFORE):
            return say("finding.of_previous")
        return f" ({self._forms[key.form].number})"
