"""The consolidated workbook: forms with live formulas, what came in, and where every figure is from."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from mtqg_xl.consolidation import Contribution, Merged
from mtqg_xl.domain.binding import absent_notes
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.numerals import plain
from mtqg_xl.domain.provenance import (
    DOUBT_SHEET,
    PROVENANCE_HEAD,
    PROVENANCE_SHEET,
    RECEIPT_SHEET,
    ProvenanceLine,
)
from mtqg_xl.messages import in_vietnamese
from mtqg_xl.writing.filling import Filling
from mtqg_xl.writing.layout import SheetPlan, plan_sheet
from mtqg_xl.writing.paper import lines_needed
from mtqg_xl.writing.styles import FRACTION, LINE, Styles
from mtqg_xl.writing.workbook import BookIdentity, write_book

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

#: Excel takes 65,530 links on a sheet; beyond this only the figures are linked, not their sources.
_MOST_LINKS = 60_000
_LINK_COLOUR = "#0563C1"


def consolidated_book(merged: Merged, out: str | os.PathLike[str]) -> bytes:
    """The workbook of ``merged``; ``out`` is where it will stand, so that links to sources are relative."""
    plans = [plan_sheet(form) for form in merged.forms.values()]
    identity = BookIdentity(
        unit=merged.unit,
        period=merged.period,
        kind="consolidated",
        filed=datetime(merged.period.day.year, merged.period.day.month, merged.period.day.day),
        warning=merged.warning,
        title=in_vietnamese("book.title", unit=merged.unit.name, period=merged.period.label),
        notes={
            "received": "\n".join(dict.fromkeys(receipt.unit for receipt in merged.received)),
            "missing": "\n".join(merged.missing),
            **absent_notes(_units_without(merged)),
        },
    )
    folder = Path(out).absolute().parent
    extras: list[Callable[[Workbook, Styles], None]] = [_Receipts(merged, folder)]
    if merged.differences:
        extras.append(_Doubts(merged, folder))
    extras.append(_Provenance(merged, plans, folder))
    return write_book(plans, identity, Filling(merged.figures, merged.texts), extras)


def _units_without(merged: Merged) -> dict[str, list[str]]:
    without: dict[str, list[str]] = {}
    for unit, forms in merged.absent_forms.items():
        for form in forms:
            without.setdefault(form, []).append(unit)
    return without


def relative_to(folder: Path, file: str) -> str:
    """``file`` as seen from ``folder``, with forward slashes; whole where there is no such way."""
    try:
        return Path(os.path.relpath(Path(file).absolute(), folder)).as_posix()
    except ValueError:
        return Path(file).absolute().as_posix()


def external(file: str, sheet: str = "", cell: str = "") -> str:
    """A link to a file, or to a cell of it; a ``#`` in the name would be taken for the cell's."""
    place = f"#'{sheet}'!{cell}" if sheet else ""
    return f"external:{file.replace('#', '%23')}{place}"


class _Listing:
    """A plain printed list: title, column heads, rows."""

    def __init__(self, book: Workbook, styles: Styles, name: str, widths: Iterable[float]) -> None:
        self.sheet: Worksheet = book.add_worksheet(name)
        self.styles = styles
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.5)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer('&R&"Times New Roman,Italic"&9Trang &P')
        self.widths = tuple(widths)
        for at, width in enumerate(self.widths):
            self.sheet.set_column(at, at, width)
        self.body = styles.get(text_wrap=True, border=1, border_color=LINE, valign="top")
        self.number = styles.get(
            border=1, border_color=LINE, valign="top", align="right", num_format="[$-42A]#,##0", indent=1
        )
        self.fraction = styles.get(
            border=1, border_color=LINE, valign="top", align="right", num_format=FRACTION, indent=1
        )
        self.link = styles.get(
            border=1, border_color=LINE, valign="top", font_color=_LINK_COLOUR, underline=1, text_wrap=True
        )

    def title(self, text: str, below: str = "") -> None:
        """The title and a line under it."""
        self.sheet.write_string(0, 0, text, self.styles.frame(bold=True, font_size=14))
        if below:
            self.sheet.write_string(1, 0, below, self.styles.frame(italic=True))

    def heads(self, row: int, texts: Iterable[str]) -> None:
        """A row of column heads (0-based row)."""
        for at, text in enumerate(texts):
            self.sheet.write_string(row, at, text, self.styles.heading())

    def put(self, row: int, column: int, value: str | int | Decimal | None) -> None:
        """One value, figures as figures."""
        if value is None:
            self.sheet.write_blank(row, column, None, self.body)
        elif isinstance(value, Decimal):
            style = self.number if value == value.to_integral_value() else self.fraction
            self.sheet.write_number(row, column, float(value), style)
        elif isinstance(value, int):
            self.sheet.write_number(row, column, value, self.number)
        else:
            self.sheet.write_string(row, column, value, self.body)

    def fit(self, row: int, texts: Mapping[int, str]) -> None:
        """Make a row high enough for wrapped ``texts`` by column."""
        lines = max(lines_needed(text, self.widths[at]) for at, text in texts.items())
        self.sheet.set_row(row, 15.0 * lines + 2)

    def section(self, row: int, text: str) -> None:
        """A bold line between parts."""
        self.sheet.write_string(row, 0, text, self.styles.frame(bold=True))


class _Receipts:
    """What each unit sent, what is missing, sent twice or could not be used."""

    def __init__(self, merged: Merged, folder: Path) -> None:
        self._merged = merged
        self._folder = folder

    def __call__(self, book: Workbook, styles: Styles) -> None:
        merged = self._merged
        listing = _Listing(book, styles, RECEIPT_SHEET, (6, 24, 40, 44, 16, 9, 11, 44))
        received = len({receipt.unit for receipt in merged.received})
        total = received + len(merged.missing)
        counted = in_vietnamese("book.received", received=received, total=total)
        listing.title(in_vietnamese("book.receipts"), f"{merged.unit.name}, {merged.period.label}. {counted}")
        listing.heads(3, in_vietnamese("book.receipt_heads").split("|"))
        row = 4
        for number, receipt in enumerate(merged.received, start=1):
            shown = relative_to(self._folder, receipt.file)
            absent = merged.absent_forms.get(receipt.unit, ())
            note = in_vietnamese("book.absent_forms", forms=", ".join(absent)) if absent else ""
            listing.put(row, 0, number)
            listing.put(row, 1, receipt.unit)
            listing.sheet.write_url(row, 2, external(shown), listing.link, Path(shown).name)
            listing.put(row, 3, ", ".join(receipt.forms))
            listing.put(row, 4, in_vietnamese(f"verdict.{receipt.verdict}"))
            listing.put(row, 5, receipt.errors)
            listing.put(row, 6, receipt.warnings)
            listing.put(row, 7, note)
            listing.fit(row, {2: Path(shown).name, 3: ", ".join(receipt.forms), 7: note})
            row += 1
        for name in merged.missing:
            for at, text in enumerate(("", name, in_vietnamese("book.not_received"), "", "", "", "", "")):
                listing.put(row, at, text)
            row += 1
        if not merged.register_known:
            listing.section(row + 1, in_vietnamese("book.no_register", unit=merged.unit.name))
            row += 2
        row = self._duplicates(listing, row + 1)
        self._refused(listing, row)
        listing.sheet.freeze_panes(4, 2)

    def _duplicates(self, listing: _Listing, row: int) -> int:
        if not self._merged.duplicates:
            return row
        listing.section(row, in_vietnamese("book.duplicates"))
        for item in self._merged.duplicates:
            row += 1
            dropped = "; ".join(relative_to(self._folder, file) for file in item.dropped)
            told = in_vietnamese("book.dropped", files=dropped, rule=item.rule)
            kept = in_vietnamese("book.kept", file=relative_to(self._folder, item.kept))
            listing.put(row, 1, item.unit)
            listing.put(row, 2, kept)
            listing.put(row, 3, ", ".join(item.forms))
            listing.put(row, 7, told)
            listing.fit(row, {2: kept, 7: told})
        return row + 2

    def _refused(self, listing: _Listing, row: int) -> None:
        if not self._merged.refused:
            return
        listing.section(row, in_vietnamese("book.refused"))
        for item in self._merged.refused:
            row += 1
            listing.put(row, 2, relative_to(self._folder, item.file))
            listing.put(row, 7, item.reason)
            listing.fit(row, {2: relative_to(self._folder, item.file), 7: item.reason})


class _Doubts:
    """Figures of units that the totals do not carry as stated."""

    def __init__(self, merged: Merged, folder: Path) -> None:
        self._merged = merged
        self._folder = folder

    def __call__(self, book: Workbook, styles: Styles) -> None:
        listing = _Listing(book, styles, DOUBT_SHEET, (6, 22, 10, 18, 10, 20, 20, 60))
        listing.title(in_vietnamese("book.doubts"), in_vietnamese("book.doubts_below"))
        listing.heads(3, in_vietnamese("book.doubt_heads").split("|"))
        for number, item in enumerate(self._merged.differences, start=1):
            row = 3 + number
            shown = relative_to(self._folder, item.file)
            listing.put(row, 0, number)
            listing.put(row, 1, item.unit)
            listing.put(row, 2, item.key.form)
            listing.put(row, 3, item.sheet)
            target = external(shown, item.sheet, item.cell)
            listing.sheet.write_url(row, 4, target, listing.link, item.cell)
            listing.put(row, 5, _figure(item.stated))
            listing.put(row, 6, item.carried)
            reason = in_vietnamese(f"consolidate.{item.reason}")
            listing.put(row, 7, reason)
            listing.fit(row, {1: item.unit, 3: item.sheet, 5: item.stated, 7: reason})
        listing.sheet.freeze_panes(4, 2)


class _Provenance:
    """One line for every contribution; tracing reads this sheet."""

    def __init__(self, merged: Merged, plans: Iterable[SheetPlan], folder: Path) -> None:
        self._merged = merged
        self._plans = {plan.form.code: plan for plan in plans}
        self._folder = folder

    def __call__(self, book: Workbook, styles: Styles) -> None:
        widths = (9, 8, 9, 11, 8, 22, 16, 40, 18, 9, 14)
        listing = _Listing(book, styles, PROVENANCE_SHEET, widths)
        listing.title(in_vietnamese("book.provenance"), in_vietnamese("book.provenance_below"))
        listing.heads(PROVENANCE_HEAD - 1, in_vietnamese("book.provenance_heads").split("|"))
        lines = sum(len(found) for found in self._merged.contributions.values())
        linked = lines <= _MOST_LINKS
        shown: dict[str, str] = {}
        row = PROVENANCE_HEAD
        plain_style = styles.get(border=1, border_color=LINE)
        link = styles.get(border=1, border_color=LINE, font_color=_LINK_COLOUR, underline=1)
        for key, found in self._merged.contributions.items():
            for at, contribution in enumerate(found):
                file = shown.setdefault(contribution.file, relative_to(self._folder, contribution.file))
                line = self._line(key, contribution, file)
                for column, text in enumerate(line):
                    if column == 6 and contribution.value is not None:
                        style = (
                            listing.number
                            if contribution.value == contribution.value.to_integral_value()
                            else listing.fraction
                        )
                        listing.sheet.write_number(row, column, float(contribution.value), style)
                    elif column == 1 and at == 0:
                        listing.sheet.write_url(row, 1, f"internal:'{line.sheet}'!{line.cell}", link, text)
                    elif column == 9 and linked:
                        target = external(file, line.source_sheet, line.source_cell)
                        listing.sheet.write_url(row, 9, target, link, text)
                    else:
                        listing.sheet.write_string(row, column, text, plain_style)
                row += 1
        listing.sheet.autofilter(PROVENANCE_HEAD - 1, 0, max(row - 1, PROVENANCE_HEAD), len(widths) - 1)
        listing.sheet.freeze_panes(PROVENANCE_HEAD, 2)
        listing.sheet.repeat_rows(PROVENANCE_HEAD - 1)
        # The file's fingerprint is for programs; on paper it would only take room.
        listing.sheet.print_area(0, 0, max(row - 1, PROVENANCE_HEAD), len(widths) - 2)

    def _line(self, key: CellKey, contribution: Contribution, file: str) -> ProvenanceLine:
        plan = self._plans[key.form]
        value = contribution.text if contribution.value is None else plain(contribution.value)
        return ProvenanceLine(
            sheet=plan.sheet,
            cell=plan.address(key),
            form=key.form,
            row=key.row,
            column=key.column,
            unit=contribution.unit,
            value=value,
            file=file,
            source_sheet=contribution.sheet,
            source_cell=contribution.cell,
            sha256=contribution.sha256,
        )


def _figure(text: str) -> str | Decimal:
    try:
        return Decimal(text)
    except ArithmeticError:
        return text
