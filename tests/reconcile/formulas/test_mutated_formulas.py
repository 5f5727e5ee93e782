"""Hundreds of formulas made wrong one at a time: each is told, at its cell, and nothing else is.

Whether a change makes a difference at all is reckoned without the forms (``mutants.py``). The larger
run is ``tests/benchmarks/formula_faults.py``.
"""

from __future__ import annotations

import pytest

from tests.reconcile.formulas.mutants import figure_mutants, mutants
from tests.reconcile.formulas.reckoning import filled, template
from tests.reconcile.formulas.told import faults

pytestmark = pytest.mark.thorough

SLICE = ["BM05", "BM08", "BM11", "BM14", "KR02", "NTM01_2021", "NTM01_2026", "PL01", "PL02", "PL03"]
SLICE += ["RS02", "RS03", "RS08", "RS09", "RS12", "RS13", "RS14", "bo_ba-chuong-trinh"]


def test_a_wrong_formula_is_told_and_a_right_one_is_not() -> None:
    wrong = right = 0
    for name in SLICE:
        submission = filled(template(name), seed=17)
        for mutant in mutants(submission, seed=29, share=1):
            told = [fault.key for fault in faults(mutant.submission)]
            change = (name, mutant.sort, mutant.key, mutant.before, mutant.after)
            assert told == ([mutant.key] if mutant.is_wrong else []), change
            wrong, right = wrong + mutant.is_wrong, right + (not mutant.is_wrong)
    assert wrong >= 400
    assert right >= 10


def test_a_wrong_figure_where_the_form_computes_is_told() -> None:
    wrong = 0
    for name in ("BM08", "BM11", "KR02", "PL02"):
        submission = filled(template(name), seed=17)
        for mutant in figure_mutants(submission, seed=29, share=1):
            told = faults(mutant.submission)
            change = (name, mutant.sort, mutant.key, mutant.before, mutant.after)
            assert mutant.key in {item.key for fault in told for item in (fault, *fault.also)}, change
            wrong += 1
    assert wrong >= 100
