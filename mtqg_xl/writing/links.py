"""Cells that repeat a figure of another form, written as formulas in a workbook that holds both."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from mtqg_xl.catalogue import cross_rules
from mtqg_xl.catalogue.crossing import forms_in, in_force
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.ooxml.addresses import to_a1
from mtqg_xl.rules import bind_rule, excel_formula
from mtqg_xl.writing.layout import SheetPlan


def linked_cells(plans: Sequence[SheetPlan], period: Period) -> dict[CellKey, tuple[str, Decimal | None]]:
    """The formula of every input cell that a rule between these forms ties to another form."""
    by_form = {plan.form.code: plan for plan in plans}
    forms = {code: plan.form for code, plan in by_form.items()}
    links: dict[CellKey, tuple[str, Decimal | None]] = {}
    for rule in cross_rules():
        if not rule.links or not in_force(rule, period) or not forms_in(rule) <= forms.keys():
            continue
        for relation in bind_rule(rule, forms, forms.get(rule.home or "")):
            target = relation.target
            if target is None or target in links or by_form[target.form].kind(target) is not CellKind.INPUT:
                continue

            def position(key: CellKey, own: str = target.form) -> tuple[str, int, int]:
                plan = by_form[key.form]
                return ("" if key.form == own else f"'{plan.sheet}'!", *plan.position(key))

            links[target] = (excel_formula(relation, position, to_a1), None)
    return links
