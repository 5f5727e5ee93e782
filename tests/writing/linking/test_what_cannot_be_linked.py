"""Figures that no formula can take from their file stay figures, and that is told with the reason."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from mtqg_xl import api
from mtqg_xl.messages import ArgumentProblem
from mtqg_xl.ooxml import Workbook
from mtqg_xl.writing.linking import formulas
from tests.cli.conftest import Run, lock, write_district
from tests.cli.conftest import run as run
from tests.cli.sentences import assert_refused
from tests.writing.linking.conftest import PROVINCE, Made, overwritten, place


def test_a_figure_that_is_text_stands_in_the_formula_as_a_number(folder: Path, province: Made) -> None:
    overwritten(folder / "2.xlsx", **{place("NTM", "1"): "1.234,5"})
    total = province()
    assert "+1234.5+" in (total.formula("NTM", "1") or "")
    assert total.shows_the_sums()
    assert "  ! 1 số không liên kết: Số ghi dạng chữ" in "\n".join(total.lines)


def test_a_file_that_excel_cannot_link_to_gives_its_figures_as_numbers(folder: Path, province: Made) -> None:
    spoilt: dict[str, tuple[Callable[[Path], object], str]] = {
        "brackets": (lambda path: path.rename(folder / "a[2].xlsx"), "dấu ngoặc vuông. Gồm: a[2].xlsx."),
        "another kind": (lambda path: path.rename(folder / "a.xls"), "đuôi tên không đúng"),
    }
    for case, (spoil, told) in spoilt.items():
        for old in folder.glob("a*"):
            old.unlink()
        write_district(folder / "2.xlsx", "huyện Bảo Lạc")
        spoil(folder / "2.xlsx")
        total = province()
        assert len(total.targets) == 2, case
        assert "1020.25" in (total.formula("NTM", "1") or ""), case
        assert total.shows_the_sums(), case
        assert told in "\n".join(total.lines), case


def test_a_file_changed_or_locked_since_it_was_read_is_not_linked(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "tinh.xlsx"
    locked = lock(folder / "khoa.xlsx", "bí mật", folder / "2.xlsx")
    (folder / "2.xlsx").unlink()
    total = api.consolidate([folder], unit=PROVINCE, jobs=1, password="bí mật")
    told = dict(line for line in total.save_telling(out, live=True))
    assert any("Tệp có mật khẩu" in text for text in told)
    locked.unlink()
    overwritten(folder / "1.xlsx", **{place("NTM", "1"): 7})
    lines = "\n".join(text for text, _ in total.save_telling(out, live=True))
    assert "Tệp đã đổi" in lines
    assert "1 tệp của đơn vị" in lines
    shutil.rmtree(folder)
    assert total.save_telling(out, live=True)[0][0].endswith("các số được ghi thẳng.")
    assert openpyxl.load_workbook(out)._external_links == []


def test_a_formula_longer_than_excel_takes_is_written_as_its_figure(
    province: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formulas, "_LONGEST", 40)
    total = province()
    assert (total.formula("NTM", "1"), total.shown("NTM", "1")) == (None, "3080.75")
    assert total.shows_the_sums()
    assert "quá 8.192 ký tự" in "\n".join(total.lines)


def test_what_was_not_linked_is_told_in_the_workbook_too(folder: Path, province: Made) -> None:
    overwritten(folder / "2.xlsx", **{place("NTM", "1"): "1.234,5"})
    said = [cell.text for cell in Workbook.open(province().path).sheet("Tình hình nộp").cells.values()]
    assert any(text.startswith("Liên kết tới tệp của đơn vị: ") for text in said)
    assert "1 số không liên kết" in said


def test_links_are_not_written_into_a_template(run: Run, folder: Path, tmp_path: Path) -> None:
    template, out = folder / "1.xlsx", tmp_path / "ra.xlsx"
    answer = run("consolidate", folder, "-o", out, "--live", "--template", template)
    assert_refused(answer, "--template")
    total = api.consolidate([folder], unit=PROVINCE, jobs=1)
    with pytest.raises(ArgumentProblem):
        total.save(out, template, live=True)
    assert not out.exists()
