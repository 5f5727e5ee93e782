"""A workbook with ribbon and macros, written into: the patcher keeps both, openpyxl loses the ribbon."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from mtqg_xl.addin import Container, Sources, package_bytes
from mtqg_xl.ooxml.patching import NewCell, NewSheet, Patch
from tests.addin.conftest import VERSION
from tests.addin.test_package import TIES, part

KEPT = ("xl/vbaProject.bin", "_rels/.rels", "[Content_Types].xml", *TIES)


@pytest.fixture
def path(sources: Sources, tmp_path: Path) -> Path:
    """A workbook with the ribbon, the macros, and sheets to write into."""
    place = tmp_path / "a.xlsm"
    place.write_bytes(package_bytes(sources, {}, Container.WORKBOOK, VERSION))
    return place


def test_the_patcher_keeps_ribbon_and_macros_byte_for_byte(path: Path) -> None:
    before = path.read_bytes()
    patch = Patch.open(path)
    patch.set("Giới thiệu", "D3", 12)
    patch.set_fill("Giới thiệu", "D3", "FFC7CE")
    after = patch.to_bytes()
    assert openpyxl.load_workbook(io.BytesIO(after))["Giới thiệu"]["D3"].value == 12
    assert [name for name in KEPT if part(after, name) != part(before, name)] == []


def test_notes_and_a_new_sheet_leave_ribbon_and_macros_tied(path: Path) -> None:
    before = path.read_bytes()
    patch = Patch.open(path)
    patch.set_note("Giới thiệu", "B2", "[F1] Sai: lẽ ra 26.844")
    patch.add_sheet(NewSheet("Kiểm tra", [[NewCell("x")]]))
    after = patch.to_bytes()
    kept = [name for name in KEPT if not name.startswith("[")]
    assert [name for name in kept if part(after, name) != part(before, name)] == []
    types = part(after, "[Content_Types].xml")
    assert b"macroEnabled.main+xml" in types
    assert b"vnd.ms-office.vbaProject" in types


def test_an_addin_can_be_written_into_too(sources: Sources, tmp_path: Path) -> None:
    path = tmp_path / "a.xlam"
    path.write_bytes(package_bytes(sources, {}, Container.ADDIN, VERSION))
    patch = Patch.open(path)
    patch.set("Giới thiệu", "D3", 12)
    after = patch.to_bytes()
    assert [name for name in KEPT if part(after, name) != part(path.read_bytes(), name)] == []


def test_openpyxl_loses_the_ribbon_of_2010_and_keeps_that_of_2007(path: Path) -> None:
    """Why nothing here writes a person's workbook through it, and why the older ribbon is carried too."""
    book = openpyxl.load_workbook(path, keep_vba=True)
    saved = io.BytesIO()
    book.save(saved)
    book.close()
    with zipfile.ZipFile(saved) as archive:
        ties = archive.read("_rels/.rels").decode("utf-8")
        assert "customUI/customUI14.xml" in archive.namelist()
    new, old = TIES.values()
    assert new not in ties
    assert old in ties
