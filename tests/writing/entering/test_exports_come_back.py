from collections.abc import Sequence
from decimal import Decimal
from math import isclose
from pathlib import Path
from typing import Any

import pytest

from mtqg_xl.api import open_book
from mtqg_xl.catalogue import make_concrete
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind, Form
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.reading import read_submission
from mtqg_xl.writing.entering import enter, read_entries
from tests.support.books import address, concrete, tampered, write
from tests.support.everyform import Case, Filled, chance_filling, one_case_each
from tests.support.lists import lists_of
from tests.writing.entering.own_forms_filled import case, filled_template, said_by, saved, template

LISTS = [case("PL04")]
CASES = [*one_case_each()[::8], *LISTS]


def exported(path: Path, kind: str) -> Path:
    """The export of a workbook beside it."""
    book = open_book(path)
    out = path.with_suffix(f".{kind}")
    out.write_text(book.to_json() if kind == "json" else book.to_csv(), encoding="utf-8")
    return out


def came_back(path: Path, blank: Path, kind: str) -> dict[CellKey, tuple[Any, Any]]:
    """The cells that say something else after the export of ``path`` was put into ``blank``."""
    entries, manner = read_entries(exported(path, kind))
    again = saved(enter(blank, entries, manner=manner), path.with_name(f"lai_{kind}_{path.name}"))
    before, after = said_by(read_submission(path)), said_by(read_submission(again))
    assert before
    return {
        key: (before.get(key), after.get(key))
        for key in {**before, **after}
        if not alike(before.get(key), after.get(key))
    }


def alike(one: tuple[Any, ...] | None, other: tuple[Any, ...] | None) -> bool:
    """Equal; the last digit of a rate that two programs computed may differ."""
    if one is None or other is None or one[1:] != other[1:] or one[1] not in ("phan_tram", "diem_phan_tram"):
        return one == other
    return one[0] == other[0] or isclose(float(one[0]), float(other[0]), rel_tol=1e-14)


@pytest.mark.parametrize("kind", ["csv", "json"])
@pytest.mark.parametrize(
    "at", range(len(CASES)), ids=[f"{found.name}-{at}" for at, found in enumerate(CASES)]
)
def test_an_export_put_into_an_empty_template_says_the_same_again(tmp_path: Path, at: int, kind: str) -> None:
    filled = filled_template(tmp_path, CASES[at], chance_filling(CASES[at].form, 7, blank=0.2))
    assert came_back(filled, template(tmp_path, CASES[at]), kind) == {}


@pytest.mark.parametrize(("kind", "code"), [("csv", "BM05"), ("json", "PL04")])
def test_the_lists_of_the_template_grow_with_the_export(tmp_path: Path, code: str, kind: str) -> None:
    longer = with_longer_lists(case(code), 3)
    filled = filled_template(tmp_path, longer, chance_filling(longer.form, 8, blank=0.1))
    short = template(tmp_path, case(code)).rename(tmp_path / "ngắn.xlsx")
    assert came_back(filled, short, kind) == {}


def with_longer_lists(wanted: Case, more: int) -> Case:
    """The case with so many more lines in every list."""
    longer = {name: lines + more for name, lines in lists_of(wanted.form).items()}
    made = Case(wanted.definition, wanted.unit, wanted.period)
    made.__dict__["form"] = make_concrete(wanted.definition.code, wanted.unit, wanted.period, lines=longer)
    return made


@pytest.mark.parametrize(("kind", "label"), [("csv", "nghìn đồng"), ("json", "đồng"), ("csv", "tỷ đồng")])
@pytest.mark.parametrize("into_other", [True, False], ids=["into the other measure", "out of it"])
def test_figures_come_back_through_sheets_of_another_measure(
    tmp_path: Path, kind: str, label: str, into_other: bool
) -> None:
    money = {"NTM 1": "1234.5", "NTM 4": "617.25", "GNBV 2": "300", "GNBV 5": "0", "DTTS 10": "10.25"}
    figures = {CellKey("KR02", *keys.split()): Decimal(text) for keys, text in money.items()}
    filled = write(tmp_path / "a.xlsx", ["KR02"], figures)
    blank = tampered(write(tmp_path / "b.xlsx", ["KR02"]), lambda book: relabelled(book, label))
    if into_other:
        assert came_back(filled, blank, kind) == {}
        return
    other = saved(enter(blank, read_entries(exported(filled, "csv"))[0], manner="plain"), tmp_path / "c.xlsx")
    assert came_back(other, write(tmp_path / "d.xlsx", ["KR02"]), kind) == {}


def relabelled(book: Any, label: str) -> None:
    """State another measure on the sheet."""
    for line in book["KR02"].iter_rows(max_row=8):
        for place in line:
            if isinstance(place.value, str) and place.value.startswith("Đơn vị tính"):
                place.value = f"Đơn vị tính: {label}"


def test_a_sheet_in_dong_takes_millions_as_dong(tmp_path: Path) -> None:
    filled = write(tmp_path / "a.xlsx", ["KR02"], {CellKey("KR02", "NTM", "1"): Decimal("1234.5")})
    blank = tampered(write(tmp_path / "b.xlsx", ["KR02"]), lambda book: relabelled(book, "đồng"))
    entries, manner = read_entries(exported(filled, "csv"))
    entered = enter(blank, entries, manner=manner)
    assert [(item.cell, item.after) for item in entered.written] == [("C13", Decimal(1234500000))]


WORDS = ("chưa giải ngân", "không phát sinh", "x", "-", "theo Quyết định 652", "12 hoặc 13")
#: Remarks that look like figures, dates, formulas or marks of a text.
REMARKS = (
    *("001", "1,234", "1.234", "1e5", "-12", "+84 206", "30/6/2023", "TRUE", "12,5%", "0,5", "0.5"),
    *("=1+1", "@a", "'nháy", "''hai nháy", "'=1+1", "a\nb", " có dấu cách "),
)


def worded(form: Form, kind: CellKind, texts: Sequence[str]) -> dict[CellKey, str]:
    """These texts in the first cells of a kind."""
    keys = (
        form.key(row, column)
        for row in form.rows
        for column in form.columns
        if form.kind_of(row, column) is kind
    )
    return dict(zip(keys, texts, strict=False))


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_words_in_a_figure_come_back_too(tmp_path: Path, kind: str) -> None:
    texts = worded(concrete("KR02"), CellKind.INPUT, WORDS)
    path = write(tmp_path / "a.xlsx", ["KR02"], texts=texts)
    before = said_by(read_submission(path))
    assert {key: text for key, text in texts.items() if text in before[key]} == texts
    assert len(texts) == len(WORDS)
    assert came_back(path, write(tmp_path / "b.xlsx", ["KR02"]), kind) == {}


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_remarks_of_any_look_come_back_as_they_were(tmp_path: Path, kind: str) -> None:
    texts = worded(case("PL04").form, CellKind.TEXT, REMARKS)
    path = filled_template(tmp_path, case("PL04"), Filled({}, texts))
    before = said_by(read_submission(path))
    assert {key: before[key][0] for key in texts} == texts
    assert len(texts) == len(REMARKS)
    assert came_back(path, template(tmp_path, case("PL04")), kind) == {}


@pytest.mark.parametrize(("kind", "number_format"), [("csv", "0.00%"), ("json", "0.00%")])
def test_rates_come_back_into_percent_cells_and_out_of_them(
    tmp_path: Path, kind: str, number_format: str
) -> None:
    key = CellKey("BM01", *rate_cell())
    path = write(tmp_path / "a.xlsx", ["BM01"], {key: Decimal("74.52")}, unit="tỉnh Cao Bằng")

    def shown(book: Any) -> None:
        book["BM01"][address("BM01", key.row, key.column, "tỉnh Cao Bằng")].number_format = number_format

    blank = tampered(write(tmp_path / "b.xlsx", ["BM01"], unit="tỉnh Cao Bằng"), shown)
    assert said_by(read_submission(path))[key][0] == "74.52"
    assert came_back(path, blank, kind) == {}
    entries, manner = read_entries(path.with_suffix(f".{kind}"))
    back = saved(enter(blank, entries, manner=manner), tmp_path / "c.xlsx")
    assert came_back(back, write(tmp_path / "d.xlsx", ["BM01"], unit="tỉnh Cao Bằng"), kind) == {}


def rate_cell() -> tuple[str, str]:
    """A cell of the form that takes a rate."""
    form = concrete("BM01", "tỉnh Cao Bằng")
    return next(
        (row.key, column.key)
        for row in form.rows
        for column in form.columns
        if form.kind_of(row, column) is CellKind.INPUT
        and form.measure_of(row, column).kind is MeasureKind.RATE
    )


@pytest.mark.parametrize("kind", ["csv", "json"])
@pytest.mark.parametrize("number", [0.1 + 0.2, 100 / 3, 1e-7 / 3])
def test_a_figure_with_all_the_digits_of_a_computed_one_comes_back(
    tmp_path: Path, kind: str, number: float
) -> None:
    """Somebody divided by hand: the cell holds the seventeen digits that a program keeps."""

    def divided(book: Any) -> None:
        book["KR02"][address("KR02", "NTM", "1")] = number

    path = tampered(write(tmp_path / "a.xlsx", ["KR02"]), divided)
    key = CellKey("KR02", "NTM", "1")
    entries, manner = read_entries(exported(path, kind))
    again = saved(enter(write(tmp_path / "b.xlsx", ["KR02"]), entries, manner=manner), tmp_path / "c.xlsx")
    assert said_by(read_submission(again))[key] == said_by(read_submission(path))[key]
