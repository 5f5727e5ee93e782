import re
from typing import Any

import pytest

from mtqg_xl.catalogue import form_codes
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
    assert [form["code"] for form in forms] == ["BM03", "BM11", "BM16", "KR02", "NTM01", "PL01"]
    assert [form["code"] for form in forms] == list(form_codes())
    assert all(form.keys() == shapes.FORM for form in forms)


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
    assert shown.count("Mẫu tham khảo") == 5
    assert shown.count("Một phần theo biểu gốc") == 1
