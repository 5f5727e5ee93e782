"""Every figure of every form made wrong in turn: what the map promises is what the judges see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import islice

import pytest

from mtqg_xl.catalogue import form_sets
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import FileReport, Severity
from mtqg_xl.domain.forms import Form
from mtqg_xl.proving.identifiability import Degree, Grade, Level, identifiability, relations_between
from mtqg_xl.reconcile import check_submission
from tests.proving.identif_support import Paper, cases, extremes, in_set, slips, submission_of

pytestmark = pytest.mark.thorough

#: Cells of each form of which the whole check is run as well.
CHECKED = 6
#: Ways of filling in a form, until every cell that may be noticed was.
FILLINGS = 12


@cache
def paper(form: Form) -> Paper:
    return Paper([form])


@cache
def grades(form: Form) -> Mapping[CellKey, Grade]:
    return identifiability(form)


def name(form: Form) -> str:
    return f"{form.code}-{form.validity.start or ''}"


every_form = pytest.mark.parametrize("form", cases(), ids=name)


@every_form
def test_the_figures_made_up_hold(form: Form) -> None:
    filled = paper(form)
    assert filled.typed or not grades(form)
    assert [relation.rule.id for key in filled.relations for relation in filled.broken(key)] == []


@every_form
def test_every_cell_typed_has_a_grade(form: Form) -> None:
    assert set(paper(form).typed) <= set(grades(form))


@every_form
def test_an_error_surely_noticed_is_noticed_and_one_never_noticed_is_not(form: Form) -> None:
    filled = paper(form)
    for key in filled.typed:
        grade = grades(form)[key]
        for slip, wrong in slips(filled.value(key)).items():
            broken = filled.broken_by(key, wrong)
            if grade.detectable is Degree.SURE:
                assert broken, (key, slip)
            if grade.detectable is Degree.NO:
                assert not broken, (key, slip)


@every_form
def test_an_error_perhaps_noticed_is_noticed_once_it_is_large(form: Form) -> None:
    unseen = {key for key in paper(form).typed if grades(form)[key].detectable is Degree.PERHAPS}
    for seed in range(FILLINGS):
        filled = Paper([form], seed=seed) if unseen else paper(form)
        unseen -= {
            key
            for key in unseen & set(filled.typed)
            if any(filled.broken_by(key, wrong) for wrong in extremes(filled.value(key)))
        }
    assert {key for key in unseen if paper(form).is_compared(key)} == set()


@every_form
def test_an_error_surely_placed_has_no_other_explanation(form: Form) -> None:
    filled = paper(form)
    for key in filled.typed:
        if grades(form)[key].localisable is Degree.SURE:
            for slip, wrong in slips(filled.value(key)).items():
                assert filled.explanations(key, wrong) == {key}, (key, slip)


@every_form
def test_an_error_noticed_and_perhaps_placed_is_placed_once_it_is_large(form: Form) -> None:
    unplaced = {key for key in paper(form).typed if grades(form)[key].level is Level.PERHAPS_PLACED}
    for seed in range(FILLINGS):
        filled = Paper([form], seed=seed) if unplaced else paper(form)
        unplaced -= {
            key
            for key in unplaced & set(filled.typed)
            if any(
                filled.explanations(key, wrong) == {key}
                for wrong in extremes(filled.value(key))
                if filled.broken_by(key, wrong)
            )
        }
    assert unplaced == set()


@every_form
def test_an_error_never_placed_has_another_explanation(form: Form) -> None:
    filled = paper(form)
    for key in filled.typed:
        if grades(form)[key].localisable is not Degree.NO or grades(form)[key].detectable is Degree.NO:
            continue
        told = [
            filled.explanations(key, wrong)
            for wrong in (*slips(filled.value(key)).values(), *extremes(filled.value(key)))
            if filled.broken_by(key, wrong)
        ]
        assert not told or any(len(cells) > 1 for cells in told), key


@every_form
def test_an_error_surely_put_right_gets_its_right_figure_back(form: Form) -> None:
    filled = paper(form)
    for key in filled.typed:
        grade = grades(form)[key]
        if grade.correctable is not Degree.SURE:
            continue
        right = filled.value(key)
        for slip, wrong in slips(right).items():
            proposed = filled.with_value(
                key,
                wrong,
                lambda key=key, grade=grade: [  # type: ignore[misc]
                    filled.proposed(relation, key)
                    for relation in filled.broken(key)
                    if relation.rule.id in grade.exact
                ],
            )
            assert proposed, (key, slip)
            assert any(value is not None and abs(value - right) < Decimal("0.01") for value in proposed)


@every_form
def test_the_whole_check_tells_of_errors_surely_noticed(form: Form) -> None:
    filled = paper(form)
    clean = submission_of([form], filled)
    before = wrongs(check_submission(clean))
    sure = [key for key in filled.typed if grades(form)[key].detectable is Degree.SURE]
    for key in islice(sure, 0, None, max(1, len(sure) // CHECKED)):
        table = clean.tables[0]
        wrong = table.observations[key].with_value(filled.value(key) * 10 + 7)
        told = replace(clean, tables=(replace(table, observations={**table.observations, key: wrong}),))
        assert wrongs(check_submission(told)) > before, key


def wrongs(report: FileReport) -> int:
    return report.counts[Severity.ERROR] + report.counts[Severity.WARNING]


sets = pytest.mark.parametrize("name", [name for name, found in form_sets().items() if len(found.forms) > 1])


@cache
def handed_in(name: str) -> tuple[Paper, Mapping[CellKey, Grade], Mapping[CellKey, Grade]]:
    """A set of forms filled in together, the map of it, and the maps of its forms alone."""
    forms, period = in_set(name)
    between = relations_between(forms, period.day)
    assert between
    alone = {key: grade for form in forms for key, grade in grades(form).items()}
    return Paper(forms, between), identifiability(forms, between), alone


@sets
def test_handed_in_together_the_promises_hold_as_well(name: str) -> None:
    filled, together, _ = handed_in(name)
    for key in filled.typed:
        wrong = filled.value(key) + 7
        broken = filled.broken_by(key, wrong)
        if together[key].detectable is not Degree.PERHAPS:
            assert bool(broken) is (together[key].detectable is Degree.SURE), key
        if together[key].localisable is Degree.SURE:
            assert filled.explanations(key, wrong) == {key}


@sets
def test_handed_in_together_no_cell_is_worse_off_and_some_are_better(name: str) -> None:
    _, together, alone = handed_in(name)
    assert all(together[key].level >= grade.level for key, grade in alone.items())
    assert [key for key, grade in alone.items() if len(together[key].exact) > len(grade.exact)]
