from __future__ import annotations

from collections import Counter

import pytest

from mtqg_xl.catalogue import make_concrete
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.reconcile import check_submission
from mtqg_xl.reconcile.context import Context
from mtqg_xl.rules import judge
from mtqg_xl.rules.judging import Outcome
from tests.support.samples import synthetic, synthetic_places

HALF, YEAR, PLAN = "2023-6T", "2023-N", "2024-KH"
CASES = [(period, place) for period in (HALF, YEAR, PLAN) for place in synthetic_places(period)]
THE_SIXTEEN = {f"BM{number:02}" for number in range(1, 17)}
#: Works of the poor districts, the schemes of two of them, work abroad and houses.
ELSEWHERE = {
    "thanh_pho_cao_bang": {"BM03", "BM04", "BM09", "BM11"},
    "quang_hoa": {"BM03", "BM04", "BM09", "BM11"},
    "hoa_an": {"BM03", "BM04", "BM09", "BM11"},
    "ha_quang": set(),
    "trung_khanh": set(),
}


#: The published plan for housing is no multiple of the norm; this district carries the rest.
OFF_THE_NORM = (PLAN, "thach_an")


@pytest.mark.parametrize(("period", "place"), [case for case in CASES if case != OFF_THE_NORM])
def test_a_consistent_file_gives_no_finding(period: str, place: str) -> None:
    checked = check_submission(synthetic(period, place))
    assert checked.findings == ()
    assert checked.verdict == "valid"


def test_money_off_the_norm_is_only_a_warning() -> None:
    checked = check_submission(synthetic(*OFF_THE_NORM))
    assert [(finding.rule, finding.severity) for finding in checked.findings] == [("BM11.X11", "warning")]
    assert checked.findings[0].difference == 13
    assert checked.verdict == "warnings"


def test_there_are_ten_districts_in_each_period() -> None:
    assert Counter(period for period, _ in CASES) == {HALF: 10, YEAR: 10, PLAN: 10}


@pytest.mark.parametrize("place", synthetic_places(HALF))
def test_a_district_sends_every_form_of_the_programme_it_has_something_to_tell_in(place: str) -> None:
    assert set(synthetic(HALF, place).forms) == THE_SIXTEEN - ELSEWHERE.get(place, {"BM04"})


@pytest.mark.parametrize("form", sorted(THE_SIXTEEN))
def test_the_files_are_clean_because_their_rules_hold_not_because_they_are_empty(form: str) -> None:
    context = Context(synthetic(HALF, "trung_khanh"))
    judged = [
        judge(relation, context.figures).outcome
        for relation in context.relations
        if {key.form for key in relation.cells} == {form}
    ]
    assert Outcome.FAILS not in judged
    assert judged.count(Outcome.HOLDS) > len(judged) / 3


def test_every_project_of_a_district_is_told_the_same_twice() -> None:
    context = Context(synthetic(HALF, "trung_khanh"))
    between = [relation for relation in context.relations if relation.rule.id.startswith("X1.")]
    judged = [(relation.rule.id, judge(relation, context.figures).outcome) for relation in between]
    assert {outcome for _, outcome in judged} == {Outcome.HOLDS, Outcome.UNKNOWN}
    assert {rule.split(".")[1] for rule, outcome in judged if outcome is Outcome.HOLDS} == THE_SIXTEEN - {
        "BM01",
        "BM02",
        "BM16",
    }


def test_the_lists_of_the_half_year_name_each_project_once() -> None:
    table = synthetic(HALF, "bao_lac").table("BM05")
    names = [seen.raw for seen in table.observations.values() if seen.key.column == "B" and seen.raw]
    assert len(names) == len(set(names)) > 3


def test_a_workbook_holds_no_more_lines_than_it_fills() -> None:
    form = synthetic(PLAN, "ha_lang").table("PL04").form
    template = make_concrete("PL04", None, Period.parse(PLAN))
    lines = [row for row in form.rows if row.is_line]
    filled = {
        seen.key.row
        for seen in synthetic(PLAN, "ha_lang").observations()
        if seen.key.form == "PL04" and seen.raw and form.row_by_key[seen.key.row].is_line
        if form.kind_of(form.row_by_key[seen.key.row], form.column_by_key[seen.key.column]) is CellKind.TEXT
    }
    blank = [row.key for row in lines if row.key not in filled]
    assert blank == ["CT2-1", "KC2-1", "DT2-1"], "of a subproject the district does not have"
    assert len(lines) < sum(row.is_line for row in template.rows)


@pytest.mark.parametrize("place", synthetic_places(HALF))
def test_the_year_goes_on_from_its_middle(place: str) -> None:
    half, year = (
        {seen.key: seen.value for seen in synthetic(period, place).observations() if seen.value is not None}
        for period in (HALF, YEAR)
    )
    money = [key for key in half if key.form == "BM16" and key.column[0] in "KG"]
    for key in money:
        assert half[key] == year[key] if key.column[0] == "K" else half[key] <= year[key]
    reached = [key for key in half if (key.form, key.column) in (("BM03", "4"), ("BM11", "4"), ("BM11", "8"))]
    assert all(half[key] <= year[key] for key in reached)
    assert check_submission(synthetic(YEAR, place), synthetic(HALF, place)).findings == ()
