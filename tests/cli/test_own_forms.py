"""``--forms FOLDER`` and ``MTQG_XL_FORMS``: forms of the user's own, in every command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from mtqg_xl.catalogue import all_forms
from mtqg_xl.catalogue.files import folder as catalogue_folder
from mtqg_xl.catalogue.sources import FORMS_VARIABLE
from tests.cli.conftest import ROOT, Run
from tests.cli.sentences import assert_refused
from tests.support import own

ONE_ROW = """\
code: TH09
number: Biểu TH 09
title: Biểu thử
programme: Thử
mark: reference
measure: trieu_dong
stub: [TT, Nội dung]
levels: [huyen, tinh]
periods: [N]
columns:
  - {code: "1", title: Kế hoạch}
  - {code: "2", title: Thực hiện}
rows:
  - {key: a, number: "1", label: Giống}
rules:
  - {id: "2", rule: 2<=1, why: Không vượt kế hoạch., todo: Kiểm tra lại.}
"""
#: Where the template puts its only row.
ROW = 10


@pytest.fixture(autouse=True)
def nothing_stays() -> Iterator[None]:
    """What ``--forms`` sets is forgotten after every test."""
    with own.own_forms(None):
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "biểu riêng"
    place.mkdir()
    return place


def written(folder: Path, text: str = ONE_ROW, name: str = "TH09.yaml") -> Path:
    folder.joinpath(name).write_text(text, encoding="utf-8")
    return folder


def filled(run: Run, tmp_path: Path, unit: str, plan: int, done: int) -> Path:
    out = tmp_path / f"{unit}.xlsx"
    assert run("template", "TH09", "--unit", unit, "--period", "2023-N", "-o", out).code == 0
    book = openpyxl.load_workbook(out)
    sheet = book["TH09"]
    row = next(cell.row for cell in sheet["B"] if cell.value == "Giống")
    sheet.cell(row, 3).value, sheet.cell(row, 4).value = plan, done
    book.save(out)
    return out


def codes(run: Run, *options: object) -> list[str]:
    return [form["code"] for form in run(*options, "forms", "--json").data["forms"]]


def test_a_form_of_ones_own_is_listed_beside_those_of_the_package(run: Run, folder: Path) -> None:
    known = codes(run)
    assert codes(run, "--forms", written(folder)) == sorted([*known, "TH09"])


def test_the_environment_names_the_folder_as_well(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FORMS_VARIABLE, str(written(folder)))
    assert "TH09" in codes(run)
    monkeypatch.delenv(FORMS_VARIABLE)
    assert "TH09" not in codes(run)


def test_the_folder_may_be_named_from_where_one_stands(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(written(folder).parent)
    assert "TH09" in codes(run, "--forms", folder.name)
    monkeypatch.chdir("/")
    assert "TH09" in codes(run)


def test_it_works_from_template_to_trace(run: Run, folder: Path, tmp_path: Path) -> None:
    written(folder)
    run("--forms", folder, "forms")
    right = filled(run, tmp_path, "huyện Bảo Lâm", 10, 7)
    wrong = filled(run, tmp_path, "huyện Hạ Lang", 10, 11)
    assert run("check", right).code == 0
    (finding,) = run("check", wrong, "--format", "json").data["files"][0]["findings"]
    assert (finding["rule"], finding["form"], finding["row"]) == ("TH09.2", "TH09", "a")
    cells = run("export", right, "--format", "json").data["cells"]
    assert [(cell["column"], cell["value"]) for cell in cells] == [("1", "10"), ("2", "7")]
    out = tmp_path / "tong.xlsx"
    assert run("consolidate", right, wrong, "--unit", "tỉnh Cao Bằng", "-o", out, "--jobs", 2).code == 0
    traced = run("trace", out, f"TH09!D{ROW}", "--json").data
    assert traced["cell"]["value"] == "18"
    assert [part["value"] for part in traced["contributions"]] == ["7", "11"]


def test_worker_processes_know_the_forms_too(tmp_path: Path, folder: Path, run: Run) -> None:
    written(folder)
    run("--forms", folder, "forms")
    units = ("huyện Bảo Lâm", "huyện Bảo Lạc", "huyện Hạ Lang", "huyện Hòa An")
    files = [filled(run, tmp_path, unit, 10 + at, 5) for at, unit in enumerate(units)]
    command = [sys.executable, "-m", "mtqg_xl", "--forms", str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environment.pop(FORMS_VARIABLE, None)

    def called(*arguments: str) -> str:
        whole = [*command, *arguments]
        done = subprocess.run(
            whole, capture_output=True, text=True, env=environment, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    checked = json.loads(called("check", *map(str, files), "--jobs", "2", "--format", "json"))
    assert [file["forms"] for file in checked["files"]] == [["TH09"]] * len(units)
    out = str(tmp_path / "tong.xlsx")
    merged = called("consolidate", *map(str, files), "--unit", "04", "-o", out, "--jobs", "2", "--json")
    assert len(json.loads(merged)["received"]) == len(units)
    total = json.loads(called("trace", out, f"TH09!C{ROW}", "--json"))
    assert total["cell"]["value"] == str(10 + 11 + 12 + 13)


def test_a_form_of_ones_own_replaces_that_of_the_package_in_all_its_layouts(run: Run, folder: Path) -> None:
    several = next(form.code for form in all_forms() if codes(run).count(form.code) > 1)
    written(folder, ONE_ROW.replace("TH09", several), "bieu_cua_tinh.yaml")
    (listed,) = [
        form for form in run("--forms", folder, "forms", "--json").data["forms"] if form["code"] == several
    ]
    assert listed["title"] == "Biểu thử"


def test_layouts_of_ones_own_form_follow_one_another(run: Run, folder: Path, tmp_path: Path) -> None:
    early = ONE_ROW.replace("rows:", "valid: {until: 2022-12-31}\nrows:", 1)
    late = ONE_ROW.replace("rows:", "valid: {from: 2023-01-01}\nrows:", 1).replace("Giống", "Giống mới")
    written(folder, early, "TH09@cu.yaml")
    written(folder, late)
    for year, label in (("2022", "Giống"), ("2023", "Giống mới")):
        out = tmp_path / f"{year}.xlsx"
        assert run("--forms", folder, "template", "TH09", "--period", f"{year}-N", "-o", out).code == 0
        assert label in [cell.value for cell in openpyxl.load_workbook(out)["TH09"]["B"]]


def test_a_folder_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    assert_refused(run("--forms", tmp_path / "khong_co", "forms"), "khong_co")


def test_a_file_instead_of_a_folder_is_refused(run: Run, folder: Path) -> None:
    file = written(folder) / "TH09.yaml"
    assert_refused(run("--forms", file, "forms"), "TH09.yaml")


BAD = {
    "not yaml": ONE_ROW.replace("columns:", "columns: ["),
    "empty": "",
    "a list": "- a\n- b\n",
    "slip in a key": ONE_ROW.replace("measure:", "mesure:"),
    "no rows": ONE_ROW.partition("rows:")[0],
    "code in small letters": ONE_ROW.replace("TH09", "th09"),
    "unknown measure": ONE_ROW.replace("trieu_dong", "thung"),
    "unknown block": ONE_ROW.replace('{code: "1", title: Kế hoạch}', "{use: khong_co}"),
    "a key twice": ONE_ROW.replace('code: "2"', 'code: "1"'),
    "bad date": ONE_ROW.replace("rows:", "valid: {from: hôm nay}\nrows:", 1),
    "bad level": ONE_ROW.replace("[huyen, tinh]", "[thon]"),
    "rule not readable": ONE_ROW.replace("2<=1", "2<=1+"),
    "rule of an unknown code": ONE_ROW.replace("2<=1", "2<=X"),
}


@pytest.mark.parametrize("slip", BAD)
def test_a_form_file_that_cannot_be_used_is_refused_in_one_sentence(
    run: Run, folder: Path, tmp_path: Path, slip: str
) -> None:
    written(folder, BAD[slip])
    out = tmp_path / "a.xlsx"
    answer = run("--forms", folder, "template", "TH09", "--period", "2023-N", "-o", out)
    assert_refused(answer)
    assert not out.exists()


def test_a_form_file_in_another_encoding_is_refused(run: Run, folder: Path) -> None:
    folder.joinpath("TH09.yaml").write_bytes(ONE_ROW.encode("utf-16"))
    assert_refused(run("--forms", folder, "forms"), "TH09.yaml")


def test_two_layouts_in_force_at_once_are_refused(run: Run, folder: Path) -> None:
    written(folder)
    written(folder, name="TH09@hai.yaml")
    assert_refused(run("--forms", folder, "forms"), "TH09")


def test_other_files_in_the_folder_do_not_disturb(run: Run, folder: Path) -> None:
    written(folder)
    folder.joinpath("ghi_chu.txt").write_text("không phải biểu", encoding="utf-8")
    folder.joinpath("cu").mkdir()
    folder.joinpath("cu", "TH10.yaml").write_text("hỏng: [", encoding="utf-8")
    assert "TH09" in codes(run, "--forms", folder)


def test_the_forms_of_the_package_are_none_of_ones_own(run: Run, folder: Path) -> None:
    copied = sorted(Path(str(catalogue_folder("forms"))).glob("*/KR02.yaml"))[0]
    written(folder, copied.read_text(encoding="utf-8"), "KR02.yaml")
    assert codes(run, "--forms", folder) == codes(run)
