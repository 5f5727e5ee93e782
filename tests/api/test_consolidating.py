from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import mtqg_xl as mx
from mtqg_xl.messages import OutputProblem
from tests.api.conftest import KON_RAY
from tests.cli.conftest import UNITS, digest
from tests.support.books import write


def test_the_functions_of_the_contract_can_be_called_again_and_again(districts: list[Path]) -> None:
    for _ in range(2):
        assert mx.consolidate(districts).merged.unit.name == "tỉnh Cao Bằng"
        assert mx.check(districts[0]).ok
        assert mx.open(districts[0]).forms == ("KR02",)


def test_figures_are_added_exactly_and_rates_computed_from_the_sums(districts: list[Path]) -> None:
    frame = mx.consolidate(districts, unit="tỉnh Cao Bằng").frame("KR02")
    plans = [mx.open(path).frame("KR02").loc["NTM", "1"] for path in districts]
    assert frame.loc["NTM", "1"] == sum(plans)
    assert frame.loc["NTM", "4"] == sum(plans) / 2
    assert frame.loc["NTM", "7"] == Decimal(50)
    assert frame.loc["T", "2"] == 900
    assert frame.loc["DTTS", "1"] is None


def test_missing_units_are_named(districts: list[Path]) -> None:
    total = mx.consolidate(districts)
    assert set(total.missing) == set(UNITS) - {UNITS[1], UNITS[2], UNITS[5]}


def test_a_cell_is_traced_by_the_keys_of_the_form(districts: list[Path]) -> None:
    total = mx.consolidate(districts)
    parts = total.trace("KR02", "NTM", "1")
    assert [part.unit for part in parts] == [UNITS[1], UNITS[2], UNITS[5]]
    assert [part.sha256 for part in parts] == [digest(path) for path in districts]
    assert sum(part.value for part in parts) == total.frame("KR02").loc["NTM", "1"]
    assert total.trace("KR02", "DTTS", "1") == ()


def test_an_executor_of_threads_gives_the_same_workbook(districts: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "tinh.xlsx"
    contents = []
    with ThreadPoolExecutor(2) as pool:
        for executor in (None, pool):
            total = mx.consolidate(districts, unit="tỉnh Cao Bằng", executor=executor)
            total.save(out)
            contents.append(out.read_bytes())
    assert contents[0] == contents[1]


def test_the_workbook_saved_can_be_traced_and_opened_again(districts: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "tinh.xlsx"
    total = mx.consolidate(districts)
    total.save(out)
    assert mx.open(out).frame("KR02").loc["NTM", "1"] == total.frame("KR02").loc["NTM", "1"]
    assert mx.check(out).ok
    assert len(mx.trace(out, "KR02!C13").traced.origins) == 3


def test_the_workbook_links_to_the_files_from_where_it_stands(districts: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "kết quả" / "tinh.xlsx"
    out.parent.mkdir()
    mx.consolidate(districts).save(out)
    book = openpyxl.load_workbook(out)
    links = [cell.hyperlink.target for cell in book["Tình hình nộp"]["C"] if cell.hyperlink]
    book.close()
    # Excel writes the way to a file with backslashes; every program that opens workbooks knows that.
    assert [(out.parent / link.replace("\\", "/")).resolve() for link in links] == districts


def test_saving_over_a_source_is_refused(districts: list[Path]) -> None:
    before = digest(districts[2])
    with pytest.raises(OutputProblem):
        mx.consolidate(districts).save(districts[2])
    assert digest(districts[2]) == before


def test_a_template_of_ones_own_takes_the_same_figures(districts: list[Path], tmp_path: Path) -> None:
    total = mx.consolidate(districts, unit="tỉnh Cao Bằng")
    write(tmp_path / "mau.xlsx", ["KR02"], unit="tỉnh Cao Bằng")
    total.save(tmp_path / "a.xlsx", template=tmp_path / "mau.xlsx")
    assert mx.open(tmp_path / "a.xlsx").frame("KR02").loc["NTM", "1"] == total.frame("KR02").loc["NTM", "1"]


def test_a_file_that_does_not_belong_is_left_out_with_the_reason(districts: list[Path]) -> None:
    total = mx.consolidate([*districts, KON_RAY], unit="tỉnh Cao Bằng", period="2023-N")
    (refused,) = total.merged.refused
    assert refused.file == str(KON_RAY)
    assert refused.reason
