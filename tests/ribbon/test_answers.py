"""The engine answers the button: every work, every way of failing."""

from __future__ import annotations

import hashlib
import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

import mtqg_xl as mx
from mtqg_xl import api
from mtqg_xl.domain.explanations import ExplanationKey
from mtqg_xl.messages import current_language
from mtqg_xl.ooxml import to_a1
from mtqg_xl.ribbon.response import Response
from tests.api.test_several_units_in_one_file import of_a_province
from tests.ribbon.folder import CLEAN, REAL, SYNTHETIC, WRONG, answer_in, ask, read_table, records, request

KEYS = [
    *("version", "status", "verdict", "message", "detail", "out", "errors", "warnings", "infos", "explained"),
    *("unit", "period", "forms", "engine", "unchecked"),
]


def flat(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for head in findings for one in (head, *flat(head["children"]))]


def test_a_check_says_what_the_check_of_the_file_says(tmp_path: Path) -> None:
    for number, path in enumerate([WRONG, REAL / "cao_bang_2019-6T.xlsx"]):
        home = tmp_path / str(number)
        ask(home, "check", path)
        told = json.loads(mx.check(path).to_json())["files"][0]
        found = records(home / "findings.tsv")
        expected = flat(told["findings"])
        assert len(found) == len(expected) > 9
        same = ["id", "severity", "verdict", "confidence", "rule", "form", "row", "column", "sheet", "cell"]
        same += ["unit", "message", "why", "todo", "law"]
        for line, one in zip(found, expected, strict=True):
            assert [line[key] for key in same] == [one[key] for key in same]
            for key in ("stated", "expected", "difference"):
                assert line[key] == (one[key] or "")
            assert line["parent"] == one["id"].rpartition(".")[0]
            assert 0 < len(line["title"]) <= 60
        answer = answer_in(home)
        assert list(answer) == KEYS
        assert (answer["status"], answer["verdict"]) == ("1", "invalid")
        assert [int(answer[key]) for key in ("errors", "warnings", "infos", "explained")] == list(
            told["counts"].values()
        )
        assert (answer["unit"], answer["period"]) == (told["unit"], told["period"])
        assert answer["forms"].split(",") == told["forms"]
        rules = [[item["rule"], item["reason"]] for item in told["unchecked"]]
        assert read_table(home / "unchecked.tsv")[1:] == rules
        assert int(answer["unchecked"]) == len(rules)


def test_the_cells_marked_are_those_of_a_marked_copy(tmp_path: Path) -> None:
    ask(tmp_path, "check", WRONG)
    marks = {
        line["cell"]: line["mark"] for line in records(tmp_path / "findings.tsv") if line["mark"] != "none"
    }
    assert marks == {"E13": "error", "L14": "error", "N14": "warning", "Q15": "error"}
    api.mark(WRONG, tmp_path / "dau.xlsx", mx.check(WRONG))
    before, after = (openpyxl.load_workbook(path)["KR02"] for path in (WRONG, tmp_path / "dau.xlsx"))
    painted = {
        cell.coordinate
        for row in after.iter_rows()
        for cell in row
        if cell.fill.patternType != before[cell.coordinate].fill.patternType
    }
    assert painted == set(marks)


def test_keys_name_the_unit_of_each_finding(tmp_path: Path) -> None:
    path = of_a_province(tmp_path / "ca_tinh.xlsx")
    ask(tmp_path, "check", path)
    units = {file.unit for file in mx.check(path).files}
    found = records(tmp_path / "findings.tsv")
    keys = [ExplanationKey.read(line["key"]) for line in found]
    assert {key.unit for key in keys if key} == units
    for line, key in zip(found, keys, strict=True):
        place = (line["form"], line["row"], line["column"])
        place = place if line["form"] else ("", line["sheet"], line["cell"])
        assert key is not None
        assert key[1:] == (line["rule"], *place, line["stated"])


def test_titles_say_in_a_few_words_what_is_wrong(tmp_path: Path) -> None:
    ask(tmp_path, "check", WRONG)
    titles = {line["id"]: line["title"] for line in records(tmp_path / "findings.tsv")}
    assert titles["F1"] == "Sai: lẽ ra 26.844"
    assert titles["F1.1"] == "Kéo theo F1: tính ra 75.377"
    assert titles["F2.2"] == "Sai theo F2: lẽ ra 27,97"
    assert titles["F4"] == "Số đã cắt bớt: tính ra 30,29"
    assert titles["F16"] == "Còn để trống"


def test_proposals_are_what_fix_would_write(tmp_path: Path) -> None:
    ask(tmp_path, "check", WRONG)
    proposals = records(tmp_path / "proposals.tsv")
    assert [(one["id"], one["n"], one["cell"], one["current"], one["proposed"]) for one in proposals] == [
        ("F1", "1", "E13", "26884", "26844"),
        ("F2", "1", "L14", "4097", "4079"),
        ("F2", "1", "N14", "27.8", "27.97"),
        ("F3", "1", "Q15", "10.8", "20.31"),
    ]
    assert {one["kind"] for one in proposals} == {"number"}
    assert proposals[0]["slip"] == "replace"
    assert proposals[0]["label"] == "E13: 26.884 → 26.844 triệu đồng"
    counted = {line["id"]: line["proposals"] for line in records(tmp_path / "findings.tsv")}
    assert (counted["F1"], counted["F2"], counted["F1.1"]) == ("1", "2", "0")
    fixed = mx.api.fix(WRONG, None, accept=["F1", "F2", "F3"])
    written = {(step["sheet"], step["cell"]) for step in json.loads(fixed.to_json())["changes"]}
    assert written == {(one["sheet"], one["cell"]) for one in proposals}


def test_proposed_figures_are_in_the_measure_of_the_sheet(tmp_path: Path) -> None:
    """A cell shown as a percentage holds a hundredth of what is read."""
    from openpyxl import load_workbook

    book = load_workbook(WRONG)
    sheet = book["KR02"]
    for row in (12, 13, 14, 15):
        cell = sheet.cell(row, 17)
        if cell.value is not None:
            cell.value, cell.number_format = float(Decimal(str(cell.value)) / 100), "0.00%"
    book.save(tmp_path / "percent.xlsx")
    ask(tmp_path / "home", "check", tmp_path / "percent.xlsx")
    proposed = {one["cell"]: one["proposed"] for one in records(tmp_path / "home" / "proposals.tsv")}
    assert proposed["Q15"] == "0.2031"


def test_a_formula_that_is_wrong_is_proposed_as_a_formula(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    mx.api.write_template(["KR02"], tmp_path / "mau.xlsx", unit="huyện Kon Rẫy", period="2023-6T")
    book = load_workbook(tmp_path / "mau.xlsx")
    sheet = book["KR02"]
    for row in (13, 14, 15):
        sheet[f"C{row}"], sheet[f"D{row}"] = row, 2 * row
    sheet["E12"] = "=E13+E14"
    book.save(tmp_path / "sai.xlsx")
    ask(tmp_path / "home", "check", tmp_path / "sai.xlsx")
    found = [one for one in records(tmp_path / "home" / "proposals.tsv") if one["cell"] == "E12"]
    assert found[0]["kind"] == "formula"
    assert found[0]["proposed"].startswith("=")
    assert "C12" in found[0]["proposed"], "the formula of the form, in the column's own way"
    assert found[0]["current"] == "=E13+E14"


def test_a_clean_book_is_told_to_be_clean(tmp_path: Path) -> None:
    answer = ask(tmp_path, "check", CLEAN)
    assert (answer.status, answer.verdict) == (0, "valid")
    assert answer.message.startswith("Hợp lệ: ")
    assert "huyện Hòa An" in answer.detail
    assert not [line for line in records(tmp_path / "findings.tsv") if line["severity"] != "info"]


def test_names_and_folders_tell_unit_and_period_as_they_would_on_disk(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(WRONG)
    del book["_mtqg"]
    for sheet in book.worksheets:
        for line in sheet.iter_rows(max_row=7):
            for cell in line:
                if isinstance(cell.value, str) and ("huyện" in cell.value.lower() or "2023" in cell.value):
                    cell.value = None
    book.save(tmp_path / "nobody.xlsx")
    keys = {"name": "bao cao 6T 2023 huyen Bao Lam.xlsx", "folder": "D:\\Báo cáo"}
    answer = ask(tmp_path / "home", "check", tmp_path / "nobody.xlsx", **keys)
    assert answer.unit == "huyện Bảo Lâm"
    assert answer.period == "2023-6T"


def test_minutes_become_a_word_document(tmp_path: Path) -> None:
    import docx

    answer = ask(tmp_path, "minutes", WRONG)
    assert answer.status == 1
    assert answer.out == str(tmp_path / "bien_ban.docx")
    text = "\n".join(one.text for one in docx.Document(answer.out).paragraphs)
    assert "BIÊN BẢN" in text.upper()
    wanted = tmp_path / "Biên bản “Kon Rẫy” & 100%!.docx"
    assert ask(tmp_path, "minutes", WRONG, out=str(wanted)).out == str(wanted)
    assert wanted.is_file()
    assert wanted.name in answer_in(tmp_path)["message"]


def test_a_folder_is_consolidated_and_its_figures_are_traced(tmp_path: Path) -> None:
    folder = tmp_path / "Các huyện & xã (50%)!"
    folder.mkdir()
    for name in ("hoa_an_gia_lap.xlsx", "ha_lang_gia_lap.xlsx"):
        shutil.copy(SYNTHETIC / "2024-KH" / name, folder / name)
    home = tmp_path / "mtqg_1"
    answer = ask(home, "consolidate", input=str(folder), unit="tỉnh Cao Bằng", period="2024-KH")
    assert answer.status == 0
    assert answer.unit == "tỉnh Cao Bằng"
    assert answer.out == str(home / "tong_hop.xlsx")
    assert "Bảo Lạc" in answer.detail, "units that sent nothing are told"
    with_folder = ask(
        tmp_path / "2", "consolidate", folder=str(folder), period="2024-KH", unit="tỉnh Cao Bằng"
    )
    assert with_folder.forms == answer.forms
    total = mx.consolidate([folder], "tỉnh Cao Bằng", "2024-KH").merged
    key = next(one for one, given in total.contributions.items() if len({item.unit for item in given}) == 2)
    row, column = mx.open(answer.out).table(key.form).place(key)
    asked = ask(home, "trace", Path(answer.out), sheet=key.form, cell=to_a1(row, column))
    assert asked.status == 0, asked.message
    found = records(home / "trace.tsv")
    assert {one["unit"] for one in found} == {"huyện Hòa An", "huyện Hạ Lang"}
    assert all(one["label"].startswith(one["unit"]) for one in found)
    assert all(one["file"] and one["sheet"] and one["cell"] for one in found)


def test_templates_are_made_of_a_set_or_of_forms(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    answer = ask(tmp_path, "template", set="KR01, KR02", unit="huyện Kon Rẫy", period="2023-6T")
    assert answer.status == 0, answer.message
    assert {"KR01", "KR02"} <= set(load_workbook(answer.out).sheetnames)
    from mtqg_xl.catalogue.sets import form_sets

    for name in list(form_sets())[:1]:
        made = ask(tmp_path / name, "template", set=name, level="huyen")
        assert made.status == 0, made.message
        assert len(load_workbook(made.out).sheetnames) > 2


def test_the_diagnosis_names_engine_and_system(tmp_path: Path) -> None:
    answer = ask(tmp_path, "diagnose")
    assert answer.status == 0
    assert mx.__version__ in answer.message
    assert len(answer.detail.splitlines()) == 8
    assert str(tmp_path) in answer.detail


def test_the_report_before_is_compared(tmp_path: Path) -> None:
    before = REAL / "kon_ray_2022-N.xlsx"
    ask(tmp_path, "check", WRONG, previous=str(before))
    told = flat(json.loads(mx.check(WRONG, before).to_json())["files"][0]["findings"])
    assert [line["id"] for line in records(tmp_path / "findings.tsv")] == [one["id"] for one in told]


def test_the_language_asked_for_is_spoken_and_given_back(tmp_path: Path) -> None:
    answer = ask(tmp_path, "check", WRONG, lang="en")
    assert answer.message.startswith("Errors found: 3 errors")
    assert records(tmp_path / "findings.tsv")[0]["title"] == "Wrong: should be 26.844"
    assert current_language() == "vi"
    assert ask(tmp_path, "check", WRONG, lang="fr").message.startswith("Có lỗi: 3 lỗi")


@pytest.mark.parametrize(
    ("action", "keys", "told"),
    [
        ("check", {}, "Chưa nêu tệp Excel"),
        ("check", {"input": "none.xlsx"}, "none.xlsx"),
        ("dance", {}, "dance"),
        ("check", {"version": "9"}, "khác phiên bản"),
        ("consolidate", {}, "Chưa chọn thư mục"),
        ("consolidate", {"folder": "/không/có"}, "/không/có"),
        ("template", {}, "Chưa chọn bộ biểu"),
        ("template", {"set": "KHONG_CO"}, "KHONG_CO"),
        ("template", {"set": "KR02", "out": "/không/có/a.xlsx"}, "/không/có/a.xlsx"),
    ],
)
def test_what_cannot_be_done_is_answered_with_one_sentence(
    tmp_path: Path, action: str, keys: dict[str, str], told: str
) -> None:
    answer = ask(tmp_path, action, **keys)
    written = answer_in(tmp_path)
    assert answer.status == 2
    assert written["status"] == "2"
    assert told in written["message"]
    assert "\n" not in written["message"]
    assert not (tmp_path / "findings.tsv").exists()


def test_a_file_that_is_no_workbook_is_unreadable_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "hỏng.xlsx").write_bytes(b"PK\x03\x04 rubbish")
    answer = ask(tmp_path / "home", "check", tmp_path / "hỏng.xlsx", folder="D:\\Huyện")
    assert (answer.status, answer.verdict) == (2, "unreadable")
    assert "hỏng.xlsx" in answer.message
    assert "input.xlsx" not in answer.message


def test_a_fault_of_ours_is_answered_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mtqg_xl.api import ribbon

    def broken(*_arguments: object) -> Response:
        raise ZeroDivisionError("nought")

    monkeypatch.setitem(ribbon._WORK, ribbon.Action.CHECK, broken)
    monkeypatch.delenv("MTQG_XL_DEBUG", raising=False)
    answer = ask(tmp_path, "check", WRONG)
    assert answer.status == 3
    assert "ZeroDivisionError: nought" in answer_in(tmp_path)["message"]
    monkeypatch.setenv("MTQG_XL_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        ask(tmp_path, "check", WRONG)


def test_an_earlier_answer_is_never_taken_for_this_one(tmp_path: Path) -> None:
    ask(tmp_path, "check", WRONG)
    answer = ask(tmp_path, "check", input="none.xlsx")
    assert answer.status == 2
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"request.tsv", "response.tsv", "input.xlsx"}


def test_neither_the_copy_nor_the_original_is_ever_written(tmp_path: Path) -> None:
    original = tmp_path / "gốc.xlsx"
    shutil.copy(WRONG, original)
    digest = hashlib.sha256(original.read_bytes()).hexdigest()
    keys = {"folder": str(tmp_path), "name": "gốc.xlsx"}
    for out in (original, tmp_path / "home" / "input.xlsx"):
        answer = ask(tmp_path / "home", "minutes", original, out=str(out), **keys)
        assert answer.status == 2
        assert out.name in answer.message
    ask(tmp_path / "home", "check", original, **keys)
    for path in (original, tmp_path / "home" / "input.xlsx"):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest


def test_two_open_books_of_one_name_have_folders_of_their_own(tmp_path: Path) -> None:
    wrong = request(tmp_path / "mtqg_1", "check", WRONG, name="a.xlsx")
    clean = request(tmp_path / "mtqg_2", "check", CLEAN, name="a.xlsx")
    from mtqg_xl.api.ribbon import answer_request

    assert [answer_request(clean).status, answer_request(wrong).status] == [0, 1]
    assert answer_in(tmp_path / "mtqg_1")["unit"] == "huyện Kon Rẫy"


def test_an_explained_finding_is_told_apart_and_asks_for_no_repair(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(WRONG)
    book["KR02"]["E13"].comment = Comment("Giải trình: số theo Quyết định giao vốn", "Chị Lan")
    book.save(tmp_path / "kon_ray.xlsx")
    before, after = tmp_path / "1", tmp_path / "2"
    ask(before, "check", WRONG)
    ask(after, "check", tmp_path / "kon_ray.xlsx")
    first, then = answer_in(before), answer_in(after)
    assert (first["errors"], first["explained"]) == ("3", "0")
    assert (then["errors"], then["explained"], then["status"]) == ("2", "1", "1")
    assert "1 đã giải trình" in then["message"]
    lines = [one for one in records(after / "findings.tsv") if one["explanation"]]
    (line,) = (one for one in lines if not one["parent"])
    assert (line["cell"], line["severity"], line["title"]) == ("E13", "info", "Đã giải trình")
    assert line["explanation"] == "số theo Quyết định giao vốn"
    assert {one["proposals"] for one in lines} == {"0"}
    key = ExplanationKey("huyện Kon Rẫy", "KR02.3", "KR02", "NTM", "3", "26884")
    assert ExplanationKey.read(line["key"]) == key
