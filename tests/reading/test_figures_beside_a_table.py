"""Figures on a sheet that belong to no table found there are told, so that none is lost in silence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from mtqg_xl.domain.submissions import Remark
from mtqg_xl.reading import read_submission
from tests.support.books import forget_metadata, tampered, write


def told(tmp_path: Path, texts: Sequence[Any]) -> list[Remark]:
    """What is told when ``texts`` stand in a column right of the table."""

    def change(book: Any) -> None:
        forget_metadata(book)
        sheet = book["BM11"]
        column = sheet.max_column + 2
        for at, text in enumerate(texts, 12):
            sheet.cell(at, column, text)

    read = read_submission(tampered(write(tmp_path / "a.xlsx", ["BM11"]), change))
    return [note for note in read.remarks if note.code == "figures_outside"]


@pytest.mark.parametrize(
    "texts", [[12, 300, 4, 5], ["1.234,5", "2.000", "12,5%", "1 234 567"], [1200, "3.400", "5.600", 7]]
)
def test_they_are_told_with_their_number(tmp_path: Path, texts: Sequence[Any]) -> None:
    (note,) = told(tmp_path, texts)
    assert note.sheet == "BM11"
    assert note.values["count"] == str(len(texts))


@pytest.mark.parametrize("texts", [["1", "2", "1.1", "10.2", "(3)"], ["a", "b", "c", "d"], [2023, 2024]])
def test_numbering_and_words_are_none(tmp_path: Path, texts: Sequence[Any]) -> None:
    assert told(tmp_path, texts) == []
