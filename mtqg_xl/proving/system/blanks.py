"""Cells that stay blank whatever is filled in, such as a sum over a list that has no entry here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind, Form, Missing
from mtqg_xl.rules import Relation
from mtqg_xl.rules.evaluate import blanks_count_nothing
from mtqg_xl.rules.expressions import Add, Call, Node, Ref, children


def blank_cells(forms: Iterable[Form], definitions: Mapping[CellKey, Relation]) -> frozenset[CellKey]:
    """The computed cells of ``forms`` that no relation computes, or only from cells that stay blank."""
    blank = {
        form.key(row, column)
        for form in forms
        for row in form.rows
        for column in form.columns
        if form.kind_of(row, column) is CellKind.FORMULA and form.key(row, column) not in definitions
    }
    while more := {
        key
        for key, relation in definitions.items()
        if blank and key not in blank and not is_known(relation.right, relation.rule.missing, blank)
    }:
        blank |= more
    return frozenset(blank)


def is_known(node: Node, missing: Missing | None, blank: Iterable[CellKey]) -> bool:
    """Whether ``node`` has a value although the cells ``blank`` have none."""
    if isinstance(node, Ref):
        return node.key not in blank
    parts = [is_known(part, missing, blank) for part in children(node)]
    skips = isinstance(node, Call) or (isinstance(node, Add) and blanks_count_nothing(node, missing))
    return any(parts) if skips and parts else all(parts)
