import hashlib
import os
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtqg_xl.messages import FileProblem
from mtqg_xl.ooxml import Package, Workbook

Parts = Callable[..., dict[str, str]]
Zip = Callable[..., Path]

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def refusal_of(path: str | Path) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        Workbook.open(path)
    assert str(path) in str(caught.value)
    return caught.value


def ole_file(stream: str) -> bytes:
    """The outline of an OLE file with one stream in its directory."""
    entry = stream.encode("utf-16-le").ljust(128, b"\0")
    return OLE.ljust(512, b"\0") + b"".ljust(512, b"\xff") + entry


def named(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_file_that_is_not_there_is_called_missing(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "không có.xlsx").code == "file.missing"
    assert refusal_of(named(tmp_path / "tệp.txt", b"x") / "trong tệp.xlsx").code == "file.missing"


def test_a_zero_byte_file_is_refused_by_name(tmp_path: Path) -> None:
    assert refusal_of(named(tmp_path / "rỗng.xlsx", b"")).code == "file.zero_bytes"


@pytest.mark.parametrize(
    "content",
    [
        b"<html><table><tr><td>1</td></tr></table></html>",
        "a;b\n1;2\n".encode("utf-8-sig"),
        b"%PDF-1.7",
        b"\x89PNG",
    ],
)
def test_another_kind_of_file_renamed_is_not_a_workbook(tmp_path: Path, content: bytes) -> None:
    assert refusal_of(named(tmp_path / "đổi tên.xlsx", content)).code == "file.not_a_workbook"


def test_a_folder_is_not_a_workbook(tmp_path: Path) -> None:
    assert refusal_of(tmp_path).code == "file.not_a_workbook"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no name on this system")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ống.xlsx")
    assert refusal_of(tmp_path / "ống.xlsx").code == "file.not_a_workbook"


@pytest.mark.parametrize(
    "content", [ole_file("Workbook"), ole_file("Book"), b"\x09\x04\x06\x00\x07\x00\x10\x00"]
)
def test_an_old_excel_file_is_refused_as_such(tmp_path: Path, content: bytes) -> None:
    assert refusal_of(named(tmp_path / "cũ.xlsx", content)).code == "file.old_format"


def test_an_old_word_file_is_not_a_workbook(tmp_path: Path) -> None:
    assert (
        refusal_of(named(tmp_path / "văn bản.xlsx", ole_file("WordDocument"))).code == "file.not_a_workbook"
    )


def test_a_file_under_a_password_is_called_encrypted(tmp_path: Path) -> None:
    assert refusal_of(named(tmp_path / "khoá.xlsx", ole_file("EncryptedPackage"))).code == "file.encrypted"


def test_the_word_in_the_text_of_an_old_file_does_not_make_it_encrypted(tmp_path: Path) -> None:
    content = ole_file("Workbook") + b"." + "EncryptedPackage".encode("utf-16-le") + b"\0\0"
    assert refusal_of(named(tmp_path / "cũ.xls", content)).code == "file.old_format"


def test_a_zip_under_a_password_is_called_encrypted(make_book: Callable[..., Path]) -> None:
    path = make_book()
    content = bytearray(path.read_bytes())
    for signature, flag_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + flag_at] |= 1
            at = content.find(signature, at + 1)
    path.write_bytes(content)
    assert refusal_of(path).code == "file.encrypted"


@pytest.mark.parametrize("kept", [0.02, 0.5, 0.98])
def test_a_file_cut_short_is_called_damaged(make_book: Callable[..., Path], kept: float) -> None:
    path = make_book()
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    assert refusal_of(path).code == "file.damaged"


def test_a_file_of_blanks_only_is_called_damaged(tmp_path: Path) -> None:
    assert refusal_of(named(tmp_path / "trắng.xlsx", bytes(4096))).code == "file.damaged"


def test_a_sheet_that_fails_its_checksum_is_called_damaged_at_once(make_book: Callable[..., Path]) -> None:
    path = make_book('<row r="1"><c r="A1"><v>5</v></c></row>')
    with zipfile.ZipFile(path) as archive:
        checksum = archive.getinfo("xl/worksheets/sheet1.xml").CRC
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<L", checksum), struct.pack("<L", checksum ^ 1)))
    refusal = refusal_of(path)
    assert refusal.code == "file.damaged"
    assert "xl/worksheets/sheet1.xml" in str(refusal)


def test_broken_xml_is_called_damaged(make_parts: Parts, zip_up: Zip) -> None:
    parts = make_parts()
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"][:-5]
    assert refusal_of(zip_up(parts)).code == "file.damaged"


def test_a_file_without_permission_is_called_unreadable(
    make_book: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_book()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "open", refuse)
    assert refusal_of(path).code == "file.unreadable"


def test_a_failing_disk_is_called_damaged(
    make_book: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_book()

    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "input/output error")

    monkeypatch.setattr(Path, "open", fail)
    assert refusal_of(path).code == "file.damaged"


@pytest.mark.parametrize(
    "declaration",
    ['<!DOCTYPE a [<!ENTITY b "c">]>', '<!DOCTYPE a SYSTEM "file:///etc/passwd">', "<!DOCTYPE a>"],
)
def test_a_document_type_is_unsafe(make_parts: Parts, zip_up: Zip, declaration: str) -> None:
    parts = make_parts()
    parts["xl/workbook.xml"] = declaration + parts["xl/workbook.xml"]
    assert refusal_of(zip_up(parts)).code == "file.unsafe"


@pytest.mark.parametrize("stream_from", [0, 10**9])
def test_a_document_type_inside_a_sheet_is_unsafe(
    make_parts: Parts, zip_up: Zip, monkeypatch: pytest.MonkeyPatch, stream_from: int
) -> None:
    monkeypatch.setattr("mtqg_xl.ooxml.worksheet.STREAM_FROM", stream_from)
    parts = make_parts()
    parts["xl/worksheets/sheet1.xml"] = '<!DOCTYPE a [<!ENTITY b "c">]>' + parts["xl/worksheets/sheet1.xml"]
    book = Workbook.open(zip_up(parts))
    with pytest.raises(FileProblem) as refusal:
        book.sheet("Biểu 1")
    assert refusal.value.code == "file.unsafe"


def test_a_part_that_inflates_beyond_measure_is_unsafe(make_parts: Parts, zip_up: Zip) -> None:
    assert refusal_of(zip_up({**make_parts(), "xl/bomb.xml": b" " * 20_000_000})).code == "file.unsafe"


@pytest.mark.parametrize(
    ("limit", "value"), [("MAX_MEMBERS", 3), ("MAX_MEMBER", 100), ("MAX_TOTAL", 1000), ("MAX_FILE", 50)]
)
def test_beyond_its_limits_a_file_is_unsafe(
    make_book: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(f"mtqg_xl.ooxml.package.{limit}", value)
    assert refusal_of(make_book()).code == "file.unsafe"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_unsafe(make_book: Callable[..., Path]) -> None:
    path = make_book()
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refusal_of(path).code == "file.unsafe"


def test_unusual_compression_is_unsafe(make_parts: Parts, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "biểu.xlsx", "w", zipfile.ZIP_LZMA) as archive:
        for name, content in make_parts().items():
            archive.writestr(name, content)
    assert refusal_of(tmp_path / "biểu.xlsx").code == "file.unsafe"


def test_names_that_differ_in_case_or_slashes_are_understood(zip_up: Zip) -> None:
    package = Package.open(zip_up({"XL\\Styles.xml": "<a/>"}))
    assert package.has("/xl/styles.xml")
    assert package.read("xl/styles.xml") == b"<a/>"
    assert package.names == ("XL\\Styles.xml",)
    assert not package.has("xl/theme.xml")


def test_a_name_that_could_mean_two_parts_is_unsafe_unless_it_is_exact(zip_up: Zip) -> None:
    package = Package.open(zip_up({"a.xml": "<one/>", "A.xml": "<two/>"}))
    assert package.read("A.xml") == b"<two/>"
    with pytest.raises(FileProblem) as refusal:
        package.read("/a.XML")
    assert refusal.value.code == "file.unsafe"


def test_a_package_tells_its_parts_and_its_fingerprint(make_book: Callable[..., Path]) -> None:
    path = make_book()
    package = Package.open(str(path))
    assert package.path == path
    assert package.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert package.names[0] == "_rels/.rels"
    with pytest.raises(FileProblem, match=r"thiếu phần “xl/none\.xml”"):
        package.read("xl/none.xml")


SAMPLE_ROWS = """<row r="1"><c r="A1" t="s"><v>0</v></c>
    <c r="B1"><f t="shared" ref="B1:B2" si="0">A1</f><v>7</v></c></row>
    <row r="2"><c r="B2"><f t="shared" si="0"/></c></row>"""


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_done_to_a_file_it_opens_or_is_refused(
    make_parts: Parts, zip_up: Zip, data: st.DataObject
) -> None:
    parts = make_parts(SAMPLE_ROWS, strings=["<si><t>a</t></si>"])
    name = data.draw(st.sampled_from(sorted(parts)))
    content = bytearray(parts[name].encode())
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = zip_up({**parts, name: bytes(content)})
    if data.draw(st.booleans()):
        whole = bytearray(path.read_bytes())
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
        path.write_bytes(whole)
    with suppress(FileProblem):
        book = Workbook.open(path)
        for info in book.sheets:
            book.sheet(info.name)
        book.number_format(0)
