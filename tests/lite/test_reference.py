"""The core's judgement of the rules in the add-in's table."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from mtqg_xl.domain.submissions import Submission
from mtqg_xl.lite import judge_lite
from mtqg_xl.reading import read_all
from mtqg_xl.reconcile.context import Context
from mtqg_xl.rules import judge
from mtqg_xl.rules.judging import Outcome

REAL = Path(__file__).resolve().parents[2] / "samples" / "real"


def read(name: str) -> Submission:
    return read_all(str(REAL / name), None, {})[0]


def test_a_total_that_does_not_add_up_is_found_at_its_cell() -> None:
    found = {(one.cell, one.rule): one for one in judge_lite(read("kon_ray_2023-6T.xlsx"))}
    wrong = found["E13", "KR02.3"]
    assert (wrong.outcome, wrong.stated, wrong.expected) == (Outcome.FAILS, Decimal(26884), Decimal(26844))


def test_what_fails_in_the_table_fails_in_the_whole_check() -> None:
    for name in ("kon_ray_2023-6T.xlsx", "kon_ray_2023-KH.xlsx", "cao_bang_2019-N.xlsx"):
        submission = read(name)
        context = Context(submission)
        whole = {
            (relation.rule.id, relation.target)
            for relation in context.relations
            if judge(relation, context.figures).outcome is Outcome.FAILS and relation.target is not None
        }
        places = {
            (rule, table.sheet, table.place(target))
            for rule, target in whole
            for table in submission.tables
            if target is not None and table.form.code == target.form
        }
        fails = [one for one in judge_lite(submission) if one.outcome is Outcome.FAILS]
        assert fails
        for one in fails:
            assert any(rule == one.rule and sheet == one.sheet for rule, sheet, _ in places), one


def test_a_clean_report_has_nothing_to_tell() -> None:
    assert judge_lite(read("kon_ray_2022-N.xlsx")) == ()
