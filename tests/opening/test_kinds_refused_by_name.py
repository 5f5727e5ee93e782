"""What is no spreadsheet is refused with a sentence that says what it is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from mtqg_xl.messages import FileProblem
from mtqg_xl.opening import open_book

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def zipped(**parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return data.getvalue()


KINDS = {
    "một tệp PDF": b"%PDF-1.7\n%\xe2\xe3",
    "một tệp ảnh": b"\x89PNG\r\n\x1a\n" + bytes(40),
    "tệp ảnh": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "tệp hình, tiếng hoặc phim": b"\0\0\0\x20ftypheic" + bytes(20),
    "văn bản Word": zipped(word__document_DOT_xml="<w/>", _rels__x="x"),
    "Word; xin dùng": b"{\\rtf1\\ansi Bi\\'ea}",
    "văn bản Word; ": b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
    "tệp trình chiếu": zipped(ppt__presentation_DOT_xml="<p/>"),
    "tệp nén": zipped(bao_cao_DOT_xlsx="x"),
    "một tệp nén": b"Rar!\x1a\x07\0" + bytes(20),
    "xin giải nén": b"7z\xbc\xaf\x27\x1c" + bytes(20),
    "bảng tính của chương trình khác": zipped(Index__Document_DOT_iwa="x"),
    "Works, Lotus": b"\xff\0\2\0\4\4\5\x54\2\0" + bytes(20),
    "cơ sở dữ liệu": b"SQLite format 3\0" + bytes(20),
    "chương trình": b"MZ\x90\0" + bytes(60),
    "thư điện tử": b"From: a@b.vn\r\nTo: c@d.vn\r\nSubject: Bao cao\r\n\r\nKinh gui",
    "lối tắt đến bảng tính trên mạng": b'{"url":"https://x","doc_id":"1","email":"a"}',
    "tệp XML không phải bảng tính": b'<?xml version="1.0"?><hoadon><so>1</so></hoadon>',
    "trang mạng không có bảng": "<html><body><p>Kính gửi</p></body></html>".encode(),
    "tệp chữ không có bảng": "Kính gửi Sở Kế hoạch và Đầu tư\nBáo cáo quý".encode(),
    "tệp không rõ loại": bytes(range(1, 32)) * 20,
}


@pytest.mark.parametrize("words", KINDS)
@pytest.mark.parametrize("suffix", ["xls", "xlsx"])
def test_the_sentence_says_what_the_file_is(tmp_path: Path, words: str, suffix: str) -> None:
    path = tmp_path / f"Biểu 16.{suffix}"
    path.write_bytes(KINDS[words])
    with pytest.raises(FileProblem) as caught:
        open_book(path)
    assert caught.value.code == "file.other_kind"
    assert words in str(caught.value)
    assert str(path) in str(caught.value)


BROKEN = {
    "file.zero_bytes": b"",
    "file.damaged": bytes(4096),
}


@pytest.mark.parametrize("code", BROKEN)
def test_an_empty_file_is_called_empty(tmp_path: Path, code: str) -> None:
    path = tmp_path / "trống.xls"
    path.write_bytes(BROKEN[code])
    with pytest.raises(FileProblem) as caught:
        open_book(path)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "content",
    [
        OLE + bytes(20),
        OLE.ljust(512, b"\0") + b"\xff" * 512 + "Workbook".encode("utf-16-le").ljust(128, b"\0"),
        b"PK\3\4" + bytes(30),
        b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12),
    ],
)
def test_a_container_without_its_inside_is_called_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cụt.xls"
    path.write_bytes(content)
    with pytest.raises(FileProblem) as caught:
        open_book(path)
    assert caught.value.code == "file.damaged"


def test_a_missing_file_is_called_missing(tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as caught:
        open_book(tmp_path / "không có.xls")
    assert caught.value.code == "file.missing"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem):
        open_book(tmp_path)
