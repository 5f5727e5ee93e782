"""Files read one after another leave nothing behind but what is bounded."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

import pytest

from mtqg_xl.messages import FileProblem
from mtqg_xl.ooxml import Workbook
from mtqg_xl.reading import read_submission
from tests.support.books import concrete, write
from tests.support.everyform import chance_filling

pytestmark = pytest.mark.thorough

CODE = "BM16"
#: Bytes that each further file may leave: a few texts remembered for comparison, far below any sheet.
LEFT_BEHIND = 20_000


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The same form filled differently, under the names of different files."""
    paths = []
    for number in range(8):
        figures = chance_filling(concrete(CODE), number).figures
        paths.append(write(tmp_path / f"{number}.xlsx", [CODE], figures))
    return paths


def kept_after(paths: list[Path], times: int) -> int:
    """Bytes in use after the files were read so many times."""
    for _ in range(times):
        for path in paths:
            read_submission(path)
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def test_reading_file_after_file_keeps_no_file(files: list[Path]) -> None:
    tracemalloc.start()
    try:
        before = kept_after(files, 1)
        after = kept_after(files, 4)
    finally:
        tracemalloc.stop()
    assert after - before < LEFT_BEHIND * len(files) * 4


def test_refusals_keep_no_file(files: list[Path], tmp_path: Path) -> None:
    whole = files[0].read_bytes()
    broken = tmp_path / "hỏng.xlsx"

    def refused(times: int) -> int:
        for cut in range(times):
            broken.write_bytes(whole[: len(whole) // 2 + cut])
            with pytest.raises(FileProblem):
                read_submission(broken)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        assert refused(3) + LEFT_BEHIND > refused(20)
    finally:
        tracemalloc.stop()


def test_a_workbook_is_given_back_when_it_is_let_go(files: list[Path]) -> None:
    tracemalloc.start()
    try:
        before = kept_after(files, 1)
        book = Workbook.open(files[0])
        for info in book.sheets:
            book.sheet(info.name)
        held = tracemalloc.get_traced_memory()[0]
        del book
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] - before < LEFT_BEHIND < held - before
    finally:
        tracemalloc.stop()
