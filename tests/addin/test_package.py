"""The file that Excel opens: its parts, its sheets, and the same bytes every time."""

import hashlib
import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from mtqg_xl.addin import Container, Sources, load_sources, package_bytes, project_of
from mtqg_xl.addin.vba import read_project
from mtqg_xl.messages import AddinProblem
from tests.addin.conftest import FOLDER, VERSION
from tests.addin.olevba import sources_in

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TIES = {
    "customUI/customUI14.xml": "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
    "customUI/customUI.xml": "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
}


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


@pytest.fixture(scope="module")
def trial(sources: Sources) -> bytes:
    """The workbook with the same code; openpyxl opens no add-ins."""
    return package_bytes(sources, {}, Container.WORKBOOK, VERSION)


def test_the_project_in_the_file_is_that_of_the_sources(sources: Sources, addin: bytes) -> None:
    project = read_project(part(addin, "xl/vbaProject.bin"))
    assert project == project_of(sources, 2)
    assert {name: text for name, text in sources_in(addin).items() if name.startswith("Try")} == {
        Path(file.label).name: file.module.source for file in sources.files
    }


def test_an_addin_and_a_workbook_to_try_it_in_differ_in_their_content_type_only(
    trial: bytes, addin: bytes
) -> None:
    name = "[Content_Types].xml"
    with zipfile.ZipFile(io.BytesIO(trial)) as one, zipfile.ZipFile(io.BytesIO(addin)) as other:
        assert one.namelist() == other.namelist()
        assert [part for part in one.namelist() if one.read(part) != other.read(part)] == [name]
    types = {
        item.get("PartName"): item.get("ContentType") for item in etree.fromstring(part(addin, name)).iter()
    }
    assert types["/xl/workbook.xml"] == "application/vnd.ms-excel.addin.macroEnabled.main+xml"
    assert b'Extension="bin" ContentType="application/vnd.ms-office.vbaProject"' in part(addin, name)
    assert b"application/vnd.ms-excel.sheet.macroEnabled.main+xml" in part(trial, name)


def test_both_ribbons_are_tied_to_the_file_byte_for_byte(sources: Sources, addin: bytes) -> None:
    ties = etree.fromstring(part(addin, "_rels/.rels"))
    ids = [tie.get("Id") for tie in ties]
    assert len(ids) == len(set(ids))
    told = {tie.get("Target"): tie.get("Type") for tie in ties}
    assert told.items() >= TIES.items()
    ribbons = [part(addin, name) for name in TIES]
    assert ribbons == [sources.ribbon_2010, sources.ribbon_2007]


def test_every_sheet_has_the_code_name_of_its_module(addin: bytes) -> None:
    book = etree.fromstring(part(addin, "xl/workbook.xml"))
    codes = [book.find(f"{MAIN}workbookPr").get("codeName")]
    for at in range(1, len(book.find(f"{MAIN}sheets")) + 1):
        sheet = etree.fromstring(part(addin, f"xl/worksheets/sheet{at}.xml"))
        codes.append(sheet.find(f"{MAIN}sheetPr").get("codeName"))
    documents = [
        module.name
        for module in read_project(part(addin, "xl/vbaProject.bin")).modules
        if module.kind.is_document
    ]
    assert codes == documents == ["ThisWorkbook", "Sheet1", "Sheet2"]


def test_texts_lie_in_a_very_hidden_sheet_key_beside_text_and_never_as_a_formula(trial: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(trial))
    assert {sheet.title: sheet.sheet_state for sheet in book} == {
        "Giới thiệu": "visible",
        "i18n": "veryHidden",
    }
    rows = [[(cell.value, cell.data_type) for cell in line] for line in book["i18n"]]
    assert rows == [
        [("counted", "s"), ("Có {0} chỗ sai", "s")],
        [("greeting", "s"), ("Xin chào, huyện Bảo Lạc", "s")],
        [("label_check", "s"), ("=1+1", "s")],
    ]
    assert b"<f>" not in part(trial, "xl/worksheets/sheet2.xml")
    assert VERSION in str(book["Giới thiệu"]["B4"].value)


def test_further_tables_become_very_hidden_sheets_with_modules_of_their_own(sources: Sources) -> None:
    content = package_bytes(sources, {"quy_tac": [["a", 1, None], ["=b", 20]]}, Container.WORKBOOK, VERSION)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["quy_tac"]
    assert sheet.sheet_state == "veryHidden"
    assert [[cell.value for cell in line] for line in sheet] == [["a", 1], ["=b", 20]]
    assert sheet["A2"].data_type == "s"
    names = [module.name for module in read_project(part(content, "xl/vbaProject.bin")).modules]
    assert names[:4] == ["ThisWorkbook", "Sheet1", "Sheet2", "Sheet3"]


def test_the_same_sources_give_the_same_bytes_in_another_process_and_with_other_line_ends(
    addin: bytes, tmp_path: Path
) -> None:
    copy = tmp_path / "nguồn"
    shutil.copytree(FOLDER, copy)
    for path in copy.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    code = (
        "import sys, hashlib; from mtqg_xl.addin import Container, load_sources, package_bytes;"
        f"print(hashlib.sha256(package_bytes(load_sources(sys.argv[1]), {{}}, Container.ADDIN, {VERSION!r}))"
        ".hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(copy)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Ho_Chi_Minh"},
    )
    assert run.stdout.strip() == hashlib.sha256(addin).hexdigest()


def test_no_part_is_dated_packed_or_from_a_machine(addin: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(addin)) as archive:
        infos = archive.infolist()
    assert infos[0].filename == "[Content_Types].xml"
    told = {(i.date_time, i.compress_type, i.create_system, i.extra, i.external_attr) for i in infos}
    assert told == {((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED, 0, b"", 0x20)}


def test_sources_with_a_file_missing_or_broken_are_refused_by_name(tmp_path: Path) -> None:
    for name, code in (
        ("ribbon/customUI14.xml", "addin.file_missing"),
        ("texts.vi.toml", "addin.file_missing"),
        ("vba", "addin.no_modules"),
    ):
        copy = tmp_path / Path(name).name
        shutil.copytree(FOLDER, copy)
        victim = copy / name
        shutil.rmtree(victim) if victim.is_dir() else victim.unlink()
        with pytest.raises(AddinProblem) as caught:
            load_sources(copy)
        assert caught.value.code == code
        assert str(victim) in str(caught.value)
    copy = tmp_path / "texts"
    shutil.copytree(FOLDER, copy)
    for text, code in (("a = \n", "addin.texts_broken"), ("a = 1\n", "addin.texts_no_text")):
        (copy / "texts.vi.toml").write_text(text, encoding="utf-8")
        with pytest.raises(AddinProblem) as caught:
            load_sources(copy)
        assert caught.value.code == code


def test_texts_in_sections_have_the_section_in_their_key(tmp_path: Path) -> None:
    copy = tmp_path / "nguồn"
    shutil.copytree(FOLDER, copy)
    (copy / "texts.vi.toml").write_text('a = "1"\n[b]\nc = "2"\n', encoding="utf-8")
    assert load_sources(copy).texts == {"a": "1", "b.c": "2"}
