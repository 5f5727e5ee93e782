"""What layouts are made from: every template, the sets of forms, and the samples, filled in."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

from mtqg_xl.catalogue import form_sets, load_form, make_concrete, unit_register, variants, words
from mtqg_xl.catalogue.loader import form_codes
from mtqg_xl.domain.binding import METADATA_SHEET, Binding, FormBinding
from mtqg_xl.domain.cells import CellKey, Observation
from mtqg_xl.domain.forms import Form, RowKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import fold
from mtqg_xl.ooxml import Workbook, is_percent
from mtqg_xl.proving.identifiability import relations_between
from mtqg_xl.writing import BookIdentity, plan_sheet, write_book
from tests.benchmarks.lib.binding.sheets import Uids, page_of
from tests.benchmarks.lib.binding.spots import Owner, Page, Spot
from tests.reconcile.clean_support import Style, Subject
from tests.reconcile.clean_support import _written as written_as_offices_do

ROOT = Path(__file__).resolve().parents[4]
_YEARS = (2023, 2024, 2022, 2025, 2026, 2019, 2018)
#: Fillings of one original that layouts draw from.
FILLINGS = 6


@dataclass(frozen=True)
class Original:
    """A workbook of ours: its forms, whose it is, its sheets with everything in place."""

    name: str
    forms: Mapping[str, Form]
    unit: ReportingUnit
    period: Period
    pages: tuple[Page, ...]
    binding: Binding
    filled: bool

    @property
    def owner(self) -> Owner:
        """Whose figures it holds."""
        return Owner(self.unit.name, str(self.period))

    @property
    def has_zone(self) -> bool:
        """Whether some rows stand for units."""
        return any(row.unit for form in self.forms.values() for row in form.rows)


@cache
def names() -> tuple[str, ...]:
    """The single forms (every layout), then sets, then samples."""
    single = [f"{form.code}@{_start(form)}" for code in form_codes() for form in variants(code)]
    sets = [f"set:{name}" for name, chosen in form_sets().items() if len(chosen.forms) > 1]
    samples = [f"sample:{path.relative_to(ROOT)}" for path in sorted((ROOT / "samples").glob("*/**/*.xlsx"))]
    return (*single, *sets, *samples)


def _start(form: Form) -> str:
    return str(form.validity.start.year) if form.validity.start else ""


@cache
def original(name: str) -> Original:
    """The original of that name."""
    if name.startswith("sample:"):
        return _sample(name)
    if name.startswith("set:"):
        chosen = form_sets()[name[4:]]
        kind = chosen.periods[0].value
        period = Period.parse(f"2023-{'T06' if kind == 'T' else kind}")
        units = [_unit("huyện Bảo Lâm", period), _unit("tỉnh Cao Bằng", period)]
        return max(
            (_made(name, chosen.forms, unit, period) for unit in units), key=lambda one: len(one.forms)
        )
    code, _, start = name.partition("@")
    (form,) = [form for form in variants(code) if _start(form) == start]
    return _made(name, (code,), *_filed(form))


def _unit(name: str, period: Period) -> ReportingUnit:
    found = unit_register().find(name, period.day)
    assert found is not None, (name, period)
    return ReportingUnit(found.name, found.code, found.level)


def _filed(form: Form) -> tuple[ReportingUnit, Period]:
    """A unit and a period that the form is filed for."""
    for year in _YEARS:
        for kind in form.periods:
            period = Period.parse(f"{year}-{'T06' if kind == 'T' else kind}")
            if not form.validity.holds(period.day):
                continue
            units = ["huyện Bảo Lâm", "tỉnh Cao Bằng"]
            if any(row.kind is RowKind.ZONE for row in form.rows):
                units.reverse()
            for unit in units:
                known = unit_register().find(unit, period.day)
                if known is not None and known.level.value in form.levels:
                    return ReportingUnit(known.name, known.code, known.level), period
    raise LookupError(form.code)


def _made(name: str, codes: tuple[str, ...], unit: ReportingUnit, period: Period) -> Original:
    forms: dict[str, Form] = {}
    for code in codes:
        form = make_concrete(code, unit, period)
        filed = unit.level.value in form.levels and period.kind.value in form.periods
        if filed and form.validity.holds(period.day):
            forms[code] = form
    content = write_book([plan_sheet(form) for form in forms.values()], BookIdentity(unit, period))
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        return _opened(name, Path(file.name), unit, period, forms, filled=False)


def _sample(name: str) -> Original:
    path = ROOT / name.removeprefix("sample:")
    binding = _recorded(Workbook.open(path))
    period = Period.parse(binding.period)
    unit = _unit(binding.unit_code or binding.unit_name, period)
    return _opened(name, path, unit, period, None, filled=True)


def _recorded(book: Workbook) -> Binding:
    sheet = book.sheet(METADATA_SHEET)
    table = [
        [cell.text if (cell := sheet.cell(row, column)) else "" for column in range(1, 9)]
        for row in range(1, sheet.rows_used + 1)
    ]
    binding = Binding.from_rows(table)
    assert binding is not None
    return binding


def _opened(
    name: str,
    path: Path,
    unit: ReportingUnit,
    period: Period,
    forms: Mapping[str, Form] | None,
    *,
    filled: bool,
) -> Original:
    book = Workbook.open(path)
    binding = _recorded(book)
    if forms is None:
        forms = {}
        for bound in binding.forms:
            zone = tuple(
                dict.fromkeys(
                    found
                    for row in bound.rows
                    if row.unit and (found := unit_register().find(row.unit, period.day))
                )
            )
            forms[bound.form] = make_concrete(bound.form, unit, period, zone or None, _lines(bound, period))
    owner = Owner(unit.name, str(period))
    uids: Uids = {}
    by_sheet = {bound.sheet: bound for bound in binding.forms}
    pages = tuple(
        page_of(
            book,
            info.name,
            by_sheet.get(info.name),
            forms[by_sheet[info.name].form] if info.name in by_sheet else None,
            owner,
            uids,
        )
        for info in book.sheets
        if info.name != METADATA_SHEET
    )
    if filled:
        for page in pages:
            for _, _, spot in page.spots():
                _tell_value(spot)
    return Original(name, forms, unit, period, pages, binding, filled)


def _lines(bound: FormBinding, period: Period) -> dict[str, int]:
    """How many lines each list of a form has in a workbook."""
    lists = [row.key for row in load_form(bound.form, period.day).rows if row.kind is RowKind.LIST]
    keys = [row.key.rpartition("-")[0] for row in bound.rows]
    return {name: keys.count(name) for name in lists}


def _tell_value(spot: Spot) -> None:
    """The figure that a cell of a sample holds."""
    if spot.truth is None or spot.part.sort != "figure":
        return
    if spot.kind == "number":
        spot.value = Decimal(spot.text)
        measure = spot.part.measure
        if measure and measure.kind is MeasureKind.RATE and is_percent(spot.number_format):
            spot.value *= 100
    elif spot.kind == "text" and fold(spot.text) in words()[0]:
        spot.value = Decimal(0)


@cache
def figures(name: str, number: int) -> Mapping[CellKey, Observation]:
    """The clean figures ``number`` of an original, written as offices write them."""
    made = original(name)
    forms = tuple(made.forms.values())
    between = relations_between(list(forms), made.period.day) if len(forms) > 1 else ()
    subject = Subject(name, forms, tuple(between), made.period)
    chance = Random(f"binding {name} {number}")
    style = Style(cut=chance.random() < 0.5, whole=number % 3 == 0, live=(0.0, 1.0, 0.4)[number % 3])
    filled = subject.filler.filling(
        number, zeros=chance.choice((0.0, 0.1, 0.3)), blanks=chance.choice((0, 0.1))
    )
    return written_as_offices_do(subject, filled, style, chance)


def fill(page: Page, seen: Mapping[CellKey, Observation], chance: Random) -> None:
    """Write figures and texts into a page of an empty template."""
    for row in page.grid:
        for spot in row:
            if spot is None or spot.truth is None:
                continue
            found = seen.get(spot.truth.key)
            if spot.part.sort != "figure":
                if spot.kind == "blank" and spot.formula is None and chance.random() < 0.7:
                    texts = spot.part.choices or (f"{chance.choice(_TEXTS)} {chance.randint(1, 99)}",)
                    spot.say(chance.choice(texts))
            elif found is None or found.value is None:
                if spot.formula is not None:
                    spot.kind, spot.text = "text", ""
            else:
                spot.value = found.value
                if found.formula is None:
                    spot.formula = None
                figure = found.raw == str(found.value)
                spot.kind, spot.text = ("number" if figure else "text"), found.raw


_TEXTS = (
    "Đã hoàn thành đợt",
    "Đang triển khai, gói thầu số",
    "Chờ hướng dẫn, văn bản số",
    "Đường liên thôn, đoạn",
    "Xã khu vực III, thôn",
)
