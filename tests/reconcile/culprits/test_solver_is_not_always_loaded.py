"""The solver, slow to load, is loaded only for what no single cell explains."""

from __future__ import annotations

import pickle

import pytest

from tests.reconcile.culprits.sheets import TWO_WAY
from tests.reconcile.culprits.test_effort import TWO_ERRORS
from tests.reconcile.culprits.test_order_and_chance import in_a_new_process
from tests.support.reports import Reported, submission_of

# The sheet is handed over ready-made: what puts sheets together for tests loads much itself.
_LOADED = """
import pickle, sys
from mtqg_xl.reconcile import check_submission
sheet = pickle.loads(bytes.fromhex({sheet!r}))
found = [item for item in check_submission(sheet).findings if item.severity == "error"]
print(len(found), *sorted({{"highspy", "numpy", "pandas"}} & set(sys.modules)))
"""


def loaded_by(reported: Reported) -> list[str]:
    """The number of errors told, and the heavy modules that were loaded for it."""
    sheet = pickle.dumps(submission_of("KR02", reported)).hex()
    return in_a_new_process(_LOADED.format(sheet=sheet)).split()


def test_a_clean_sheet_loads_no_solver() -> None:
    assert loaded_by(TWO_WAY) == ["0"]


@pytest.mark.parametrize(
    "wrong",
    [{("NTM", "2"): "2520"}, {("NTM", "3"): "26884"}, {("T", "1"): "88888"}],
    ids=["a figure", "a total of a line", "a total of a column"],
)
def test_an_error_that_one_cell_explains_loads_no_solver(wrong: Reported) -> None:
    assert loaded_by({**TWO_WAY, **wrong}) == ["1"]


def test_a_column_moved_by_one_row_loads_no_solver() -> None:
    moved = {("NTM", "1"): "0", ("DTTS", "1"): "24314", ("GNBV", "1"): "25361"}
    assert loaded_by({**TWO_WAY, **moved}) == ["1"]


def test_several_errors_load_it() -> None:
    count, *modules = loaded_by(TWO_ERRORS)
    assert count == "2"
    assert "highspy" in modules
    assert "pandas" not in modules
