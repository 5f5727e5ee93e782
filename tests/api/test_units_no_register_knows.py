"""Communes stand in no register yet: they are told apart by their names, however these are written."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mtqg_xl import api
from mtqg_xl.catalogue import form_codes, load_form
from mtqg_xl.domain.binding import UNNAMED
from mtqg_xl.domain.forms import RowKind
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level
from tests.support.books import forget_metadata
from tests.support.everyform import Case, Filled, chance_filling, periods_of
from tests.support.typing_in import typed_into

#: A form that lists units and one that does not.
LISTING = next(
    form
    for form in map(load_form, form_codes())
    if "xa" in form.levels and any(row.kind is RowKind.ZONE for row in form.rows)
)
PLAIN = next(
    form
    for form in map(load_form, form_codes())
    if "xa" in form.levels and not any(row.kind is RowKind.ZONE for row in form.rows)
)


def case_of(name: str, listing: bool) -> Case:
    form = LISTING if listing else PLAIN
    return Case(form, ReportingUnit(name, None, Level.COMMUNE), periods_of(form)[0])


def sent(path: Path, case: Case, filled: Filled, change: Callable[[Any], None] = lambda book: None) -> Path:
    book = typed_into(case, filled)
    change(book)
    book.save(path)
    return path


def write_name(name: str, code: str) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book[code]["A2"] = name

    return change


@pytest.mark.parametrize("listing", [False, True], ids=["plain", "listing units"])
@pytest.mark.parametrize("written", ["XÃ YÊN THỔ", "Xã Yên Thổ", "xã  Yên Thổ ", "UBND xã Yên Thổ", "bare"])
def test_a_commune_that_sent_twice_is_counted_once(listing: bool, written: str, tmp_path: Path) -> None:
    case = case_of("xã Yên Thổ", listing)
    filled = chance_filling(case.form, 1, blank=0.3)
    first = sent(tmp_path / "1.xlsx", case, filled)
    if written == "bare":
        second = sent(tmp_path / "2.xlsx", case, filled, forget_metadata)
    else:
        nobody = case_of(UNNAMED, listing)
        again = chance_filling(nobody.form, 1, blank=0.3)
        second = sent(tmp_path / "2.xlsx", nobody, again, write_name(written, case.definition.code))
    total = api.consolidate([first, second], "huyện Bảo Lâm", str(case.period), jobs=1)
    assert len(total.merged.received) == 1
    assert len(total.merged.duplicates) == 1
    alone = api.consolidate([first], "huyện Bảo Lâm", str(case.period), jobs=1)
    assert total.merged.figures == alone.merged.figures != {}


def test_communes_of_other_names_are_other_units(tmp_path: Path) -> None:
    names = ("xã Yên Thổ", "xã Yên Thọ", "phường Yên Thổ")
    cases = [case_of(name, listing=True) for name in names]
    files = [
        sent(tmp_path / f"{at}.xlsx", case, chance_filling(case.form, at, blank=0.3))
        for at, case in enumerate(cases)
    ]
    total = api.consolidate(files, "huyện Bảo Lâm", str(cases[0].period), jobs=1)
    assert {receipt.unit for receipt in total.merged.received} == set(names)
    listed = [row.label for row in total.merged.forms[LISTING.code].rows if row.unit]
    assert sorted(listed) == sorted(names)
    assert all(isinstance(value, Decimal) for value in total.merged.figures.values())
