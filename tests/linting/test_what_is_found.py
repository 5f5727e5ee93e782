"""Each slip in a form file is told on its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqg_xl.linting import Weight
from tests.linting.support import GOOD, line_with, looked_through

ERROR, NOTE = Weight.ERROR, Weight.NOTE
#: What stands in the good file, what is written instead, the note, its weight.
SLIPS = [
    ("title: Kế hoạch", "titel: Kế hoạch", "unknown_key_like", ERROR),
    ("title: Kế hoạch", "xyzw: Kế hoạch", "unknown_key", ERROR),
    ("mark: reference", "mark: chính thức", "wrong_choice", ERROR),
    ("levels: [xa, huyen]", "levels: [xa, phuong]", "wrong_choice", ERROR),
    ("levels: [xa, huyen]", "levels: xa", "wrong_list", ERROR),
    ("stub: [TT, Nội dung]", "stub: [TT]", "wrong_count", ERROR),
    ("from: 2022-01-01", "from: 01/01/2022", "wrong_date", ERROR),
    ("kind: text", "kind: text, page: một", "wrong_whole", ERROR),
    ("kind: text", "kind: text, width: rộng", "wrong_number", ERROR),
    ("kind: text", "kind: text, stub: có", "wrong_yes_no", ERROR),
    ("kind: text", "kind: text, width: 1e999", "wrong_number", ERROR),
    ("title: Giải ngân", "title: [Giải ngân]", "wrong_text", ERROR),
    ("rule: 2<=1", 'rule: ""', "empty", ERROR),
    ("key: GV", 'key: ""', "empty", ERROR),
    ("measure: ho", 'measure: ""', "empty", ERROR),
    ("valid: {from: 2022-01-01, until: 2026-12-31}", "valid: 2022", "wrong_group", ERROR),
    ("title: Giải ngân", "title: Giải ngân, title: Chi", "key_twice", ERROR),
    ("measure: trieu_dong", "measure: trieu_dog", "unknown_measure_like", ERROR),
    ("measure: ho", "measure: qqqqqqqq", "unknown_measure", ERROR),
    ('code: "2"', 'code: "1"', "column_twice", ERROR),
    ("key: GV", "key: GC", "row_twice", ERROR),
    ('code: "5"', 'code: "cột năm"', "bad_code", ERROR),
    ("key: GV", "key: dòng 2", "bad_code", ERROR),
    ("3=2/1*100", '"3=2/1*"', "unreadable_rule", ERROR),
    ('sum: "1+2"', 'sum: "1+"', "unreadable_rule", ERROR),
    ("rule: 2<=1", "rule: 2<1", "unreadable_rule", ERROR),
    ("3=2/1*100", "3=2/Q*100", "unknown_code", ERROR),
    ("3=2/1*100", "3=2/6*100", "number_for_code", ERROR),
    ("3=2/1*100", "3=2/17*100", "number_for_code", NOTE),
    ('sum: "1+2"', 'sum: "1+9.9"', "number_for_code", ERROR),
    ('sum: "1+2"', 'sum: "GC+GVX"', "unknown_code_like", ERROR),
    ("rule: 2<=1", "rule: 2<=Q", "unknown_code", ERROR),
    ("rule: 2<=1", 'rule: "[T;2]<=[Q;1]", over: once', "unknown_code", ERROR),
    ('rows: ["#ho"]', 'rows: ["#khong_co"]', "unknown_selection", ERROR),
    ('rows: ["#ho"]', "rows: [GVX]", "unknown_selection_like", ERROR),
    ("title: Số hộ, ", "", "column_untitled", ERROR),
    ("label: Giống vật nuôi, ", "", "row_unlabelled", ERROR),
    (", measure: phan_tram", "", "rate_unmeasured", ERROR),
    ("kind: text", "kind: total", "column_uncomputed", ERROR),
    ('label: CỘNG, sum: "1+2"', "label: CỘNG, kind: total", "row_unsummed", ERROR),
    (', sum: "1+2"', "", "total_row_typed", NOTE),
    ("law: Nghị định 27/2022/NĐ-CP\n", "", "no_law", NOTE),
    ("source: Ví dụ\n", "", "no_source", NOTE),
    ("mark: reference", "mark: official", "no_issuer", NOTE),
    ("title: Giải ngân", "title: Cộng", "total_column_typed", NOTE),
    ("title: Số hộ, measure: ho", "title: Tỷ lệ, measure: phan_tram", "rate_added", NOTE),
    ("why: Giải ngân không vượt kế hoạch., ", "", "no_why", NOTE),
    (", todo: Kiểm tra lại hai số.", "", "no_todo", NOTE),
    ("năm {nam}", "năm {namm}", "unknown_word", ERROR),
    ("from: 2022-01-01", "from: 2027-01-01", "backwards", ERROR),
    ("rule: 2<=1", 'rule: "2<={muc_la}*1"', "unknown_parameter", NOTE),
    ("title: Số hộ", "title: Số hộ} # HỎI: hộ nghèo hay mọi hộ?\n  - {code: X, title: Xa", "question", NOTE),
    ("code: TH01", "code: th01", "bad_form_code", ERROR),
    ("code: TH01", "code: TH02", "other_name", NOTE),
    ("rule: 2<=1", "rule: 2<=1, rows: [T], columns: [K]", "unknown_selection", ERROR),
    ("rows:\n  - {key: T", "rows:\n  - {key: T, kind: heading", "heading_summed", ERROR),
    ("kind: text", "kind: text, code: 5=1+2", "key_twice", ERROR),
]
TOLD = [pytest.param(*slip, id=f"{slip[2]}-{number}") for number, slip in enumerate(SLIPS)]


def test_a_good_file_has_nothing_to_put_right(tmp_path: Path) -> None:
    found = looked_through(tmp_path, GOOD, prove=True)
    assert found.notes == ()
    assert (found.verdict, found.form) == ("clean", "TH01")


@pytest.mark.parametrize(("right", "wrong", "code", "weight"), TOLD)
def test_a_slip_is_told_on_its_line(
    tmp_path: Path, right: str, wrong: str, code: str, weight: Weight
) -> None:
    assert right in GOOD
    text = GOOD.replace(right, wrong, 1)
    found = [note for note in looked_through(tmp_path, text).notes if note.code == code]
    assert found
    assert {note.weight for note in found} == {weight}
    assert min(abs(note.line - line_with(GOOD, right)) for note in found) <= 1


@pytest.mark.parametrize(
    "key", ["number", "title", "programme", "mark", "levels", "periods", "measure", "stub"]
)
def test_a_key_left_out_is_told_where_it_belongs(tmp_path: Path, key: str) -> None:
    lines = GOOD.splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith(f"{key}:"))
    found = looked_through(tmp_path, "".join(lines[:at] + lines[at + 1 :]))
    assert [(note.code, note.line) for note in found.notes] == [("missing_key", at)]
    assert f"“{key}”" in found.notes[0].text


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("title: Kế hoạch", "title: Kế hoạch: vốn", "syntax_brace"),
        ('label: CỘNG, sum: "1+2"}', 'label: CỘNG, sum: "1+2"', "syntax_brace"),
        ("stub: [TT, Nội dung]", "stub: [TT, Nội dung", "syntax_bracket"),
        ('title: "Biểu thử năm {nam}"', 'title: "Biểu thử năm {nam}', "syntax_quote"),
        ('  - {code: "2"', '   - {code: "2"', "syntax_indent"),
        ('  - {code: "2"', ' - {code: "2"', "syntax_indent"),
        ("mark: reference", "\tmark: reference", "syntax_tab"),
        ("mark: reference", " mark: reference", "syntax_colon"),
        ("law: Nghị", "law: *Nghị", "syntax_star"),
        ("law: Nghị", "law: @Nghị", "syntax_sign"),
        ("source: Ví dụ", "source: Ví dụ\n---", "syntax_document"),
        ("source: Ví dụ", "source: Ví\x07dụ", "syntax_character"),
        ("law: Nghị", "? [a, b]\n: Nghị", "syntax_key"),
    ],
)
def test_a_slip_of_the_pen_is_told_on_its_line(tmp_path: Path, right: str, wrong: str, code: str) -> None:
    assert right in GOOD
    (note,) = looked_through(tmp_path, GOOD.replace(right, wrong, 1)).notes
    assert note.code == code
    assert abs(note.line - line_with(GOOD, right)) <= 1


def test_several_slips_are_all_told_at_once_in_order(tmp_path: Path) -> None:
    text = GOOD.replace("mark: reference", "mark: x").replace("measure: ho", "measure: hoo")
    found = looked_through(tmp_path, text.replace("rule: 2<=1", "rule: 2<1"))
    assert [note.code for note in found.notes] == ["wrong_choice", "unknown_measure_like", "unreadable_rule"]
    assert [note.line for note in found.notes] == sorted(note.line for note in found.notes)


def test_a_code_renamed_is_told_where_it_was_meant_to_be(tmp_path: Path) -> None:
    found = looked_through(tmp_path, GOOD.replace('code: "2"', 'code: "Z9"'))
    places = {(note.code, note.line) for note in found.notes}
    assert ("number_for_code", line_with(GOOD, "3=2/1*100")) in places
    assert ("meant_for", line_with(GOOD, 'code: "2"')) in places


def test_a_text_that_describes_no_form_is_told_so(tmp_path: Path) -> None:
    assert [note.code for note in looked_through(tmp_path, "- một\n- hai\n").notes] == ["no_form"]
    assert [note.code for note in looked_through(tmp_path, "# chỉ có lời dẫn\n").notes] == ["no_form"]


def test_own_units_of_measure_may_be_used_in_the_file(tmp_path: Path) -> None:
    own = "measures: [{code: con_giong, label: con giống, kind: count}]\n"
    text = GOOD.replace("measure: ho", "measure: con_giong").replace("stub:", own + "stub:")
    assert looked_through(tmp_path, text).notes == ()


def test_a_unit_of_measure_known_to_all_need_not_be_brought(tmp_path: Path) -> None:
    own = "measures: [{code: ho, label: hộ, kind: count}]\n"
    (note,) = looked_through(tmp_path, GOOD.replace("stub:", own + "stub:")).notes
    assert (note.code, note.weight) == ("measure_known", Weight.NOTE)


def test_an_unknown_block_is_told(tmp_path: Path) -> None:
    text = GOOD.replace('  - {code: "5"', '  - {use: KHONGCO}\n  - {code: "5"')
    assert [note.code for note in looked_through(tmp_path, text).notes] == ["unknown_block"]


def test_a_rule_that_applies_nowhere_is_told(tmp_path: Path) -> None:
    more = '  - {id: "9", rule: "4<=[T;4]", rows: [T], why: Thử., todo: Thử.}\n'
    found = looked_through(tmp_path, GOOD + more)
    assert [(note.code, note.line) for note in found.notes] == [("never_applied", GOOD.count("\n") + 1)]


def test_a_time_in_force_that_meets_no_period_is_told(tmp_path: Path) -> None:
    text = GOOD.replace("until: 2026-12-31", "until: 2022-03-01").replace("[6T, N]", "[N]")
    assert [note.code for note in looked_through(tmp_path, text).notes] == ["never_in_force"]
