from __future__ import annotations

from collections.abc import Mapping

import pytest

from mtqg_xl.catalogue.measures import measure
from mtqg_xl.domain.forms import Form
from mtqg_xl.ooxml import Cell, Sheet, to_a1
from mtqg_xl.reading.figures.stating import bare_label, heads_measure, label_measure, measure_in_heading
from mtqg_xl.reading.figures.written import Stand, WrittenMeasures, written_measures
from tests.support.toy import toy

MONEY = toy(["1", "2", "3=1+2", "4=2/1*100 phan_tram", "5 ho"], ["a", "b"])


class Paper:
    """A sheet as a few texts."""

    name = "Biểu 1"

    def __init__(self, texts: Mapping[tuple[int, int], str]) -> None:
        self._texts = texts
        cells = {place: Cell(*place, "text", text, None, 0) for place, text in texts.items()}
        self.sheet = Sheet(self.name, cells, (), frozenset(), frozenset(), 40, 40)

    def printed(self, row: int, column: int) -> str:
        return self._texts.get((row, column), "")

    def address(self, row: int, column: int) -> str:
        return to_a1(row, column)


#: Columns A and B are the stub, C to G the figures; headings in rows 5 and 6, codes in 7, figures from 8.
HEADINGS = {(5, 1): "TT", (5, 2): "Nội dung", **{(6, 2 + n): f"Cột {n}" for n in range(1, 6)}}


def written(texts: Mapping[tuple[int, int], str], form: Form = MONEY) -> WrittenMeasures:
    stand = Stand(
        0, Paper({**HEADINGS, **texts}), 1, 5, 7, 7, {str(n): n + 2 for n in range(1, 6)}, {"a": 8, "b": 9}
    )
    return written_measures(form, [stand])


def in_force(found: WrittenMeasures, row: str, column: str) -> str:
    form = found.form
    return found.of(form.row_by_key[row], form.column_by_key[column]).code


def codes(found: WrittenMeasures) -> list[str]:
    return [remark.code for remark in found.remarks]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Đơn vị tính: tỷ đồng",
            "ĐVT: tỷ đồng",
            "Đơn vị: Tỷ đồng",
            "(ĐVT: tỷ đồng)",
            "ĐƠN VỊ TÍNH: TỶ ĐỒNG",
        ),
        *("Đơn vị tính : tỷ đồng.", "Đơn vị tính: tỉ đồng, %", "Đvt: Tỷ đồng; hộ"),
    ],
)
def test_the_line_above_a_table_states_the_measure_of_its_money(line: str) -> None:
    found = written({(4, 6): line})
    assert [in_force(found, "a", key) for key in "12345"] == ["ty_dong"] * 3 + ["phan_tram", "ho"]
    assert codes(found) == ["other_measure"]
    assert found.remarks[0].cell == "F4"


def test_the_title_may_state_it_in_brackets() -> None:
    found = written({(2, 1): "BÁO CÁO GIẢI NGÂN NĂM 2023 (tỷ đồng)"})
    assert in_force(found, "a", "1") == "ty_dong"
    assert codes(found) == ["other_measure"]


def test_the_measure_of_the_form_needs_no_word() -> None:
    found = written(
        {(4, 6): "Đơn vị tính: triệu đồng", (6, 3): "Kế hoạch (triệu đồng)", (8, 2): "Dòng a (trđ)"}
    )
    assert codes(found) == []
    assert in_force(found, "a", "1") == "trieu_dong"


def test_a_column_may_be_in_a_measure_of_its_own() -> None:
    found = written({(6, 3): "Kế hoạch (tỷ đồng)"})
    assert [in_force(found, "a", key) for key in "123"] == ["ty_dong", "trieu_dong", "trieu_dong"]
    assert codes(found) == ["part_in_other_measure"]
    assert found.remarks[0].cell == "C6"


def test_the_nearest_heading_of_a_column_counts() -> None:
    found = written({(5, 3): "Vốn (nghìn đồng)", (6, 3): "Kế hoạch (tỷ đồng)"})
    assert in_force(found, "a", "1") == "ty_dong"


def test_a_row_of_units_below_the_headings_is_understood() -> None:
    found = written({(7, 3): "đồng", (7, 4): "đồng", (7, 5): "đồng", (7, 6): "%", (7, 7): "hộ"})
    assert [in_force(found, "b", key) for key in "12345"] == ["dong"] * 3 + ["phan_tram", "ho"]


def test_a_column_against_the_line_above_the_table_is_told() -> None:
    found = written({(4, 6): "Đơn vị tính: triệu đồng", (6, 3): "Kế hoạch (tỷ đồng)"})
    assert in_force(found, "a", "1") == "ty_dong"
    assert codes(found) == ["measure_conflict"]
    assert found.remarks[0].values["heading"] == "triệu đồng"


def test_a_column_that_repeats_the_measure_of_the_form_under_another_heading_is_told() -> None:
    found = written({(4, 6): "Đơn vị tính: đồng", (6, 3): "Kế hoạch (triệu đồng)"})
    assert [in_force(found, "a", key) for key in "12"] == ["trieu_dong", "dong"]
    assert codes(found) == ["other_measure", "measure_conflict"]


def test_a_row_may_name_its_measure_in_its_label() -> None:
    found = written({(9, 2): "Dòng b (nghìn đồng)"})
    assert [in_force(found, row, "1") for row in "ab"] == ["trieu_dong", "nghin_dong"]
    assert codes(found) == ["part_in_other_measure"]


def test_a_price_in_a_label_is_no_measure() -> None:
    found = written({(9, 2): "Nhà xây mới (40 triệu đồng/hộ)", (8, 2): "Vay từ 50 triệu đồng"})
    assert codes(found) == []


def test_a_column_goes_before_a_row() -> None:
    found = written({(6, 3): "Kế hoạch (tỷ đồng)", (9, 2): "Dòng b (nghìn đồng)"})
    assert [in_force(found, "b", key) for key in "12"] == ["ty_dong", "nghin_dong"]


def test_counts_and_rates_keep_their_measure() -> None:
    found = written({(5, 6): "Tỷ lệ (triệu đồng)", (5, 7): "Số hộ (tỷ đồng)"})
    assert [in_force(found, "a", key) for key in "45"] == ["phan_tram", "ho"]
    assert codes(found) == []


@pytest.mark.parametrize("line", ["Đơn vị tính: thúng", "Đơn vị tính: hộ"])
def test_a_measure_that_is_no_money_is_told_and_that_of_the_form_assumed(line: str) -> None:
    found = written({(4, 6): line})
    assert in_force(found, "a", "1") == "trieu_dong"
    assert codes(found) == ["unknown_measure"]


def test_the_column_of_measures_says_what_each_row_is_in() -> None:
    found = written({(5, 2): "ĐVT", (5, 1): "Nội dung", (8, 2): "đồng", (9, 2): "tỷ đồng"})
    assert [in_force(found, row, "1") for row in "ab"] == ["dong", "ty_dong"]
    assert codes(found) == ["part_in_other_measure", "part_in_other_measure"]


def test_a_second_table_without_a_line_of_its_own_follows_the_first() -> None:
    from tests.support.books import concrete

    form = concrete("BM11")
    first = {column.key: 3 + n for n, column in enumerate(c for c in form.columns if c.section == 0)}
    second = {column.key: 3 + n for n, column in enumerate(c for c in form.columns if c.section == 1)}
    paper = Paper({(4, 6): "Đơn vị tính: đồng"})
    rows = {row.key: 8 + n for n, row in enumerate(form.rows)}
    stands = [
        Stand(
            0, paper, 1, 5, 7, 30, first, {row.key: rows[row.key] for row in form.rows if row.section == 0}
        ),
        Stand(
            1,
            paper,
            12,
            14,
            15,
            30,
            second,
            {row.key: rows[row.key] for row in form.rows if row.section == 1},
        ),
    ]
    found = written_measures(form, stands)
    assert [one.code for one in found.tables] == ["dong", "dong"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Đơn vị tính: triệu đồng", "triệu đồng"),
        ("ĐVT: 1.000 đồng", "1.000 đồng"),
        ("(đơn vị: tỷ đồng)", "tỷ đồng"),
        ("nghìn đồng", "nghìn đồng"),
        ("Đơn vị tính triệu đồng", "triệu đồng"),
    ],
)
def test_labels_are_freed_of_the_words_before_them(text: str, label: str) -> None:
    assert bare_label(text) == label
    found = label_measure(text)
    assert found is not None
    assert measure(found.code).kind.value == "money"


@pytest.mark.parametrize(
    "text", ["Đơn vị báo cáo: huyện Bảo Lâm", "Đơn vị thực hiện", "đồng bào dân tộc", "Vốn"]
)
def test_other_words_state_no_measure(text: str) -> None:
    assert not heads_measure(text)
    assert measure_in_heading(text, "tien") is None
