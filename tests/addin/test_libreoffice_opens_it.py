"""LibreOffice opens what was built, with its sheets, its macros and their names."""

from pathlib import Path

import pytest

from mtqg_xl.addin import Container, Sources, package_bytes
from mtqg_xl.addin.vba import read_project
from tests.addin.conftest import VERSION
from tests.addin.test_package import part
from tests.libreoffice.office import Office, program

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("addin_office")]


@pytest.fixture(scope="module")
def folder(sources: Sources, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook to try, saved again by LibreOffice as a workbook with macros, and its sheets as tables."""
    if program() is None:
        pytest.skip("libreoffice not installed")
    place = tmp_path_factory.mktemp("addin")
    book = place / "thử.xlsm"
    book.write_bytes(package_bytes(sources, {"quy_tac": [["a", 1]]}, Container.WORKBOOK, VERSION))
    office = Office.in_folder(place / "office")
    office.save_as("xlsm:Calc MS Excel 2007 VBA XML", place / "out", book)
    office.compute_tables(place / "out", book)
    return place / "out"


def test_every_sheet_is_there_with_its_texts(folder: Path) -> None:
    tables = {path.name: path.read_text(encoding="utf-8-sig") for path in folder.glob("*.csv")}
    assert set(tables) == {"thử-Giới thiệu.csv", "thử-i18n.csv", "thử-quy_tac.csv"}
    lines = tables["thử-i18n.csv"].splitlines()
    assert lines[0] == "counted,Có {0} chỗ sai"
    assert lines[2] == "label_check,=1+1"


def test_every_module_comes_back_out_of_libreoffice(folder: Path, sources: Sources) -> None:
    saved = (folder / "thử.xlsm").read_bytes()
    back = {module.name: module for module in read_project(part(saved, "xl/vbaProject.bin")).modules}
    for file in sources.files:
        assert code(back[file.name].body) == code(file.module.body), file.name
    assert {"ThisWorkbook", "Sheet1", "Sheet2", "Sheet3"} <= set(back)


def code(body: str) -> list[str]:
    """The lines of a module; LibreOffice has options of its own for classes and drops hidden attributes."""
    lines = (line.strip() for line in body.splitlines())
    return [line for line in lines if line and not line.startswith(("Option ", "Attribute "))]
