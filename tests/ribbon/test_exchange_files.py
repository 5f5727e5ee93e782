"""The shape of the files: both sides must read what the other writes, to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtqg_xl.ribbon import ExchangeProblem, decoded, encoded, read_request
from mtqg_xl.ribbon.request import read_fields
from tests.ribbon.folder import as_vba_writes

FIELDS = st.text(st.characters(exclude_categories=["Cs"]))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(FIELDS, min_size=2), min_size=1))
def test_every_text_comes_back_as_it_was(rows: list[list[str]]) -> None:
    assert decoded(encoded(rows)) == rows


def test_the_bytes_are_those_of_the_page() -> None:
    assert encoded([("Sai\tở", "a\r\nb\\n")]) == b"\xff\xfe" + "Sai\\tở\ta\\r\\nb\\\\n\r\n".encode(
        "utf-16-le"
    )
    assert encoded([("\ud83d",)]).decode("utf-16") == "\ufffd\r\n", "half a letter is no letter"


def test_a_file_saved_again_by_an_editor_is_still_read(tmp_path: Path) -> None:
    text = "version\t1\nname\tĐắk Lắk\n\n"
    for beginning, encoding in (
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xef\xbb\xbf", "utf-8"),
    ):
        (tmp_path / "r.tsv").write_bytes(beginning + text.encode(encoding))
        assert read_fields(tmp_path / "r.tsv") == {"version": "1", "name": "Đắk Lắk"}


def test_what_is_no_request_is_refused_in_one_sentence(tmp_path: Path) -> None:
    for content in (b"", b"version\t1", b"\xff\xfev", b"PK\x03\x04", b"\xff\xfe" + b"a\0" * 2_000_000):
        (tmp_path / "r.tsv").write_bytes(content)
        if content in (b"",) or content[:2] != b"\xff\xfe" or len(content) in (3, 4_000_002):
            with pytest.raises(ExchangeProblem, match="không đúng dạng"):
                read_fields(tmp_path / "r.tsv")
    with pytest.raises(ExchangeProblem, match="Không đọc được"):
        read_fields(tmp_path / "none.tsv")


def test_a_request_for_another_version_or_an_unknown_work_is_refused(tmp_path: Path) -> None:
    for fields, told in (
        ({}, "khác phiên bản"),
        ({"version": "2", "action": "check"}, "khác phiên bản"),
        ({"version": "1", "action": "format c:"}, "format c:"),
    ):
        with pytest.raises(ExchangeProblem, match=told):
            read_request(fields, tmp_path)


def test_the_open_book_is_named_by_its_folder_and_its_last_part(tmp_path: Path) -> None:
    def standing(name: str, folder: str) -> str:
        fields = {"version": "1", "action": "check", "input": "input.xlsx", "name": name, "folder": folder}
        return read_request(fields, tmp_path).stands_for

    assert standing("Book1", "") == "Book1"
    assert standing("", "") == "input.xlsx"
    assert standing("..\\..\\a.xlsx", "/b") == "/b/a.xlsx"
    assert standing("a.xlsx", "https://tinh.sharepoint.com/S%C6%A1n%20La") == (
        "https://tinh.sharepoint.com/Sơn La/a.xlsx"
    )


def test_relative_results_lie_in_the_work_folder(tmp_path: Path) -> None:
    fields = {"version": "1", "action": "minutes", "out": "bien_ban.docx", "input": "input.xlsx"}
    found = read_request(fields, tmp_path)
    assert found.out == str(tmp_path / "bien_ban.docx")
    assert found.book == tmp_path / "input.xlsx"
    with pytest.raises(ExchangeProblem, match="Chưa nêu tệp"):
        _ = read_request({"version": "1", "action": "check"}, tmp_path).book


def test_what_vba_writes_is_what_is_read() -> None:
    pairs = {"name": "a\\b\tc\nd\re.xlsx", "folder": "C:\\Users\\Nguyễn & Co %TEMP%!"}
    assert decoded(as_vba_writes(pairs)) == [list(pair) for pair in pairs.items()]
