"""Cells as an official finds them: form, row and column by their printed names, then the address."""

from __future__ import annotations

from collections.abc import Mapping

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Form, Scope
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.messages import say
from mtqg_xl.rules import Relation

_LONG_LABEL = 60


class Names:
    """Names of the cells of one submission."""

    def __init__(self, forms: Mapping[str, Form], submission: Submission) -> None:
        self._forms = forms
        self._submission = submission

    def place(self, key: CellKey) -> tuple[str, str]:
        """Sheet and address of a cell; empty when the cell was not bound."""
        seen = self._submission.observation(key)
        return (seen.sheet, seen.cell) if seen else ("", "")

    def where(self, key: CellKey) -> str:
        """The full name: form, row, column, address."""
        form = self._forms[key.form]
        return say(
            "finding.where",
            form=form.number,
            row=self.row(key),
            column=self.column(key),
            cell=self.place(key)[1],
        )

    def row(self, key: CellKey) -> str:
        """The row by number and label."""
        row = self._forms[key.form].row_by_key[key.row]
        label = row.label if len(row.label) <= _LONG_LABEL else row.label[: _LONG_LABEL - 1].rstrip() + "…"
        return f"{row.number} “{label}”" if row.number else f"“{label}”"

    def column(self, key: CellKey) -> str:
        """The column by code and title, with the heading that sets it apart."""
        column = self._forms[key.form].column_by_key[key.column]
        heading = f"{column.headings[-1]} – " if column.headings else ""
        return f"{column.key} “{heading}{column.title}”"

    def in_rule(self, relation: Relation) -> dict[CellKey, str]:
        """Short names of the cells of ``relation``, after the manner of its rule."""
        names = {}
        for key in relation.cells:
            form = self._forms[key.form]
            row = form.row_by_key[key.row]
            number = row.number or row.label
            match relation.rule.scope:
                case Scope.ROWS:
                    same_row = relation.target is None or key.row == relation.target.row
                    names[key] = key.column if same_row else f"{key.column} [{number}]"
                case Scope.COLUMNS:
                    names[key] = number
                case Scope.ONCE:
                    many = len({cell.form for cell in relation.cells}) > 1
                    prefix = f"{form.number}, " if many else ""
                    names[key] = prefix + say("finding.cell_in_rule", row=number, column=key.column)
        return names
