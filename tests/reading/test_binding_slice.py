"""Of two thousand workbooks changed as people change them, no figure is bound to the wrong place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mtqg_xl.domain.submissions import Submission
from mtqg_xl.ooxml import from_a1, to_a1
from tests.benchmarks.lib.binding import judging
from tests.benchmarks.lib.binding.running import Results, some
from tests.benchmarks.lib.binding.tables import listed, unread_listed

#: The benchmark runs more. Parts may run side by side.
_LAYOUTS, _PARTS, _FEW = 2000, 8, 100
_UNREAD = 0.02


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(_PARTS))
def test_no_figure_is_silently_bound_to_the_wrong_place_and_few_are_left_unread(part: int) -> None:
    results = some(range(part, _LAYOUTS, _PARTS))
    assert results.total.layouts == _LAYOUTS // _PARTS
    assert_bound_rightly(results)


def test_the_first_hundred_are_bound_rightly() -> None:
    assert_bound_rightly(some(range(_FEW)))


def assert_bound_rightly(results: Results) -> None:
    assert not results.total.silent, listed(results)
    assert not results.total.crashed, listed(results)
    assert results.total.unread <= _UNREAD * results.total.figures, unread_listed(results)
    # What is left unread is told.
    assert not results.total.untold, unread_listed(results)


def test_the_benchmark_sees_what_is_bound_wrongly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that takes the column beside for the right one is found out at once."""
    honest = judging.read
    monkeypatch.setattr(judging, "read", lambda book: tuple(map(_one_column_off, honest(book))))

    results = some(range(4), kinds=["file_renamed"])

    assert results.total.silent_layouts == results.total.layouts


def _one_column_off(submission: Submission) -> Submission:
    tables = []
    for table in submission.tables:
        seen = {key: replace(one, cell=_beside(one.cell)) for key, one in table.observations.items()}
        tables.append(replace(table, observations=seen))
    return replace(submission, tables=tuple(tables))


def _beside(cell: str) -> str:
    row, column = from_a1(cell) if cell else (1, 1)
    return to_a1(row, column + 1)
