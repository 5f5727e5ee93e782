"""A slip seeded into a consistent file: whatever it is, the check has something to say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import FileReport
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.messages import say
from mtqg_xl.reconcile import check_submission
from mtqg_xl.reconcile.context import Context
from mtqg_xl.rules import relations_of
from tests.support.books import typed_figures
from tests.support.properties import slow
from tests.support.samples import figures_of, synthetic

LIVE = synthetic("2023-N", "bao_lac")


def typed(submission: Submission) -> Submission:
    """The same figures, every total of them typed: no formula can be older than its parts."""
    tables = tuple(
        replace(
            table,
            observations={key: replace(seen, formula=None) for key, seen in table.observations.items()},
        )
        for table in submission.tables
    )
    return replace(submission, tables=tables)


CLEAN = typed(LIVE)


def covered() -> list[CellKey]:
    """The typed cells that an equality with all its figures speaks of."""
    figures = figures_of(CLEAN)
    cells: set[CellKey] = set()
    for table in CLEAN.tables:
        for relation in relations_of(table.form):
            if relation.sign == "=" and figures.left_of(relation) is not None and figures.right_of(relation):
                cells.update(relation.cells)
    return sorted(cells & set(typed_figures(CLEAN)))


COVERED = covered()


#: The cells of each relation of a rule.
RELATED: dict[str, list[tuple[CellKey, ...]]] = {}
for _relation in Context(CLEAN).relations:
    RELATED.setdefault(_relation.rule.id, []).append(_relation.cells)


def with_figure(submission: Submission, key: CellKey, value: Decimal) -> Submission:
    tables = tuple(
        replace(table, observations={**table.observations, key: table.observations[key].with_value(value)})
        if table.form.code == key.form
        else table
        for table in submission.tables
    )
    return replace(submission, tables=tables)


def cells_told(checked: FileReport) -> set[CellKey]:
    """Every cell that some finding about the sums names or suspects, or leaves open."""
    told: set[CellKey] = set()
    for finding in (item for top in checked.findings for item in top.walk()):
        told.update(suspect.key for suspect in finding.suspects)
        if finding.key:
            told.add(finding.key)
        if say("finding.todo_more").strip() in finding.todo:
            told.update(key for cells in RELATED[finding.rule] for key in cells if finding.key in cells)
    return told


def test_most_typed_cells_are_covered_by_an_equality() -> None:
    assert len(COVERED) > 350


@slow
@given(st.sampled_from(COVERED), st.integers(1, 9))
def test_a_larger_figure_is_told(key: CellKey, factor: int) -> None:
    right = CLEAN.value(key)
    assert right is not None
    wrong = right * 10 + factor
    checked = check_submission(with_figure(CLEAN, key, wrong))
    assert checked.verdict == "invalid"


@slow
@given(st.sampled_from(COVERED))
def test_the_wrong_cell_is_named_or_suspected(key: CellKey) -> None:
    right = CLEAN.value(key)
    assert right is not None
    checked = check_submission(with_figure(CLEAN, key, right + 1000))
    assert key in cells_told(checked)


@slow
@given(st.sampled_from(COVERED))
def test_a_count_off_by_one_is_told(key: CellKey) -> None:
    right = CLEAN.value(key)
    assert right is not None
    assert check_submission(with_figure(CLEAN, key, right + 1)).findings


@slow
@given(st.sampled_from(COVERED), st.sampled_from([Decimal("0.001"), Decimal(1000)]))
def test_another_unit_of_measure_is_told(key: CellKey, scale: Decimal) -> None:
    right = CLEAN.value(key)
    if right:
        assert check_submission(with_figure(CLEAN, key, right * scale)).findings


def test_a_figure_changed_under_a_formula_not_computed_since_is_told_at_the_formula() -> None:
    total, part = CellKey("BM03", "A", "7"), CellKey("BM03", "A.3", "7")
    right = LIVE.value(part)
    assert right is not None
    checked = check_submission(with_figure(LIVE, part, right + 1000))
    (stale,) = [finding for finding in checked.findings if finding.severity == "error"]
    stated = LIVE.value(total)
    assert stated is not None
    assert (stale.rule, stale.key) == ("DOC.formula_stale", total)
    assert (stale.stated, stale.expected) == (stated, stated + 1000)
    assert [(child.rule, child.key) for child in stale.children] == [("BM03.A", total)]
