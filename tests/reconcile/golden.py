"""What the rules say of the real reports, judged once a process."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.reconcile.context import Context
from mtqg_xl.rules import judge
from mtqg_xl.rules.judging import Outcome
from tests.support.samples import real


@cache
def context(name: str) -> Context:
    """A real report with its relations and figures."""
    return Context(real(name))


@cache
def outcomes(name: str, rule: str) -> dict[CellKey | None, Outcome]:
    """How a rule came out at each of its places, by the cell it computes."""
    found = context(name)
    return {
        item.target: judge(item, found.figures).outcome for item in found.relations if item.rule.id == rule
    }


def holds(name: str, rule: str, target: CellKey | None) -> bool:
    """Whether a rule holds at one place of a real report; without ``target``, at its only one."""
    judged = outcomes(name, rule)
    if target is None:
        (outcome,) = judged.values()
        return outcome is Outcome.HOLDS
    return judged[target] is Outcome.HOLDS


def value(name: str, form: str, row: str, column: str) -> Decimal | None:
    """The figure of a cell of a real report: as written or, where blank, as its parts give it."""
    return context(name).figures.value(CellKey(form, row, column))
