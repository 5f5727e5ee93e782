"""A patch as a file: opened from one, written to another, and never half."""

from __future__ import annotations

import io
import os
import warnings
import zipfile
from pathlib import Path

import pytest

from mtqg_xl.messages import CellProblem, FileProblem, OutputProblem
from mtqg_xl.ooxml.patching import Patch
from tests.ooxml.patching.book import SHEET, members, packed, shown

ROWS = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c></row>'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "vào" / "biểu.xlsx"
    path.parent.mkdir()
    path.write_bytes(packed(members(ROWS)))
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "ra" / "kết quả.xlsx"
    path.parent.mkdir()
    return path


def five(source: Path) -> Patch:
    patch = Patch.open(source)
    patch.set(SHEET, "A1", 5)
    return patch


def test_the_result_is_written_and_the_source_stays(source: Path, target: Path) -> None:
    before = source.read_bytes()
    five(source).save(target)
    assert shown(target.read_bytes())["A1"] == ("number", "5")
    assert source.read_bytes() == before
    assert [path.name for path in source.parent.iterdir()] == [source.name]
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_without_changes_the_result_is_the_source_to_the_byte(source: Path, target: Path) -> None:
    Patch.open(str(source)).save(str(target))
    assert target.read_bytes() == source.read_bytes()


@pytest.mark.parametrize("other_way", [os.symlink, os.link])
def test_the_source_is_never_written_over(source: Path, target: Path, other_way: object) -> None:
    assert callable(other_way)
    other_way(source, target)
    before = source.read_bytes()
    for place in (source, target):
        with pytest.raises(OutputProblem) as refusal:
            five(source).save(place)
        assert refusal.value.code == "output.is_input"
    assert source.read_bytes() == before


def test_nor_is_any_other_input(source: Path, target: Path) -> None:
    target.write_bytes(b"figures")
    with pytest.raises(OutputProblem) as refusal:
        five(source).save(target, inputs=[target])
    assert refusal.value.code == "output.is_input"
    assert target.read_bytes() == b"figures"


def test_an_old_result_is_kept_on_request(source: Path, target: Path) -> None:
    target.write_bytes(b"old")
    five(source).save(target, backup=True)
    assert target.with_name("kết quả (bản trước).xlsx").read_bytes() == b"old"


def test_a_refused_change_leaves_no_file(source: Path, target: Path) -> None:
    patch = five(source)
    patch.set(SHEET, "B1", 5)
    with pytest.raises(CellProblem):
        patch.save(target)
    assert list(target.parent.iterdir()) == []


def test_a_file_open_in_a_spreadsheet_program_is_not_replaced(source: Path, target: Path) -> None:
    target.write_bytes(b"old")
    target.with_name(f"~${target.name}").touch()
    with pytest.raises(OutputProblem) as refusal:
        five(source).save(target)
    assert refusal.value.code == "output.open_elsewhere"
    assert target.read_bytes() == b"old"


def test_a_source_open_in_a_spreadsheet_program_may_be_read(source: Path, target: Path) -> None:
    source.with_name(f"~${source.name}").touch()
    five(source).save(target)
    assert target.exists()


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip file at all"])
def test_what_is_no_workbook_is_refused_when_opened(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hỏng.xlsx"
    path.write_bytes(content)
    with pytest.raises(FileProblem):
        Patch.open(path)
    with pytest.raises(FileProblem):
        Patch.open(tmp_path / "không có.xlsx")


def test_members_that_do_not_lie_as_they_should_are_told_in_one_sentence(source: Path, target: Path) -> None:
    data = bytearray(source.read_bytes())
    # The header of a part that is not read; the directory still knows it.
    data[data.index(b"PK\3\4", data.index(b"xl/sharedStrings.xml") - 40)] = 0
    source.write_bytes(data)
    with pytest.raises(FileProblem) as refusal:
        five(source).save(target)
    assert str(source) in str(refusal.value)
    assert list(target.parent.iterdir()) == []


def test_a_sheet_that_declares_a_document_type_is_refused(source: Path, target: Path) -> None:
    parts = members(ROWS)
    name = "xl/worksheets/sheet1.xml"
    parts[name] = f'<!DOCTYPE worksheet [<!ENTITY a "b">]>{parts[name]}'
    source.write_bytes(packed(parts))
    with pytest.raises(FileProblem) as refusal:
        five(source).save(target)
    assert refusal.value.code == "file.unsafe"


def test_folders_listed_twice_in_the_file_hinder_nothing(source: Path, target: Path) -> None:
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as book:
        warnings.simplefilter("ignore")
        for name, content in (("xl/", ""), ("xl/", ""), *members(ROWS).items()):
            book.writestr(name, content)
    source.write_bytes(stream.getvalue())
    five(source).save(target)
    assert shown(target.read_bytes())["A1"] == ("number", "5")
    assert zipfile.ZipFile(target).namelist() == zipfile.ZipFile(source).namelist()
