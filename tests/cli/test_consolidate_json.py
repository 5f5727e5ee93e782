import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mtqg_xl.domain.cells import CellKey
from tests.cli import shapes
from tests.cli.conftest import KON_RAY, SAMPLES, UNITS, Run, digest, write_district


@pytest.fixture
def told(run: Run, folder: Path, tmp_path: Path) -> dict[str, Any]:
    """Ten districts of which one is missing, one is from elsewhere and one file is broken."""
    (folder / "09.xlsx").unlink()
    shutil.copy(KON_RAY, folder / "kon_ray.xlsx")
    (folder / "hỏng.xlsx").write_text("x", encoding="utf-8")
    out = tmp_path / "cao_bang.xlsx"
    answer = run("consolidate", folder, "-o", out, "--period", "2023-N", "--json", "--jobs", 1)
    assert (answer.code, answer.err) == (0, "")
    assert shapes.fractions(answer.data) == []
    data: dict[str, Any] = answer.data
    return data


def test_every_key_is_there(told: dict[str, Any]) -> None:
    assert told.keys() == shapes.CONSOLIDATION
    assert all(item.keys() == shapes.RECEIVED for item in told["received"])
    assert all(item.keys() == shapes.UNREADABLE for item in told["unreadable"])


def test_whose_report_it_is_and_where_it_stands_is_told(told: dict[str, Any], tmp_path: Path) -> None:
    assert (told["unit"], told["period"]) == ("tỉnh Cao Bằng", "2023-N")
    assert told["out"] == str(tmp_path / "cao_bang.xlsx")
    assert Path(told["out"]).is_file()


def test_every_file_taken_in_is_listed_with_its_digest_and_verdict(told: dict[str, Any]) -> None:
    assert [item["unit"] for item in told["received"]] == list(UNITS[:-1])
    for item in told["received"]:
        assert item["sha256"] == digest(Path(item["file"]))
        assert item["verdict"] in {"valid", "warnings", "invalid"}


def test_a_district_left_out_is_missing(told: dict[str, Any]) -> None:
    assert told["missing"] == ["huyện Thạch An"]


def test_a_file_from_elsewhere_is_refused_with_the_reason(told: dict[str, Any]) -> None:
    reasons = {Path(item["file"]).name: item["reason"] for item in told["unreadable"]}
    assert reasons.keys() == {"kon_ray.xlsx", "hỏng.xlsx"}
    assert "6 tháng đầu năm 2023" in reasons["kon_ray.xlsx"]
    assert "Không đọc được" in reasons["hỏng.xlsx"]
    assert all(reason.endswith(".") for reason in reasons.values())


def test_a_unit_of_another_province_is_refused_for_that(run: Run, folder: Path, tmp_path: Path) -> None:
    write_district(folder / "kon_ray.xlsx", "huyện Kon Rẫy", {CellKey("KR02", "NTM", "1"): Decimal(5)})
    out = tmp_path / "cao_bang.xlsx"
    answer = run("consolidate", folder, "-o", out, "--unit", "tỉnh Cao Bằng", "--json", "--jobs", 1)
    (refused,) = answer.data["unreadable"]
    assert refused["reason"] == "huyện Kon Rẫy không thuộc tỉnh Cao Bằng."
    assert answer.data["missing"] == []


def test_an_invalid_district_is_taken_in_and_told(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "kon_tum.xlsx"
    answer = run("consolidate", KON_RAY, "-o", out, "--unit", "tỉnh Kon Tum", "--json")
    assert [item["verdict"] for item in answer.data["received"]] == ["invalid"]
    said = run("consolidate", KON_RAY, "-o", out, "--unit", "tỉnh Kon Tum").out
    assert "huyện Kon Rẫy còn 3 lỗi" in said


@pytest.mark.parametrize("given", [[], ["--unit", "tỉnh Cao Bằng"], ["--unit", "04", "--period", "2023-n"]])
def test_unit_and_period_may_be_given_or_found(
    run: Run, folder: Path, tmp_path: Path, given: list[str]
) -> None:
    answer = run("consolidate", folder, "-o", tmp_path / "a.xlsx", "--json", "--jobs", 1, *given)
    assert (answer.data["unit"], answer.data["period"]) == ("tỉnh Cao Bằng", "2023-N")
    assert answer.data["missing"] == []


def test_an_earlier_result_in_the_folder_is_not_taken_for_a_submission(run: Run, folder: Path) -> None:
    out = folder / "cao_bang.xlsx"
    first = run("consolidate", folder, "-o", out, "--json", "--jobs", 1)
    content = out.read_bytes()
    second = run("consolidate", folder, "-o", out, "--json", "--jobs", 1)
    assert first.data == second.data
    assert out.read_bytes() == content


def test_the_ten_made_up_districts_are_received_in_full(run: Run, tmp_path: Path) -> None:
    place = SAMPLES / "synthetic" / "2023-N"
    answer = run("consolidate", place, "-o", tmp_path / "a.xlsx", "--json", "--jobs", 1)
    assert [item["unit"] for item in answer.data["received"]] == list(UNITS)
    assert {item["verdict"] for item in answer.data["received"]} == {"valid"}
    assert (answer.data["missing"], answer.data["duplicates"], answer.data["unreadable"]) == ([], [], [])
