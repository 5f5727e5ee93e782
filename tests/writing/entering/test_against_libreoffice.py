"""The values that stand under the formulas right after filling are those that LibreOffice computes."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from mtqg_xl.ooxml import Package, Workbook, to_a1
from mtqg_xl.writing.entering import Entry, FormPlace, enter
from tests.libreoffice.office import Office, Shown, program
from tests.libreoffice.sharing import made_once
from tests.support.books import tampered
from tests.support.everyform import chance_filling, one_case_each
from tests.writing.entering.own_forms_filled import (
    asks_for_recalculation,
    case,
    entries_of,
    filled_template,
    input_keys,
    saved,
    template,
)
from tests.writing.entering.plain_books import Sheets, given, plain_book
from tests.writing.entering.test_exports_come_back import with_longer_lists

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("libreoffice")]

WORDS = ("chưa giải ngân", "x", "-", "không phát sinh", "1.234,5", "12", "chưa thực hiện")
CASES = one_case_each()[2::7]
SEED = 20261121


def templates(folder: Path) -> dict[str, Path]:
    """Templates filled by chance, two fillings each, one over the other."""
    books = {}
    for at, wanted in enumerate(CASES):
        first = filled_template(folder, wanted, chance_filling(wanted.form, SEED + at, blank=0.3))
        again = enter(first, entries_of(chance_filling(wanted.form, SEED - at, blank=0.5)))
        books[f"mau{at}"] = saved(again, folder / f"mau{at}.xlsx")
    return books


def grown(folder: Path) -> dict[str, Path]:
    """Lists that had to grow."""
    books = {}
    for code in ("BM05", "PL04"):
        filled = chance_filling(with_longer_lists(case(code), 5).form, SEED, blank=0.2)
        books[code] = saved(
            enter(template(folder, case(code)), entries_of(filled)), folder / f"dai_{code}.xlsx"
        )
    return books


def with_words(folder: Path) -> dict[str, Path]:
    """Words where figures belong, as officials type them."""
    books = {}
    for code in ("KR02", "BM16", "BM11"):
        wanted, chance = case(code), Random(f"{SEED} {code}")
        entries = entries_of(chance_filling(wanted.form, SEED, blank=0.2))
        keys = chance.sample(input_keys(wanted.form), 12)
        entries = [entry for entry in entries if entry.place not in {FormPlace(*key) for key in keys}]
        entries += [Entry(FormPlace(*key), chance.choice(WORDS), "text") for key in keys]
        books[f"chu_{code}"] = saved(enter(template(folder, wanted), entries), folder / f"chu_{code}.xlsx")
    return books


def altered(folder: Path) -> dict[str, Path]:
    """A template in which somebody wrote formulas of his own."""

    def change(book: Any) -> None:
        sheet = book["KR02"]
        sheet["E13"], sheet["C14"], sheet["V12"] = "=C13*2", "=500+250", "=ROUND(T12,1)"
        sheet["V13"] = '=SUMIF(C13:C15,">100",D13:D15)'
        other = book.create_sheet("Của sở")
        other["A1"], other["A2"] = "=KR02!R12/1000", "=IF(KR02!E13>KR02!E15,KR02!E13,KR02!E15)"

    wanted = case("KR02")
    book = tampered(template(folder, wanted), change)
    filled = chance_filling(wanted.form, SEED)
    entries = [entry for entry in entries_of(filled) if entry.place != FormPlace("KR02", "DTTS", "1")]
    return {"sua": saved(enter(book, entries), folder / "sua.xlsx")}


def theirs(folder: Path) -> dict[str, Path]:
    """A workbook that has nothing to do with any form."""
    sheets: Sheets = {
        "Số liệu": {
            **{f"A{row}": row * 1.5 for row in range(1, 21)},
            **{f"B{row}": row % 4 for row in range(1, 21)},
        },
        "Tổng": {
            "A1": ("=SUM('Số liệu'!A1:A20)", 315),
            "A2": ("=AVERAGE('Số liệu'!A1:A20)", 15.75),
            "A3": ("=COUNTIF('Số liệu'!B1:B20,2)", 5),
            "A4": ("=SUMPRODUCT('Số liệu'!A1:A20,'Số liệu'!B1:B20)", 465),
            "A5": ('=IF(A1>A2*30,"vượt","đạt")', "đạt"),
            "A6": ("=A1/A3", 63),
        },
    }
    values: dict[str, Any] = {f"Số liệu!A{row}": row / 7 for row in range(1, 21, 3)}
    values |= {"Số liệu!B3": 9, "Số liệu!B4": None, "Số liệu!A5": "không"}
    entered = given(plain_book(folder / "x.xlsx", sheets), values)
    assert not entered.cached.withheld
    return {"cua_ho": saved(entered, folder / "cua_ho.xlsx")}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All these workbooks, and in ``lai`` what LibreOffice makes of them."""
    if program() is None:
        pytest.skip("LibreOffice is not installed")

    def make(folder: Path) -> None:
        paths = [
            path
            for build in (templates, grown, with_words, altered, theirs)
            for path in build(folder).values()
        ]
        Office.in_folder(folder / "office").recalculate(folder / "lai", *paths)

    return made_once(tmp_path_factory, "dien", make)


NAMES = [
    *(f"mau{at}" for at in range(len(CASES))),
    "dai_BM05",
    "dai_PL04",
    "chu_KR02",
    "chu_BM16",
    "chu_BM11",
    "sua",
    "cua_ho",
]


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_under_the_formulas_is_what_libreoffice_computes(books: Path, name: str) -> None:
    ours, theirs = Shown.of(books / f"{name}.xlsx"), Shown.of(books / "lai" / f"{name}.xlsx")
    assert ours.formulas
    assert theirs.formulas == ours.formulas
    empty = {place for place in ours.formulas if place not in ours.values}
    # A formula that leaves its cell blank may have no value stored at all, as in an empty template.
    blank = {place for place in empty if theirs.values.get(place) in (None, "")}
    withheld = empty - blank_texts(books / f"{name}.xlsx") - blank
    assert not withheld or asks_for_recalculation((books / f"{name}.xlsx").read_bytes())
    wrong = {
        place: (ours.values.get(place), theirs.values.get(place))
        for place in ours.formulas - withheld
        if not same(ours.values.get(place), theirs.values.get(place))
    }
    assert wrong == {}
    assert len(withheld) <= len(ours.formulas) // 10


def same(one: Any, other: Any) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == pytest.approx(other, rel=1e-12, abs=1e-9)
    return (one or "") == (other or "")


def blank_texts(path: Path) -> set[tuple[str, str]]:
    """The formulas that stand over an empty text: a result, not a missing one."""
    book = Workbook(Package.open(path))
    return {
        (info.name, to_a1(*place))
        for info in book.sheets
        for place, cell in book.sheet(info.name).cells.items()
        if cell.formula is not None and cell.kind == "text" and not cell.text
    }


def test_the_workbooks_were_really_filled(books: Path) -> None:
    for name in NAMES:
        shown = Shown.of(books / f"{name}.xlsx")
        assert len(set(shown.numbers) & shown.formulas) >= 4, name
    words = openpyxl.load_workbook(books / "chu_BM16.xlsx")["BM16"]
    assert len([cell for row in words.iter_rows() for cell in row if cell.value in WORDS]) == 12
