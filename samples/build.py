"""Builds every sample workbook from the figures in ``samples/figures``.

``python samples/build.py`` writes them; ``--check`` only says which are out of date.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from mtqg_xl.catalogue import load_form, make_concrete, unit_register
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind, Form, RowKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.writing import BookIdentity, Filling, SheetPlan, plan_sheet, write_book
from mtqg_xl.writing.paper import lines_needed

HERE = Path(__file__).resolve().parent
FIGURES = HERE / "figures"
SYNTHETIC_WARNING = "SỐ LIỆU GIẢ LẬP - không phải số liệu của địa phương"


@dataclass(frozen=True)
class Sample:
    """A workbook to be written: its place under ``samples`` and its bytes."""

    path: Path
    content: bytes


def main() -> int:
    """Write all samples, or with ``--check`` compare them with what is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    only_check = parser.parse_args().check
    stale = 0
    for sample in all_samples():
        if sample.path.exists() and sample.path.read_bytes() == sample.content:
            continue
        stale += 1
        print(f"{'stale' if only_check else 'wrote'} {sample.path.relative_to(HERE)}")
        if not only_check:
            sample.path.parent.mkdir(parents=True, exist_ok=True)
            sample.path.write_bytes(sample.content)
    return 1 if only_check and stale else 0


def all_samples() -> list[Sample]:
    """Every sample, real ones first."""
    real = [_real(path) for path in sorted((FIGURES / "real").glob("*.yaml"))]
    made_up = [
        _synthetic(path, folder.name)
        for folder in sorted((FIGURES / "synthetic").iterdir())
        if folder.is_dir()
        for path in sorted(folder.glob("*.csv"))
    ]
    return [*real, *made_up]


def _unit(name: str, period: Period) -> ReportingUnit:
    unit = unit_register().find(name, period.day)
    if unit is None:
        raise SystemExit(f"unknown unit {name}")
    return ReportingUnit(unit.name, unit.code, unit.level)


def _real(path: Path) -> Sample:
    """A report as printed: nothing that the report does not say, each figure with its sentence."""
    text: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    period = Period.parse(text["period"])
    unit = _unit(text["unit"], period)
    figures: dict[CellKey, Decimal] = {}
    texts: dict[CellKey, str] = {}
    notes: dict[CellKey, str] = {}
    sources: list[Source] = []
    keys = [_key(entry["cell"]) for entry in text["cells"]]
    forms = {code: make_concrete(code, unit, period, None, lines) for code, lines in _lines(keys, period)}
    for key, entry in zip(keys, text["cells"], strict=True):
        _put(forms[key.form], key, entry["value"], figures, texts)
        note = f"\nGhi chú: {entry['note']}" if entry.get("note") else ""
        notes[key] = f"Báo cáo, mục {entry['at']}: “{entry['cites']}”{note}"
        sources.append(Source(key, entry["value"], entry["at"], entry["cites"], entry.get("note", "")))
    plans = [plan_sheet(forms[code]) for code in sorted(forms)]
    identity = BookIdentity(unit, period, filed=_filed(period), title=text["report"])
    filling = Filling(figures, texts, notes, keep_formulas=False)
    content = write_book(plans, identity, filling, [_SourceSheet(text["report"], sources, plans)])
    return Sample(HERE / "real" / text["file"], content)


def _synthetic(path: Path, period_text: str) -> Sample:
    """A made-up district: inputs only, every total a live formula."""
    period = Period.parse(period_text)
    text = path.read_text(encoding="utf-8")
    name = path.stem.replace("_", " ")
    unit = _unit(name, period)
    figures: dict[CellKey, Decimal] = {}
    texts: dict[CellKey, str] = {}
    entries = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    keys = [CellKey(entry["form"], entry["row"], entry["column"]) for entry in entries]
    itself = _itself(unit, period)
    forms = {code: make_concrete(code, unit, period, itself, lines) for code, lines in _lines(keys, period)}
    for key, entry in zip(keys, entries, strict=True):
        _put(forms[key.form], key, entry["value"], figures, texts)
    for form in forms.values():
        for key, value in (form.presets or {}).items():
            figures.setdefault(key, value)
    plans = [plan_sheet(forms[code], f"{code} giả lập") for code in sorted(forms)]
    identity = BookIdentity(
        unit,
        period,
        filed=_filed(period),
        warning=SYNTHETIC_WARNING,
        title=f"Số liệu giả lập - {unit.name} - {period.label}",
    )
    content = write_book(plans, identity, Filling(figures, texts))
    return Sample(HERE / "synthetic" / period_text / f"{path.stem}_gia_lap.xlsx", content)


def _lines(keys: Iterable[CellKey], period: Period) -> Iterator[tuple[str, dict[str, int]]]:
    """Each form, and how many lines its lists take: as many as are filled, so that no blank ones are left."""
    rows: dict[str, set[str]] = {}
    for key in keys:
        rows.setdefault(key.form, set()).add(key.row)
    for code, used in rows.items():
        lists = {row.key: 1 for row in load_form(code, period.day).rows if row.kind is RowKind.LIST}
        for name, _, number in (row.rpartition("-") for row in used):
            if name in lists:
                lists[name] = max(lists[name], int(number))
        yield code, lists


def _itself(unit: ReportingUnit, period: Period) -> Any:
    found = unit_register().find(unit.code or unit.name, period.day)
    return (found,) if found else None


def _key(text: str) -> CellKey:
    form, _, rest = text.partition("[")
    row, _, column = rest.rstrip("]").partition(";")
    return CellKey(form, row.strip(), column.strip())


def _put(
    form: Form, key: CellKey, value: str, figures: dict[CellKey, Decimal], texts: dict[CellKey, str]
) -> None:
    row, column = form.row_by_key[key.row], form.column_by_key[key.column]
    kind = form.kind_of(row, column)
    if kind is CellKind.CLOSED:
        raise SystemExit(f"no such cell: {key}")
    if kind is CellKind.TEXT:
        texts[key] = value
        return
    try:
        figures[key] = Decimal(value)
    except ArithmeticError:
        texts[key] = value


def _filed(period: Period) -> datetime:
    """A stable date of saving: ten days after the period ends."""
    return datetime(period.day.year, period.day.month, min(period.day.day, 28), 17, 0, 0)


def _as_printed(value: str) -> str:
    """A figure as the report prints it, trailing zeros kept; any other text as it is."""
    whole, _, fraction = value.partition(".")
    if not whole.lstrip("-").isdigit():
        return value
    return f"{int(whole):,}".replace(",", ".") + (f",{fraction}" if fraction else "")


@dataclass(frozen=True)
class Source:
    """Where a figure stands in the report."""

    key: CellKey
    value: str
    at: str
    cites: str
    note: str


class _SourceSheet:
    """The sheet that lists, for every figure, the sentence it was taken from."""

    def __init__(self, report: str, sources: list[Source], plans: list[SheetPlan]) -> None:
        self._report = report
        self._sources = sources
        self._plans = {plan.form.code: plan for plan in plans}

    def __call__(self, book: Any, styles: Any) -> None:
        sheet = book.add_worksheet("Trích dẫn")
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(3)
        for at, width in enumerate((10, 9, 14, 12, 80, 46)):
            sheet.set_column(at, at, width)
        sheet.write_string(0, 0, "NGUỒN CỦA TỪNG SỐ LIỆU", styles.frame(bold=True, font_size=14))
        sheet.write_string(1, 0, self._report, styles.frame(italic=True))
        for at, title in enumerate(("Biểu", "Ô", "Số trong báo cáo", "Mục", "Câu trong báo cáo", "Ghi chú")):
            sheet.write_string(3, at, title, styles.heading())
        body = styles.get(text_wrap=True, border=1, border_color="#7F7F7F", valign="top")
        link = styles.get(border=1, border_color="#7F7F7F", valign="top", font_color="#0563C1", underline=1)
        for n, source in enumerate(self._sources, start=4):
            plan = self._plans[source.key.form]
            address = plan.address(source.key)
            sheet.write_string(n, 0, plan.form.number, body)
            sheet.write_url(n, 1, f"internal:'{plan.sheet}'!{address}", link, address)
            sheet.write_string(n, 2, _as_printed(source.value), body)
            sheet.write_string(n, 3, source.at, body)
            sheet.write_string(n, 4, source.cites, body)
            sheet.write_string(n, 5, source.note, body)
            sheet.set_row(n, 15 * max(lines_needed(source.cites, 80), lines_needed(source.note, 46)) + 2)
        sheet.freeze_panes(4, 0)


if __name__ == "__main__":
    sys.exit(main())
