"""Workbooks under a password."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from mtqg_xl.messages import FileProblem, use_language
from mtqg_xl.ooxml import Workbook
from mtqg_xl.opening import open_book
from tests.opening.features import FIRST, write_features
from tests.opening.seeing import cells_of
from tests.support.xlsb import BinaryCell, BinarySheet, write_xlsb

PASSWORD = "Mật khẩu 1"
UNASKED = "VelvetSweatshop"


def locked(plain: Path, path: Path, password: str = PASSWORD) -> Path:
    """A copy under a password, made as Excel makes them since 2010."""
    with plain.open("rb") as source, path.open("wb") as target:
        OOXMLFile(source).encrypt(password, target)
    return path


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return write_features(tmp_path / "rõ.xlsx")


@pytest.fixture
def book(plain: Path, tmp_path: Path) -> Path:
    return locked(plain, tmp_path / "khoá.xlsx")


def refusal_of(path: Path, password: str | None = None) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        open_book(path, password)
    assert str(path) in str(caught.value)
    return caught.value


def test_with_its_password_a_book_is_read(book: Path, plain: Path) -> None:
    opened = open_book(book, PASSWORD)
    assert opened.format == "xlsx"
    assert cells_of(opened, FIRST) == cells_of(Workbook.open(plain), FIRST)


def test_its_fingerprint_is_that_of_the_file_on_the_disk(book: Path) -> None:
    assert open_book(book, PASSWORD).sha256 == hashlib.sha256(book.read_bytes()).hexdigest()


@pytest.mark.parametrize("password", [None, ""])
def test_without_a_password_the_refusal_tells_of_the_option(book: Path, password: str | None) -> None:
    refusal = refusal_of(book, password)
    assert refusal.code == "file.password_needed"
    assert "--password" in str(refusal)
    use_language("en")
    try:
        assert "--password" in str(refusal)
    finally:
        use_language("vi")


def test_a_wrong_password_is_called_wrong(book: Path) -> None:
    refusal = refusal_of(book, PASSWORD.lower())
    assert refusal.code == "file.password_wrong"
    assert "--password" in str(refusal)


def test_a_password_for_a_file_that_has_none_does_no_harm(plain: Path) -> None:
    assert cells_of(open_book(plain, PASSWORD), FIRST)


def test_a_book_only_protected_against_changes_opens_unasked(plain: Path, tmp_path: Path) -> None:
    path = locked(plain, tmp_path / "chống sửa.xlsx", UNASKED)
    assert cells_of(open_book(path), FIRST) == cells_of(open_book(plain), FIRST)
    assert cells_of(open_book(path, "mật khẩu khác"), FIRST)


def test_a_binary_book_under_a_password_is_read(tmp_path: Path) -> None:
    # The library that locks it here needs some kilobytes to work on.
    cells = [BinaryCell(row, 1, f"dòng {row**5}") for row in range(2, 2000)]
    plain = write_xlsb(tmp_path / "a.xlsb", [BinarySheet("Biểu", [BinaryCell(1, 1, 5.0), *cells])])
    book = open_book(locked(plain, tmp_path / "b.xls"), PASSWORD)
    assert book.format == "xlsb"
    assert cells_of(book, "Biểu")["A1"].value == 5


def test_a_damaged_lock_is_told_with_a_way_out(book: Path) -> None:
    content = book.read_bytes()
    at = content.index(b"<encryption")
    book.write_bytes(content[:at] + b"<!ncryption" + content[at + 11 :])
    assert refusal_of(book, PASSWORD).code == "file.locked_oddly"


def test_a_lock_made_to_take_hours_is_not_tried(book: Path) -> None:
    content = book.read_bytes()
    at = content.index(b'spinCount="100000"')
    changed = content[:at] + b'spinCount="9999999' + content[at + 18 :]
    # One digit more: taken from the blank before the next attribute.
    book.write_bytes(changed.replace(b'"9999999 ', b'"9999999"', 1))
    assert refusal_of(book, PASSWORD).code == "file.locked_oddly"
