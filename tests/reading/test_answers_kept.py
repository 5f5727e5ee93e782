from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from mtqg_xl.domain.questions import Question
from mtqg_xl.messages import ArgumentProblem
from mtqg_xl.reading.answers import ANSWERS_FILE, Answer, answers_for, answers_in, save_answers

ASKED = Question("Q1A2B3", "row", "BM11", "B12", "Xây: “sửa”\\", (("XM", "1 Xây mới"), ("SC", "2 Sửa chữa")))


def kept(folder: Path, code: str = "Q1A2B3", key: str = "XM") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    save_answers({str(folder / "a.xlsx"): [Answer(code, key)]})


def test_an_answer_kept_holds_for_every_workbook_of_the_folder(tmp_path: Path) -> None:
    save_answers({str(tmp_path / "a.xlsx"): [Answer.to(ASKED, "SC")]})
    assert answers_for(tmp_path / "b.xlsx") == {"Q1A2B3": "SC"}


def test_a_person_can_read_what_was_asked_and_answered(tmp_path: Path) -> None:
    save_answers({str(tmp_path / "a.xlsx"): [Answer.to(ASKED, "SC")]})
    text = (tmp_path / ANSWERS_FILE).read_text(encoding="utf-8")
    (entry,) = yaml.safe_load(text)
    assert entry["nghĩa là"] == "2 Sửa chữa"
    assert "Xây: “sửa”\\" in entry["câu hỏi"]
    assert "BM11" in entry["câu hỏi"]
    assert text.startswith("# Câu trả lời")


def test_none_of_them_is_told_in_words_too(tmp_path: Path) -> None:
    save_answers({str(tmp_path / "a.xlsx"): [Answer.to(ASKED, "-")]})
    assert answers_in(tmp_path)[0].meaning == "không phải câu nào nêu trên"
    assert answers_for(tmp_path / "a.xlsx") == {"Q1A2B3": "-"}


def test_a_new_answer_takes_the_place_of_the_old_one_and_the_others_stay(tmp_path: Path) -> None:
    kept(tmp_path, "QA", "1")
    kept(tmp_path, "QB", "1")
    kept(tmp_path, "QA", "2")
    assert answers_for(tmp_path / "a.xlsx") == {"QA": "2", "QB": "1"}


def test_answers_of_the_two_folders_above_hold_and_the_nearer_go_first(tmp_path: Path) -> None:
    kept(tmp_path, "QA", "far")
    kept(tmp_path, "QB", "far")
    kept(tmp_path / "x" / "y", "QC", "near")
    (tmp_path / "x" / "y" / ANSWERS_FILE).write_text('- {mã: QA, "trả lời": near}\n', encoding="utf-8")
    assert answers_for(tmp_path / "x" / "y" / "a.xlsx") == {"QA": "near", "QB": "far"}
    assert answers_for(tmp_path / "x" / "y" / "z" / "a.xlsx") == {"QA": "near"}


def test_an_answer_that_a_folder_above_has_is_changed_there(tmp_path: Path) -> None:
    kept(tmp_path, "QA", "old")
    kept(tmp_path / "x", "QA", "new")
    assert not (tmp_path / "x" / ANSWERS_FILE).exists()
    assert answers_for(tmp_path / "a.xlsx") == {"QA": "new"}


def test_what_several_folders_ask_is_kept_once_above_them(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
    answer = [Answer("QA", "1")]
    written = save_answers({str(tmp_path / "x" / "a.xlsx"): answer, str(tmp_path / "y" / "a.xlsx"): answer})
    assert written == (str(tmp_path / ANSWERS_FILE),)


def test_without_a_file_nothing_is_answered(tmp_path: Path) -> None:
    assert answers_for(tmp_path / "a.xlsx") == {}


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "- 1",
        "mã: QA",
        "- {mã: QA}",
        "- {mã: [], trả lời: a}",
        "- [" * 5000,
        "5",
        "- {mã: '', trả lời: a}",
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / ANSWERS_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ArgumentProblem, match=ANSWERS_FILE):
        answers_for(tmp_path / "a.xlsx")


def test_a_file_of_other_bytes_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / ANSWERS_FILE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ArgumentProblem, match=ANSWERS_FILE):
        answers_for(tmp_path / "a.xlsx")
