"""A slice of ``tests/benchmarks/culprit.py``: errors sown into forms and sets, and what is told of them."""

from __future__ import annotations

from functools import cache

from tests.benchmarks.lib.culprits import run
from tests.benchmarks.lib.culprits.classes import Structure
from tests.benchmarks.lib.culprits.results import Results
from tests.benchmarks.lib.culprits.sheets import Mode

#: Two-way forms, forms with lists, one with rates, and a workbook of several.
FORMS = ("BM11", "KR02", "PL04", "RS09", "set ba-chuong-trinh")
ERRORS = 120


@cache
def results() -> Results:
    """The answers, worked out once."""
    return run(ERRORS, forms=FORMS)


def test_wrong_cells_of_two_way_tables_are_named_with_the_right_figure() -> None:
    two_way = results().of_cells(Structure.TWO_WAY, Mode.TYPED)
    assert two_way.exact is not None
    assert two_way.exact >= 0.97


def test_what_is_called_certain_is_true() -> None:
    assert results().all.precision is not None
    assert results().all.precision >= 0.99


def test_one_error_gives_one_finding() -> None:
    assert results().all.one_finding is not None
    assert results().all.one_finding >= 0.95


def test_no_check_breaks_down() -> None:
    assert not [trial for trial in results().trials if trial.crashed]


def test_the_right_cell_is_named_more_often_than_by_the_method_of_typing_errors_alone() -> None:
    typed = [record for record in results().records if record.mode is Mode.TYPED and record.noticed]
    ours = sum(record.outcome == "exact" for record in typed)
    assert ours > 1.5 * sum(record.by_scholtus for record in typed)
