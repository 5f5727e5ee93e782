import itertools
import re
from collections import Counter
from typing import Any

import pytest

from mtqg_xl.catalogue import all_forms, form_codes, form_sets
from mtqg_xl.domain.forms import Mark
from tests.cli import shapes
from tests.cli.conftest import Run

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture
def forms(run: Run) -> list[dict[str, Any]]:
    answer = run("forms", "--json")
    assert (answer.code, answer.err) == (0, "")
    assert answer.data.keys() == {"forms"}
    listed: list[dict[str, Any]] = answer.data["forms"]
    return listed


def test_every_form_has_every_key(forms: list[dict[str, Any]]) -> None:
    assert [form["code"] for form in forms] == [form.code for form in all_forms()]
    assert {form["code"] for form in forms} == set(form_codes())
    assert all(form.keys() == shapes.FORM for form in forms)


def test_layouts_of_one_form_follow_one_another_in_time(forms: list[dict[str, Any]]) -> None:
    several = 0
    for earlier, later in itertools.pairwise(forms):
        if earlier["code"] == later["code"]:
            assert earlier["valid_to"] < later["valid_from"]
            several += 1
    assert several == len(forms) - len(form_codes())
    assert several


def test_levels_periods_and_mark_are_words_of_the_contract(forms: list[dict[str, Any]]) -> None:
    for form in forms:
        assert form["mark"] in {"official", "partial", "reference"}
        assert form["levels"]
        assert set(form["levels"]) <= {"xa", "huyen", "tinh"}
        assert form["periods"]
        assert set(form["periods"]) <= {"6T", "N", "T", "KH"}


def test_validity_is_a_day_or_open(forms: list[dict[str, Any]]) -> None:
    for form in forms:
        for end in (form["valid_from"], form["valid_to"]):
            assert end is None or _DAY.fullmatch(end)
        assert form["valid_from"] is None or form["valid_to"] is None or form["valid_from"] < form["valid_to"]


def test_no_title_shows_a_placeholder(forms: list[dict[str, Any]]) -> None:
    assert all(form["title"] and "{" not in form["title"] for form in forms)


def test_the_list_for_people_says_how_far_each_layout_is_known(run: Run) -> None:
    shown = run("forms").out
    marks = Counter(form.mark for form in all_forms())
    assert shown.count("Mẫu tham khảo") == marks[Mark.REFERENCE]
    assert shown.count("Một phần theo biểu gốc") == marks[Mark.PARTIAL]
    assert not marks[Mark.OFFICIAL]


def test_the_list_for_people_names_the_sets_and_their_forms(run: Run) -> None:
    shown = run("forms").out
    for found in form_sets().values():
        assert f"{found.name}: {found.title} ({', '.join(found.forms)})" in shown
