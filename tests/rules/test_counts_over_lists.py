"""Counting the lines of a list: as a value, as a formula of the template, as a rule that can be broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from mtqg_xl.catalogue import load_form, make_concrete
from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.periods import Period
from mtqg_xl.messages import ArgumentProblem, DefinitionProblem
from mtqg_xl.ooxml import to_a1
from mtqg_xl.rules import Figures, bind_rule, computed_values, excel_formula, measure_lookup, relations_of
from mtqg_xl.rules.judging import Outcome, judge
from mtqg_xl.writing import plan_sheet
from tests.support import own
from tests.support.books import reporting_unit


@pytest.fixture(scope="module")
def form() -> Iterator[Form]:
    """The form of roads: five lines, each of one of three kinds."""
    with own.own_forms():
        yield make_concrete(own.CODE, reporting_unit(), Period.parse("2023-N"))


def texts(lines: Mapping[int, tuple[str, str]]) -> dict[CellKey, str]:
    """Name and kind of the roads on some lines."""
    found = {}
    for number, (name, kind) in lines.items():
        found[CellKey(own.CODE, f"DUONG-{number}", "B")] = name
        found[CellKey(own.CODE, f"DUONG-{number}", "4")] = kind
    return {key: text for key, text in found.items() if text}


def counted(form: Form, lines: Mapping[int, tuple[str, str]]) -> list[Decimal | None]:
    """All roads, and those of each kind."""
    values = computed_values(form, {}, texts(lines))
    return [values[CellKey(own.CODE, row, "8")][1] for row in ("T2", "BT", "NH", "CP")]


def test_lines_with_a_name_are_counted_wherever_they_stand(form: Form) -> None:
    lines = {1: ("Nà Mạt", "Bê tông"), 3: ("Bản Vài", "Nhựa"), 5: ("Pác Lũng", "Bê tông")}
    assert counted(form, lines) == [3, 2, 1, 0]


def test_an_empty_list_is_not_a_count_of_zero(form: Form) -> None:
    assert counted(form, {}) == [None] * 4


def test_letters_and_spaces_around_a_choice_do_not_matter(form: Form) -> None:
    assert counted(form, {1: ("A", "bê tông"), 2: ("B", " Bê Tông ")}) == [2, 2, 0, 0]


def test_a_line_without_its_kind_is_counted_and_breaks_the_rule(form: Form) -> None:
    lines = {1: ("Nà Mạt", "Bê tông"), 2: ("Bản Vài", "")}
    assert counted(form, lines) == [2, 1, 0, 0]
    seen = {key: Observation(key, State.REPORTED, raw=text) for key, text in texts(lines).items()}
    figures = Figures(seen, measure_lookup([form]), relations_of(form))
    (rule,) = [relation for relation in relations_of(form) if relation.rule.id == "GT01.loai"]
    judgement = judge(rule, figures)
    assert (judgement.outcome, judgement.left, judgement.right) == (Outcome.FAILS, 2, 1)


def test_the_formula_counts_down_to_the_row_that_ends_the_list(form: Form) -> None:
    plan = plan_sheet(form)
    first, last = (plan.row_at[key] for key in ("DUONG-1", "DUONG-het"))
    formulas = {
        key.row: excel_formula(relation, lambda cell: ("", *plan.position(cell)), to_a1, plan.below)
        for key, (relation, _) in computed_values(form, {}).items()
        if key.column == "8"
    }
    names, kinds = f"B{first}:B{last}", f"D{first}:D{last}"
    assert formulas["T2"] == f'=IF(COUNTA({names})=0,"",COUNTA({names}))'
    assert formulas["NH"] == f'=IF(COUNTA({kinds})=0,"",COUNTIF({kinds},"Nhựa"))'


def test_a_total_over_the_list_takes_in_the_row_that_ends_it(form: Form) -> None:
    plan = plan_sheet(form)
    first, last = (plan.row_at[key] for key in ("DUONG-1", "DUONG-het"))
    relation, _ = computed_values(form, {})[CellKey(own.CODE, "T2", "5")]
    formula = excel_formula(relation, lambda cell: ("", *plan.position(cell)), to_a1, plan.below)
    assert formula == f'=IF(COUNT(E{first}:E{last})=0,"",SUM(E{first}:E{last}))'


@pytest.mark.parametrize(
    ("notation", "code"),
    [
        ("[T2;8]=count(#DUONG;5)", "unknown_code"),
        ("[T2;8]=count(#DUONG;Z)", "unknown_code"),
        ('[T2;8]=count(#DUONG;4="Đá dăm")', "unknown_choice"),
        ("[T2;8]=count(#DUONG)", "notation"),
    ],
)
def test_a_count_of_what_is_no_text_or_no_choice_is_refused(form: Form, notation: str, code: str) -> None:
    rule = replace(next(rule for rule in form.rules if rule.id == "GT01.so"), notation=notation)
    with pytest.raises(DefinitionProblem) as refusal:
        bind_rule(rule, {form.code: form}, form)
    assert refusal.value.code == f"definition.{code}"


def test_the_form_is_known_only_while_its_folder_is_named(form: Form) -> None:
    assert load_form(own.CODE).code == form.code
    with own.own_forms(None), pytest.raises(ArgumentProblem):
        load_form(own.CODE)
