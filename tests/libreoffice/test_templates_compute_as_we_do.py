from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

import openpyxl
import pytest

from mtqg_xl import api
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.rules import computed_values
from mtqg_xl.writing import SheetPlan, plan_sheet
from tests.libreoffice.office import Office, Shown
from tests.libreoffice.sharing import made_once
from tests.support.books import concrete, input_cells

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("libreoffice")]

ALL = ("BM03", "BM11", "BM16", "KR02", "NTM01", "PL01")
#: Seed, unit, period, forms, and how many of the inputs are left blank. Seed 0 types nothing at all.
FILLS = [
    (0, "tỉnh Cao Bằng", "2023-N", ALL, 1.0),
    (1, "huyện Bảo Lâm", "2023-N", ALL, 0.3),
    (2, "tỉnh Cao Bằng", "2023-N", ALL, 0.05),
    (3, "tỉnh Cao Bằng", "2019-N", ("BM03", "KR02", "NTM01"), 0.6),
]


@dataclass(frozen=True)
class Filled:
    """A template with figures typed in by another program, which stores no results."""

    path: Path
    plans: tuple[SheetPlan, ...]
    figures: Mapping[CellKey, Decimal]


def typed_figures(plans: tuple[SheetPlan, ...], seed: int, blank: float) -> dict[CellKey, Decimal]:
    """Chance figures of the right kind; some inputs blank, some plans zero."""
    chance = Random(seed)
    figures: dict[CellKey, Decimal] = {}
    for plan in plans:
        form = plan.form
        for key in input_cells(form):
            measure = form.measure_of(form.row_by_key[key.row], form.column_by_key[key.column])
            if chance.random() < blank:
                continue
            if chance.random() < 0.2:
                figures[key] = Decimal(0)
            elif measure.kind is MeasureKind.COUNT:
                figures[key] = Decimal(chance.randint(1, 9999))
            else:
                figures[key] = Decimal(chance.randint(1, 99_999_999)).scaleb(-chance.choice((0, 1, 2, 3)))
    return figures


def filled(folder: Path, seed: int, unit: str, period: str, codes: tuple[str, ...], blank: float) -> Filled:
    path = folder / f"seed{seed}.xlsx"
    api.write_template(codes, path, unit=unit, period=period)
    plans = tuple(plan_sheet(concrete(code, unit, period)) for code in codes)
    presets = {key: value for plan in plans for key, value in (plan.form.presets or {}).items()}
    typed = typed_figures(plans, seed, blank)
    book = openpyxl.load_workbook(path)
    for plan in plans:
        for key, value in typed.items():
            if key.form == plan.form.code:
                book[plan.sheet][plan.address(key)] = float(value)
    book.save(path)
    book.close()
    return Filled(path, plans, {**presets, **typed})


def expected(book: Filled) -> Iterator[tuple[tuple[str, str], Decimal | None]]:
    """What our own computation puts into every formula cell."""
    for plan in book.plans:
        for key, (_, value) in computed_values(plan.form, book.figures).items():
            yield (plan.sheet, plan.address(key)), value


@pytest.fixture(scope="module")
def books(office: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[int, tuple[Filled, Shown]]:
    """The fills, each with what LibreOffice makes of it."""
    made = [filled(tmp_path_factory.mktemp("mau"), *fill) for fill in FILLS]
    paths = [book.path for book in made]
    out = made_once(tmp_path_factory, "mau_tinh_lai", lambda out: office.recalculate(out, *paths))
    return {fill[0]: (book, Shown.of(out / book.path.name)) for fill, book in zip(FILLS, made, strict=True)}


@pytest.mark.parametrize("seed", [fill[0] for fill in FILLS])
def test_libreoffice_computes_what_we_compute_blanks_included(
    books: dict[int, tuple[Filled, Shown]], seed: int
) -> None:
    book, shown = books[seed]
    different = {}
    for place, value in expected(book):
        found = shown.values.get(place)
        wanted = "" if value is None else pytest.approx(float(value), rel=1e-9, abs=1e-9)
        if (found if found is not None else "") != wanted:
            different[place] = (value, found)
    assert different == {}
    assert shown.errors == {}


@pytest.mark.parametrize("seed", [fill[0] for fill in FILLS])
def test_the_fills_try_blank_and_shown_results(books: dict[int, tuple[Filled, Shown]], seed: int) -> None:
    book, _ = books[seed]
    values = [value for _, value in expected(book)]
    assert any(value is None for value in values)
    assert (seed == 0) is all(value is None for value in values)


def test_a_blank_template_shows_no_number_where_it_computes(
    books: dict[int, tuple[Filled, Shown]],
) -> None:
    _, shown = books[0]
    assert len(shown.formulas) > 500
    assert not shown.formulas & set(shown.numbers)
