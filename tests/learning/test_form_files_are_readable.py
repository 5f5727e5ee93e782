"""The form file is written for people: short lines, questions above the line they are about."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.learning import form_from_text
from mtqg_xl.learning.model import Asked
from mtqg_xl.learning.text.yaml_text import flow, line, listing, scalar
from mtqg_xl.messages import DefinitionProblem
from tests.learning import shapes
from tests.learning.learnt import taught

#: Whatever a cell can hold: letters of any script, signs, line breaks.
TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\ufeff"))


@given(TEXTS)
def test_any_text_of_a_cell_comes_back_from_a_short_line(text: str) -> None:
    written = f"- {flow({'label': text, 'under': [text, 'Kế hoạch']})}"
    (entry,) = yaml.load(written, yaml.BaseLoader)
    assert entry["under"] == [text, "Kế hoạch"]
    assert entry.get("label", "") == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Kế hoạch vốn", "Kế hoạch vốn"),
        ("Tỷ lệ (%)", "Tỷ lệ (%)"),
        ("1.1", '"1.1"'),
        ("3=1+2", '"3=1+2"'),
        ("Hộ nghèo, hộ cận nghèo", '"Hộ nghèo, hộ cận nghèo"'),
        ("Trong đó: nữ", '"Trong đó: nữ"'),
        ("{nam}", '"{nam}"'),
        ("No", '"No"'),
        ("- Nam", '"- Nam"'),
        ("a # b", '"a # b"'),
        ("", '""'),
    ],
)
def test_quotes_stand_only_where_they_have_to(text: str, written: str) -> None:
    assert scalar(text) == written


def test_a_question_stands_right_above_its_line_and_nothing_is_asked_twice() -> None:
    asked = Asked(questions=["Đơn vị tính là gì?", "Đơn vị tính là gì?"], notes=["Ghi ở góc phải."])
    assert line("measure", "ho", asked) == ["# Ghi ở góc phải.", "# HỎI: Đơn vị tính là gì?", "measure: ho"]
    assert listing("rows", [({"key": "T"}, asked)])[1:] == [
        "  # Ghi ở góc phải.",
        "  # HỎI: Đơn vị tính là gì?",
        "  - {key: T}",
    ]


def test_a_line_break_in_a_question_cannot_open_a_new_line() -> None:
    assert line("measure", "ho", Asked(questions=["một\nmeasure: dong"]))[0] == "# HỎI: một measure: dong"


def test_the_head_says_where_it_comes_from_and_how_many_questions_are_left(tmp_path: Path) -> None:
    learnt = taught(tmp_path, shapes.contradictory)
    first, second, third, *_ = learnt.file.text.splitlines()
    assert "“that.xlsx”, trang “contradictory”, bảng ở vùng A4:H10" in first
    assert f"Còn {len(learnt.file.questions)} chỗ" in second
    assert "xóa dòng “# HỎI:”" in third
    asked = [text for text in learnt.file.text.splitlines() if text.strip().startswith("# HỎI: ")]
    assert [text.strip().removeprefix("# HỎI: ") for text in asked] == list(learnt.file.questions)


@pytest.mark.parametrize("draw", shapes.ALL, ids=lambda draw: draw.__name__)
def test_any_yaml_reader_sees_the_same_file(tmp_path: Path, draw: shapes.Draw) -> None:
    learnt = taught(tmp_path, draw)
    assert str(learnt.raw["code"]) == "DP01"
    assert len(learnt.raw["rows"]) == len([row for row in learnt.form.rows if row.section == 0])
    assert all(isinstance(column["code"], str) for column in learnt.raw["columns"])


def test_a_file_that_was_spoilt_by_an_answer_is_refused_with_a_sentence(tmp_path: Path) -> None:
    text = taught(tmp_path, shapes.bottom_total).file.text
    with pytest.raises(DefinitionProblem, match="có mục sai hoặc thiếu"):
        form_from_text(text.replace("measure: trieu_dong", "mesure: trieu_dong"))
    with pytest.raises(DefinitionProblem, match="dùng hai lần"):
        form_from_text(text.replace('code: "2"', 'code: "3"'))
