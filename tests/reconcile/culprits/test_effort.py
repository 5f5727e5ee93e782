"""How hard the search tries is counted, not timed; given up, it is partial and certain of nothing."""

from __future__ import annotations

from fractions import Fraction
from math import inf
from random import Random

import pytest

from mtqg_xl.domain.findings import Confidence, Severity
from mtqg_xl.reconcile import check_submission
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.culprits import Scene, find_roots
from mtqg_xl.reconcile.culprits.edits import Edit
from mtqg_xl.reconcile.culprits.effort import Effort
from mtqg_xl.reconcile.culprits.program import Changeable, Localisation
from mtqg_xl.reconcile.culprits.search import STEPS
from mtqg_xl.reconcile.naming import Names
from mtqg_xl.rules import judge
from tests.reconcile.culprits.sheets import TWO_WAY, cell
from tests.support.reports import Reported, submission_of


def roots_within(steps: int, reported: Reported) -> list[tuple[object, Confidence, bool]]:
    """The causes found in so many steps: the cell, how sure, and whether the search gave up."""
    context = Context(submission_of("KR02", reported))
    judged = [judge(relation, context.figures) for relation in context.relations]
    roots = find_roots(Scene(context, judged), Names(context), judged, steps)
    return [(root.candidates[0].key, root.confidence, root.partial) for root in roots]


#: Two errors that no single cell, and no block of them, explains.
TWO_ERRORS: Reported = {**TWO_WAY, ("NTM", "1"): "24341", ("DTTS", "1"): "25316"}


def test_with_steps_enough_the_answer_is_whole() -> None:
    assert {(key, sure) for key, sure, _ in roots_within(STEPS, TWO_ERRORS)} == {
        (cell("NTM", "1"), Confidence.CERTAIN),
        (cell("DTTS", "1"), Confidence.CERTAIN),
    }
    assert not any(partial for _, _, partial in roots_within(STEPS, TWO_ERRORS))


def test_without_any_step_nothing_is_certain() -> None:
    assert Confidence.CERTAIN not in {sure for _, sure, _ in roots_within(0, TWO_ERRORS)}
    assert all(partial for _, _, partial in roots_within(0, TWO_ERRORS))


def test_what_one_cell_explains_takes_no_step() -> None:
    assert roots_within(0, {**TWO_WAY, ("NTM", "1"): "24341"}) == [
        (cell("NTM", "1"), Confidence.CERTAIN, False)
    ]


def test_without_any_step_every_failing_sum_is_still_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtqg_xl.reconcile.culprits.search.Effort", lambda _: Effort(0))
    found = check_submission(submission_of("KR02", TWO_ERRORS)).findings
    failing = [item for top in found for item in top.walk() if item.severity is Severity.ERROR]
    assert {item.key for item in failing} >= {cell("NTM", "3"), cell("DTTS", "3"), cell("T", "1")}
    assert Confidence.CERTAIN not in {item.confidence for item in failing}


def hard_program() -> Localisation:
    """Sums over shared cells, each off by another amount: many sets of cells are equally small."""
    chance = Random(3)
    keys = [cell("NTM", f"{number}") for number in range(40)]
    edits = []
    for number in range(6):
        terms = {key: Fraction(chance.choice((1, 1, 1, -1))) for key in chance.sample(keys, 20)}
        off = float(chance.randint(1_000, 9_999))
        edits.append(Edit(number, terms, off, off))
    return Localisation(edits, {key: Changeable(5_000.0, 1.0) for key in keys})


def test_a_question_too_hard_is_given_up_after_the_same_steps_every_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mtqg_xl.reconcile.culprits.program._NODES", 3)
    spent = []
    for _ in range(3):
        effort = Counted(STEPS)
        hard_program().smallest((), inf, effort)
        assert effort.is_spent
        spent.append(effort.spent)
    assert 0 < spent[0] < STEPS
    assert spent == [spent[0]] * 3


def test_a_part_given_up_leaves_the_others_what_is_left() -> None:
    whole = Effort(10)
    one, other = whole.part(), whole.part()
    one.spend(4)
    one.give_up()
    assert (one.is_spent, other.is_spent, whole.is_spent) == (True, False, False)
    other.spend(6)
    assert other.is_spent
    assert whole.is_spent


class Counted(Effort):
    """Remembers what was spent."""

    spent = 0

    def spend(self, steps: int) -> None:
        self.spent += steps
        super().spend(steps)
