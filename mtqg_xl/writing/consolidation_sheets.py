"""The sheets beside the forms of a consolidated workbook: what came in, what is in doubt, from where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from mtqg_xl.consolidation import Contribution, Merged
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.explanations import ANSWERS_HEAD, ANSWERS_SHEET, UnitAnswer
from mtqg_xl.domain.numerals import plain
from mtqg_xl.domain.provenance import (
    DOUBT_SHEET,
    PROVENANCE_HEAD,
    PROVENANCE_SHEET,
    RECEIPT_SHEET,
    ProvenanceLine,
)
from mtqg_xl.messages import in_vietnamese
from mtqg_xl.writing.linking import Linked
from mtqg_xl.writing.listings import Listing, Target, relative_to

#: Excel takes 65,530 links on a sheet; beyond this only the figures are linked, not their sources.
_MOST_LINKS: Final = 60_000
#: Columns of the sheet of answers, from 0.
_ANSWER_FIGURES: Final = (6, 7)
_ANSWER_CELL: Final = len(UnitAnswer._fields)
#: The widest column of file names, in characters.
_WIDEST: Final = 70
#: The sheet and address of a figure in the consolidated workbook, or None when it stands nowhere in it.
Standing = Callable[[CellKey], tuple[str, str] | None]
NewListing = Callable[[str, Iterable[float]], Listing]


def draw_listings(
    merged: Merged, folder: Path, standing: Standing, new: NewListing, linked: Linked | None = None
) -> None:
    """Write the sheets through ``new``, which begins one of a name with columns so wide.

    ``folder`` is where the workbook will stand, so that links to the sources are relative. Of ``linked``
    it is told how many figures follow the units' workbooks, and which do not.
    """
    _Receipts(merged, folder, linked).draw(new(RECEIPT_SHEET, (6, 24, 40, 44, 16, 9, 11, 44)))
    if merged.differences:
        _draw_doubts(merged, folder, new(DOUBT_SHEET, (6, 22, 10, 18, 10, 20, 20, 60)))
    if merged.answers:
        _draw_answers(merged, folder, new(ANSWERS_SHEET, (5, 16, 11, 8, 9, 6, 11, 11, 40, 34, 20, 9, 7)))
    files = {item.file for found in merged.contributions.values() for item in found}
    shown = {file: relative_to(folder, file) for file in files}
    longest = max(map(len, shown.values()), default=0)
    widths = (9, 8, 9, 11, 8, 22, 16, min(max(longest + 2, 40), _WIDEST), 18, 9, 14)
    _draw_provenance(merged, shown, standing, new(PROVENANCE_SHEET, widths), len(widths))


class _Receipts:
    """What each unit sent, what is missing, sent twice or could not be used."""

    def __init__(self, merged: Merged, folder: Path, linked: Linked | None) -> None:
        self._merged = merged
        self._folder = folder
        self._linked = linked

    def draw(self, listing: Listing) -> None:
        merged = self._merged
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
            listing.link(row, 2, Path(shown).name, Target(shown))
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
        row = self._refused(listing, row)
        self._links(listing, row)
        listing.finish(4, 2)

    def _duplicates(self, listing: Listing, row: int) -> int:
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

    def _refused(self, listing: Listing, row: int) -> int:
        if not self._merged.refused:
            return row
        listing.section(row, in_vietnamese("book.refused"))
        for item in self._merged.refused:
            row += 1
            listing.put(row, 2, relative_to(self._folder, item.file))
            listing.put(row, 7, item.reason)
            listing.fit(row, {2: relative_to(self._folder, item.file), 7: item.reason})
        return row + 2

    def _links(self, listing: Listing, row: int) -> None:
        """How many figures follow the units' workbooks, and why others do not."""
        linked = self._linked
        if linked is None:
            return
        told = in_vietnamese("linking.cells", cells=linked.cells, files=len(linked.books))
        listing.section(row, told)
        for code, count in linked.left.items():
            row += 1
            counted, reason = in_vietnamese("linking.left", count=count), in_vietnamese(f"linking.{code}")
            if names := linked.whole.get(code):
                reason = in_vietnamese("linking.files", reason=reason, files=", ".join(names))
            listing.put(row, 2, counted)
            listing.put(row, 3, reason)
            listing.fit(row, {2: counted, 3: reason})


def _draw_doubts(merged: Merged, folder: Path, listing: Listing) -> None:
    """Figures of units that the totals do not carry as stated."""
    listing.title(in_vietnamese("book.doubts"), in_vietnamese("book.doubts_below"))
    listing.heads(3, in_vietnamese("book.doubt_heads").split("|"))
    for number, item in enumerate(merged.differences, start=1):
        row = 3 + number
        listing.put(row, 0, number)
        listing.put(row, 1, item.unit)
        listing.put(row, 2, item.key.form)
        listing.put(row, 3, item.sheet)
        listing.link(row, 4, item.cell, Target(relative_to(folder, item.file), item.sheet, item.cell))
        listing.put(row, 5, _figure(item.stated))
        listing.put(row, 6, item.carried)
        reason = in_vietnamese(f"consolidate.{item.reason}")
        listing.put(row, 7, reason)
        listing.fit(row, {1: item.unit, 3: item.sheet, 5: item.stated, 7: reason})
    listing.finish(4, 2)


def _draw_answers(merged: Merged, folder: Path, listing: Listing) -> None:
    """What units explained instead of correcting it; checking this workbook reads it again."""
    listing.title(in_vietnamese("answers.sheet_title"), in_vietnamese("answers.sheet_below"))
    listing.heads(ANSWERS_HEAD - 1, in_vietnamese("answers.sheet_heads").split("|"))
    for number, answer in enumerate(merged.answers, start=1):
        row = ANSWERS_HEAD - 1 + number
        file = relative_to(folder, answer.file)
        listing.put(row, 0, number)
        for column, text in enumerate(answer._replace(file=file), start=1):
            if column in _ANSWER_FIGURES:
                listing.put(row, column, _figure(text) if text else "")
            elif column == _ANSWER_CELL:
                listing.link(row, column, text, Target(file, answer.sheet, answer.cell))
            else:
                listing.put(row, column, text)
        listing.fit(row, {1: answer.unit, 8: answer.finding, 9: answer.explanation, 10: file})
    listing.finish(ANSWERS_HEAD, 2)


def _draw_provenance(
    merged: Merged, shown: Mapping[str, str], standing: Standing, listing: Listing, width: int
) -> None:
    """One line for every contribution, files as ``shown``; tracing reads this sheet."""
    listing.title(in_vietnamese("book.provenance"), in_vietnamese("book.provenance_below"))
    listing.heads(PROVENANCE_HEAD - 1, in_vietnamese("book.provenance_heads").split("|"))
    linked = sum(len(found) for found in merged.contributions.values()) <= _MOST_LINKS
    row = PROVENANCE_HEAD
    for key, found in merged.contributions.items():
        stands = standing(key)
        for at, contribution in enumerate(found):
            file = shown[contribution.file]
            line = _line(key, stands or ("", ""), contribution, file)
            for column, text in enumerate(line):
                if column == 6 and contribution.value is not None:
                    listing.put(row, column, contribution.value)
                elif column == 1 and at == 0 and stands is not None:
                    listing.link(row, 1, text, Target("", line.sheet, line.cell), wrapped=False)
                elif column == 9 and linked:
                    target = Target(file, line.source_sheet, line.source_cell)
                    listing.link(row, 9, text, target, wrapped=False)
                else:
                    listing.put(row, column, text, wrapped=False)
            row += 1
    listing.finish(PROVENANCE_HEAD, 2, (max(row - 1, PROVENANCE_HEAD), width))


def _line(key: CellKey, stands: tuple[str, str], contribution: Contribution, file: str) -> ProvenanceLine:
    value = contribution.text if contribution.value is None else plain(contribution.value)
    return ProvenanceLine(
        sheet=stands[0],
        cell=stands[1],
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
