from typing import Any

import pytest

from mtqg_xl.domain.forms import Mark
from mtqg_xl.writing import SheetPlan
from tests.writing.conftest import CODES, REPORTED

WORDS = {Mark.REFERENCE: "(Mẫu tham khảo)", Mark.PARTIAL: "(Một phần theo biểu gốc)"}


@pytest.mark.parametrize("at", range(len(CODES)), ids=CODES)
def test_a_sheet_says_that_its_layout_is_not_the_official_one(
    blank: Any, province: Any, plans: list[SheetPlan], at: int
) -> None:
    plan = plans[at]
    assert plan.form.mark in WORDS
    for book in (blank, province) if plan.form.code in REPORTED else (blank,):
        texts = [cell.value for line in book[plan.sheet]["A1:AK3"] for cell in line]
        assert texts.count(WORDS[plan.form.mark]) == 1
        assert not (set(WORDS.values()) - {WORDS[plan.form.mark]}) & set(texts)


def test_no_sheet_claims_to_be_issued_with_a_circular(blank: Any) -> None:
    texts = [cell.value for sheet in blank for line in sheet["A1:AK3"] for cell in line if cell.value]
    assert not [text for text in texts if "Ban hành kèm theo" in str(text)]


def test_every_sheet_is_signed_at_its_foot(blank: Any, plans: list[SheetPlan]) -> None:
    for plan in plans:
        foot = [
            cell.value
            for line in blank[plan.sheet].iter_rows(min_row=plan.last_row + 1)
            for cell in line
            if cell.value
        ]
        assert {"NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"} <= set(foot)
        assert any(text.startswith("Cao Bằng, ngày") for text in foot)


def test_invented_figures_are_warned_of_on_every_sheet_made_from_them(
    province: Any, plans: list[SheetPlan]
) -> None:
    for plan in plans:
        if plan.form.code not in REPORTED:
            continue
        texts = [str(cell.value) for line in province[plan.sheet]["A1:AK7"] for cell in line if cell.value]
        assert [text for text in texts if "GIẢ LẬP" in text.upper()]
