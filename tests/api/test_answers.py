"""A question of the reader answered once, and what becomes of the answer."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

import mtqg_xl as mx
from mtqg_xl.domain.questions import Question
from mtqg_xl.messages import ArgumentProblem, FileProblem
from mtqg_xl.reading import read_all
from tests.support.books import forget_metadata, tampered, write

FILE = "tra_loi_mtqg.yaml"


def unclear(path: Path) -> Path:
    """A workbook without codes and metadata, one row of which is labelled so that it must be asked about."""

    def change(book: Any) -> None:
        forget_metadata(book)
        sheet = book["BM11"]
        for cell in sheet[10]:
            cell.value = None
        sheet["B12"] = "Xây, sửa"
        sheet["D12"], sheet["E12"] = 3, 4

    return tampered(write(path, ["BM11"]), change)


@pytest.fixture
def asking(tmp_path: Path) -> Path:
    return unclear(tmp_path / "a.xlsx")


def questions(path: Path) -> tuple[Question, ...]:
    return mx.open(path).questions


def asked(path: Path) -> Question:
    (question,) = read_all(path)[0].questions
    return question


def test_a_question_answered_once_is_asked_no_more(asking: Path) -> None:
    code = asked(asking).code
    book = mx.open(asking, bind={code: "1"})
    assert book.questions == ()
    assert book.frame("BM11").loc["XM", "2"] == 3
    assert questions(asking) == ()


def test_it_holds_for_the_next_file_of_the_same_shape(asking: Path, tmp_path: Path) -> None:
    mx.check(asking, bind=[f"{asked(asking).code}=1"])
    assert questions(unclear(tmp_path / "b.xlsx")) == ()


def test_it_does_not_hold_in_another_folder(asking: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    mx.check(asking, bind=[f"{asked(asking).code}=1"])
    assert len(questions(unclear(tmp_path_factory.mktemp("khac") / "a.xlsx"))) == 1


def test_the_key_may_be_given_for_the_place(asking: Path) -> None:
    question = asked(asking)
    key = question.answers[0][0]
    assert mx.open(asking, bind={question.code.lower(): key}).questions == ()


def test_none_of_them_leaves_it_unbound_without_asking_again(asking: Path) -> None:
    book = mx.open(asking, bind={asked(asking).code: "-"})
    assert book.questions == ()
    assert book.frame("BM11").loc["XM", "2"] is None


def test_an_answer_may_be_changed(asking: Path) -> None:
    code = asked(asking).code
    mx.open(asking, bind={code: "-"})
    assert mx.open(asking, bind={code: "1"}).frame("BM11").loc["XM", "2"] == 3


def test_the_workbook_is_never_touched(asking: Path) -> None:
    before = hashlib.sha256(asking.read_bytes()).digest()
    mx.consolidate([asking], unit="tỉnh Cao Bằng", period="2023-N", bind={asked(asking).code: "1"})
    assert hashlib.sha256(asking.read_bytes()).digest() == before
    assert (asking.parent / FILE).exists()


@pytest.mark.parametrize(
    ("bind", "words"),
    [
        (["QFFFFFF=1"], "QFFFFFF"),
        (["{code}=7"], "chỉ nhận: 1 ("),
        (["{code}"], "MÃ=CÂU_TRẢ_LỜI"),
        (["{code}="], "MÃ=CÂU_TRẢ_LỜI"),
        (["=1"], "MÃ=CÂU_TRẢ_LỜI"),
        (["{code}=1", "QFFFFFF=1"], "QFFFFFF"),
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_is_kept(asking: Path, bind: list[str], words: str) -> None:
    code = asked(asking).code
    with pytest.raises(ArgumentProblem, match=words.replace("(", r"\(")):
        mx.check(asking, bind=[text.format(code=code) for text in bind])
    assert not (asking.parent / FILE).exists()


def test_a_broken_file_of_answers_is_the_reason_a_file_is_not_read(asking: Path) -> None:
    (asking.parent / FILE).write_text("{", encoding="utf-8")
    with pytest.raises(ArgumentProblem, match=FILE):
        mx.open(asking)
    (report,) = mx.check([asking, asking.parent / "a.xlsx"]).files[:1]
    assert FILE in (report.reason or "")


def nameless(path: Path) -> Path:
    """A workbook whose only table fits two forms alike, its title, number and codes cut off."""

    def change(book: Any) -> None:
        forget_metadata(book)
        sheet = book["BM04"]
        sheet.merged_cells.ranges.clear()
        sheet.delete_rows(1, next(row for row in range(1, 20) if sheet.cell(row, 1).value == "TT") - 1)
        sheet.title = "Sheet1"

    return tampered(write(path, ["BM04"]), change)


def test_a_file_of_which_nothing_is_read_yet_asks_and_can_be_answered(tmp_path: Path) -> None:
    path = nameless(tmp_path / "huyện Bảo Lâm 2023-N.xlsx")
    with pytest.raises(FileProblem, match=r"Biểu số 03.* hoặc Biểu số 04.*--bind (Q\w+)=1") as refused:
        mx.open(path)
    code = str(refused.value).partition("--bind ")[2].partition("=")[0]
    assert mx.open(path, bind={code: "2"}).forms == ("BM04",)
    assert mx.open(path).forms == ("BM04",)
