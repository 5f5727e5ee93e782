from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run, write_district
from tests.cli.sentences import assert_refused

#: The arguments, with BOOK, TOTAL and OUT for files, and what the sentence must mention.
REFUSED: dict[str, tuple[str, str]] = {
    "unknown form": ("template BM99 -o OUT", "“BM99”"),
    "no form": ("template -o OUT", "MÃ_BIỂU"),
    "unknown unit": ("template BM16 --unit Atlantis -o OUT", "“Atlantis”"),
    "bad period": ("template BM16 --period 2023 -o OUT", "“2023”"),
    "bad month": ("template BM16 --period 2023-T13 -o OUT", "“2023-T13”"),
    "bad level": ("template BM16 --level thon -o OUT", "“thon”"),
    "form not in force": ("template BM16 --period 2015-N -o OUT", "BM16"),
    "unknown set": ("template --set gn -o OUT", "“gn”"),
    "template without output": ("template BM16", "-o"),
    "bad period to consolidate": ("consolidate BOOK -o OUT --period 2023Q1", "“2023Q1”"),
    "unknown unit to consolidate": ("consolidate BOOK -o OUT --unit Atlantis", "“Atlantis”"),
    "wrong unit to consolidate": ("consolidate BOOK -o OUT --unit 62", "Kon Tum"),
    "wrong period to consolidate": ("consolidate BOOK -o OUT --period 2022-N", "năm 2022"),
    "consolidate into nowhere": ("consolidate BOOK", "--out"),
    "consolidate nothing": ("consolidate -o OUT", "TỆP|THƯ_MỤC"),
    "template consolidated already": ("consolidate BOOK -o OUT --template TOTAL", "Tình hình nộp"),
    "live links in a template": ("consolidate BOOK -o OUT --live --template TOTAL", "--live"),
    "jobs in words": ("consolidate BOOK -o OUT --jobs nhieu", "“nhieu”"),
    "no jobs at all": ("check BOOK --jobs 0", "--jobs"),
    "check nothing": ("check", "TỆP|THƯ_MỤC"),
    "unknown shape": ("check BOOK --format pdf", "“pdf”"),
    "later shape": ("check BOOK --format docx", "docx"),
    "previous period": ("check BOOK --previous BOOK", "kỳ trước"),
    "unknown option": ("check BOOK --nhanh", "“--nhanh”"),
    "option without value": ("check BOOK --format", "--help"),
    "too many files": ("export BOOK BOOK", "--help"),
    "parquet on the screen": ("export BOOK --format parquet", "-o"),
    "unknown command": ("kiem-tra BOOK", "“kiem-tra”"),
    "unknown language": ("--lang fr forms", "“fr”"),
    "no address": ("trace TOTAL KR02", "“KR02”"),
    "unknown sheet": ("trace TOTAL BM99!C13", "“BM99!C13”"),
    "no such address": ("trace TOTAL KR02!13C", "“KR02!13C”"),
    "a heading": ("trace TOTAL KR02!A1", "“KR02!A1”"),
    "trace without a cell": ("trace TOTAL", "TRANG!Ô"),
}


@pytest.fixture
def filled_in(book: Path, total: Path, tmp_path: Path) -> Callable[[str], list[str]]:
    """Arguments with the names of files in place of BOOK, TOTAL and OUT."""
    names = {"BOOK": str(book), "TOTAL": str(total), "OUT": str(tmp_path / "ra.xlsx")}
    return lambda text: [names.get(word, word) for word in text.split()]


@pytest.mark.parametrize("case", REFUSED)
def test_one_sentence_tells_what_is_wrong_and_nothing_is_written(
    run: Run, filled_in: Callable[[str], list[str]], tmp_path: Path, case: str
) -> None:
    arguments, mentioned = REFUSED[case]
    before = sorted(tmp_path.iterdir())
    assert_refused(run(*filled_in(arguments)), mentioned)
    assert sorted(tmp_path.iterdir()) == before


def test_files_of_several_periods_need_a_period(run: Run, tmp_path: Path) -> None:
    one = write_district(tmp_path / "a.xlsx", period="2023-N")
    other = write_district(tmp_path / "b.xlsx", period="2023-6T")
    assert_refused(run("consolidate", one, other, "-o", tmp_path / "ra.xlsx"), "2023-6T, 2023-N", "--period")
    assert run("consolidate", one, other, "-o", tmp_path / "ra.xlsx", "--period", "2023-N").code == 0
