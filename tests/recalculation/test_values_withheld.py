"""Values that are not given, each for a reason that can be said."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from mtqg_xl.messages import known_codes
from mtqg_xl.recalculation import EMBEDDED, Place, Value, recalculate
from mtqg_xl.recalculation.engines import Task
from tests.recalculation.books import at, saved_by_excel, written

INPUTS = {"A1": 10, "A2": 20, "A3": 0.1, "A4": "Đạt", "A5": 0.2}


@dataclass
class Says:
    """An engine that gives one value for every cell, or another before the change."""

    name: str
    after: Value | None
    before: Value | None = None
    asked: list[int] = field(default_factory=list)

    def compute(self, tasks: Sequence[Task], time_limit: float) -> Sequence[Mapping[Place, Value]] | None:
        self.asked.append(len(tasks))
        if self.after is None:
            return None
        given = (self.after, self.before if self.before is not None else self.after)
        return [dict.fromkeys(task.places, value) for task, value in zip(tasks, given, strict=False)]


def reasons(formulas: dict[str, tuple[str, Any]], **changes: Any) -> dict[str, str]:
    """Why the values of formulas are withheld, by the row of column F."""
    before, changed = (
        saved_by_excel({"Biểu": {**INPUTS, **more, **formulas}, "Khác": {}}) for more in ({}, changes)
    )
    found = recalculate(before, changed, {at(cell) for cell in changes})
    assert not set(found.values) & set(found.withheld)
    return {f"F{row}": reason for (_, row, _), reason in found.withheld.items()}


@pytest.mark.parametrize(
    ("formula", "stored", "reason"),
    [
        ("=A1+TODAY()", 45000, "volatile"),
        ("=A1+[1]Biểu!A1", 10, "external"),
        ("=A1+F1", 0, "circular"),
        ("=A1+Không_có", 10, "unknown_reference"),
        ("=A1+1", 12, "not_reproduced"),
        ('=A1&" "&(1/3)', "10 0.333333333333333", "not_reproduced"),
        ("=A1*(A1:C1)", 0, "one_of_many"),
        ("=SUM(A1:A3 A2:A5)", 20, "unknown_reference"),
    ],
)
def test_a_formula_that_nobody_can_vouch_for_is_withheld(formula: str, stored: Any, reason: str) -> None:
    assert reasons({"F1": (formula, stored)}, A1=11) == {"F1": reason}


def test_whatever_reads_a_withheld_value_is_withheld_as_well() -> None:
    formulas = {"F1": ("=A1+TODAY()", 1), "F2": ("=IF(F1>0,1,2)", 1), "F3": ("=A1*2", 20)}
    assert reasons(formulas, A1=11) == {"F1": "volatile", "F2": "depends"}


def test_nothing_is_given_of_what_only_reads_today_s_date_elsewhere() -> None:
    formulas = {"F1": ("=TODAY()", 45000), "F2": ("=F1-A1", 44990)}
    assert reasons(formulas, A1=11) == {"F2": "depends"}


def subtotal(number: int, *, hidden: bool = False, filtered: bool = False) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        sheet = made.add_worksheet("Biểu")
        sheet.write_column("A1", ["Vốn", 1, 2, 3])
        sheet.write_formula("B1", f"=SUBTOTAL({number},A2:A4)", None, 0)
        if hidden:
            sheet.set_row(2, None, None, {"hidden": True})
        if filtered:
            sheet.autofilter("A1:A4")
            sheet.filter_column("A", "x != 2")
    return stream.getvalue()


def test_hidden_rows_make_a_subtotal_uncertain_unless_it_counts_them() -> None:
    place = at("B1")
    assert recalculate(None, subtotal(109), None).values == {place: 6.0}
    assert recalculate(None, subtotal(109, hidden=True), None).withheld == {place: "hidden_rows"}
    assert recalculate(None, subtotal(9, hidden=True), None).values == {place: 6.0}
    assert recalculate(None, subtotal(9, hidden=True, filtered=True), None).withheld == {place: "hidden_rows"}


def test_a_remainder_that_excel_takes_for_nothing_is_withheld() -> None:
    found = recalculate(None, written({"Biểu": {**INPUTS, "F1": ("=A3+A5-0.3", 0)}}), None)
    assert found.withheld == {at("F1"): "nearly_zero"}


def test_vietnamese_capitals_on_which_engines_differ_are_withheld() -> None:
    found = recalculate(None, written({"Biểu": {"A1": "đống đa", "B1": ("=UPPER(A1)", 0)}}), None)
    assert found.withheld == {at("B1"): "engines_differ"}


def test_without_stored_values_only_vetted_functions_are_believed() -> None:
    data = written({"Biểu": {"A1": 435.5, "B1": ("=INT(A1)", 0), "B2": ("=ROUND(A1,0)", 0)}})
    found = recalculate(None, data, None)
    assert found.withheld == {at("B1"): "not_vetted"}
    assert found.values == {at("B2"): 436.0}


def book(first: float) -> bytes:
    return saved_by_excel({"Biểu": {"A1": first, "B1": ("=A1+1", 2)}})


@pytest.mark.parametrize(
    ("engines", "reason"),
    [
        ([Says("một", 3.0, 2.0), Says("hai", 4.0, 2.0)], "engines_differ"),
        ([Says("một", 3.0, 9.0), Says("hai", 3.0, 9.0)], "not_reproduced"),
        ([Says("một", 3.0, 2.0), Says("hai", 3.0, 9.0)], "one_engine"),
        ([Says("một", 3.0, 2.0), Says("hai", None)], "one_engine"),
        ([Says("một", None), Says("hai", None)], "not_computed"),
        ([Says("một", "3", "2"), Says("hai", "3", "2")], "not_reproduced"),
    ],
)
def test_one_engine_alone_is_not_believed(engines: list[Says], reason: str) -> None:
    found = recalculate(book(1), book(2), {at("A1")}, engines=engines)
    assert found.values == {}
    assert found.withheld == {at("B1"): reason}


def test_an_arbiter_is_asked_only_when_something_is_open() -> None:
    arbiter = Says("trọng tài", 3.0, 2.0)
    assert recalculate(book(1), book(2), {at("A1")}, arbiter=arbiter).values == {at("B1"): 3.0}
    assert arbiter.asked == []
    engines = [Says("một", 3.0, 2.0), Says("hai", 4.0, 2.0)]
    found = recalculate(book(1), book(2), {at("A1")}, engines=engines, arbiter=arbiter)
    assert found.values == {at("B1"): 3.0}
    assert found.engines == ("một", "hai", "trọng tài")


def test_no_engine_is_started_for_a_change_on_which_nothing_depends() -> None:
    engine = Says("một", 1.0)
    assert recalculate(book(1), book(1), {at("Z9")}, engines=[engine]).unaffected == 1
    assert engine.asked == []


def test_every_reason_is_a_sentence_in_both_languages() -> None:
    texts = resources.files("mtqg_xl.messages") / "recalculation.vi.toml"
    codes = set(tomllib.loads(texts.read_text(encoding="utf-8")))
    room = Path(str(resources.files("mtqg_xl.recalculation")))
    source = "\n".join(path.read_text(encoding="utf-8") for path in room.rglob("*.py"))
    assert {code for code in codes if f'"{code}"' not in source} == set()
    for language in ("vi", "en"):
        assert {f"recalculation.{code}" for code in codes} <= known_codes(language)


def test_the_reason_is_said_in_vietnamese() -> None:
    found = recalculate(book(1), book(2), {at("A1")}, engines=[Says("một", 3.0, 2.0), *EMBEDDED[:0]])
    assert found.why(at("B1")) == "Chỉ một bộ tính cho ra kết quả, chưa có bộ tính thứ hai xác nhận."
