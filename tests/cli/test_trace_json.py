from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli import shapes
from tests.cli.conftest import Run, digest


def test_a_sum_is_traced_to_the_cell_of_every_unit(run: Run, total: Path) -> None:
    answer = run("trace", total, "KR02!C13", "--json")
    assert (answer.code, answer.err) == (0, "")
    data = answer.data
    assert data.keys() == shapes.TRACE
    assert data["cell"].keys() == shapes.TRACED_CELL
    assert shapes.fractions(data) == []
    assert data["cell"]["sheet"] == "KR02"
    assert (data["cell"]["row"], data["cell"]["column"]) == ("NTM", "1")
    assert data["cell"]["unit"] == "trieu_dong"
    assert data["aggregation"] == "sum"
    assert [part["unit"] for part in data["contributions"]] == ["huyện Bảo Lâm", "huyện Hạ Lang"]
    assert sum(Decimal(part["value"]) for part in data["contributions"]) == Decimal(data["cell"]["value"])


def test_every_contribution_names_file_digest_sheet_and_cell(run: Run, total: Path) -> None:
    for part in run("trace", total, "KR02!C13", "--json").data["contributions"]:
        assert part.keys() == shapes.CONTRIBUTION
        assert shapes.is_figure(part["value"])
        assert (part["sheet"], part["cell"]) == ("KR02", "C13")
        assert digest(total.parent / part["file"]) == part["sha256"]


def test_units_that_gave_nothing_are_missing(run: Run, total: Path) -> None:
    missing = run("trace", total, "KR02!C13", "--json").data["missing"]
    assert len(missing) == 8
    assert "huyện Thạch An" in missing
    assert "huyện Bảo Lâm" not in missing


def test_a_rate_is_said_to_be_computed_anew(run: Run, total: Path) -> None:
    data = run("trace", total, "KR02!I13", "--json").data
    assert (data["cell"]["column"], data["aggregation"]) == ("7", "recompute")
    assert (data["cell"]["value"], data["cell"]["unit"]) == ("50", "phan_tram")
    assert "không lấy trung bình" in run("trace", total, "KR02!I13").out


@pytest.mark.parametrize("place", ["KR02!C13", "kr02!c13", "'KR02'!$C$13"])
def test_a_cell_may_be_written_as_excel_writes_it(run: Run, total: Path, place: str) -> None:
    assert run("trace", total, place, "--json").data["cell"]["cell"] == "C13"


def test_a_person_reads_units_and_figures(run: Run, total: Path) -> None:
    shown = run("trace", total, "KR02!C13").out
    assert "Cộng từ 2 đơn vị" in shown
    assert "huyện Hạ Lang" in shown
    assert "2.060,5 triệu đồng" in shown
    assert "Không có số ở ô này: thành phố Cao Bằng" in shown
