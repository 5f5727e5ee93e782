"""Short ways to ask what is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey, Observation
from mtqg_xl.domain.findings import Finding
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.formulas import Fault, formula_faults, formula_findings
from mtqg_xl.reconcile.naming import Names
from tests.reconcile.formulas.reckoning import changed, reckoned


def faults(submission: Submission) -> list[Fault]:
    """The faults of the formulas of ``submission``."""
    return formula_faults(submission, Context(submission))


def findings(submission: Submission) -> list[Finding]:
    """The same as findings."""
    context = Context(submission)
    return list(formula_findings(submission, context, Names(context)))


def at(submission: Submission, cell: str, form: str = "") -> Observation:
    """What stands at an address."""
    return next(
        seen for seen in submission.observations() if seen.cell == cell and form in ("", seen.key.form)
    )


def altered(
    submission: Submission, cell: str, change: Callable[[Observation], Observation], form: str = ""
) -> Submission:
    """``submission`` with one cell changed, nothing worked out anew."""
    key = at(submission, cell, form).key
    return changed(submission, lambda seen: change(seen) if seen.key == key else seen)


def with_formulas(submission: Submission, formulas: dict[str, str], form: str = "") -> Submission:
    """``submission`` with other formulas in some cells, all worked out anew."""
    keys = {at(submission, cell, form).key: text for cell, text in formulas.items()}
    return reckoned(
        changed(submission, lambda seen: replace(seen, formula=keys[seen.key]) if seen.key in keys else seen)
    )


def key_of(submission: Submission, cell: str, form: str = "") -> CellKey:
    """The key of the cell at an address."""
    return at(submission, cell, form).key


def value_of(submission: Submission, cell: str, form: str = "") -> Decimal:
    """The figure at an address."""
    value = at(submission, cell, form).value
    assert value is not None
    return value
