"""The outputs of one check carry the same findings under the same ids, and the same counts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment

import mtqg_xl as mx
from mtqg_xl import api
from mtqg_xl.cli import main
from tests.api.conftest import KON_RAY

COUNTED = re.compile(r"(\d+) lỗi, (\d+) cảnh báo, (\d+) lưu ý(?:, (\d+) đã giải trình)?")
#: An id where a line begins; elsewhere F45 may be a cell.
LINE = re.compile(r"^ *\S (F\d+)\b(?!\.)", re.MULTILINE)
#: In the minutes slight ones of a kind stand together in one cell.
LISTED = re.compile(r"(?:^|[;:] )(F\d+)(?= |$)")
Told = tuple[set[str], tuple[int, ...]]


def counted(text: str) -> tuple[int, ...]:
    found = COUNTED.search(text)
    assert found, text[:400]
    return tuple(int(number or 0) for number in found.groups())


def in_json(path: Path) -> Told:
    (file,) = json.loads(mx.check(path).to_json())["files"]
    return {one["id"] for one in file["findings"]}, tuple(file["counts"].values())


def in_text(path: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    main(["check", str(path), "--all"])
    said = capsys.readouterr().out
    return set(LINE.findall(said)), counted(said)


def in_page(path: Path, folder: Path) -> Told:
    mx.check(path, excerpts=True).save(folder / "ket_qua.html")
    page = (folder / "ket_qua.html").read_text(encoding="utf-8")
    return set(re.findall(r'id="(F\d+)"', page)), counted(page)


def in_minutes(path: Path, folder: Path) -> Told:
    mx.check(path).save(folder / "bien_ban.docx")
    document: Any = docx.Document(str(folder / "bien_ban.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    total = next(
        [cell.text for cell in table.rows[-1].cells][2:6]
        for table in document.tables
        if "Đã giải trình" in [cell.text for cell in table.rows[0].cells]
    )
    return {one for text in cells for one in LISTED.findall(text)}, tuple(map(int, total))


def in_workbook(path: Path, folder: Path) -> Told:
    made = folder / "danh_dau.xlsx"
    api.mark(path, made, mx.check(path))
    book = openpyxl.load_workbook(made)
    lines = [[cell.value for cell in row] for row in book["Kiểm tra"].iter_rows()]
    assert_links_lead_somewhere(book)
    verdict = next(str(line[1]) for line in lines if str(line[1]).startswith("Kết luận"))
    ids: Iterable[str] = (str(line[1]) for line in lines if str(line[0]).startswith("["))
    return {one for one in ids if "." not in one}, counted(verdict)


def assert_links_lead_somewhere(book: Any) -> None:
    """Links of the list and back to it; a link of one's own to the web is none of ours."""
    followed = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink is None or not cell.hyperlink.location:
                    continue
                name, _, address = cell.hyperlink.location.rpartition("!")
                assert book[name.strip("'").replace("''", "'")][address] is not None
                followed += 1
    assert followed


@pytest.fixture(scope="module")
def explained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gt") / "kon_ray.xlsx"
    book = openpyxl.load_workbook(KON_RAY)
    book["KR02"]["E13"].comment = Comment("Giải trình: số theo Quyết định giao vốn", "Chị Lan")
    book.save(path)
    return path


@pytest.mark.parametrize("name", ["kon_ray_2023-6T", "bao_lam_2023-6T", "explained"])
def test_all_outputs_carry_the_same_ids_and_counts(
    name: str, explained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = explained if name == "explained" else KON_RAY.with_name(f"{name}.xlsx")
    told = in_json(path)
    assert told[1][0] >= 2
    assert (told[1][3] > 0) is (name == "explained")
    assert in_text(path, capsys) == told
    assert in_page(path, tmp_path) == told
    assert in_minutes(path, tmp_path) == told
    assert in_workbook(path, tmp_path) == told
