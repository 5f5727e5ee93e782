"""Marks the cells of the findings and takes the marks away again; pressed twice, marks are replaced."""

from __future__ import annotations

from collections.abc import Sequence

from mtqg_calc.findings import WARNING, Finding, Proposal
from mtqg_calc.looks import FILLS, MIXED, fill_of, fill_text, line_of, line_text, mark_line
from mtqg_calc.notes import our_stretch, whole_note
from mtqg_calc.places import Place
from mtqg_calc.records import FINDING, MARK, PROPOSAL, Record
from mtqg_calc.texts import Texts, joined


def paint(book, found: Sequence[Finding], offers: Sequence[Proposal], text: Texts) -> str:
    """Mark what has been found; what could not be marked is told in sentences."""
    left, told = clear(book, text)
    if not found:
        return told
    if not book.can_remember:
        return text("paint.structure")
    records = left + [_finding_record(book, one) for one in found] + _proposal_records(book, offers)
    marks = [_mark_record(book, place, about, text) for place, about in _by_place(book, found).items()]
    # All is remembered before anything is changed: whatever happens then can be undone.
    book.write_records(records + marks)
    closed = [mark.place.sheet for mark in marks if mark.place and not _put(book, mark)]
    missing = [one.sheet for one in found if one.sheet and one.cell and book.sheet_named(one.sheet) is None]
    return joined(
        text("paint.missing", quoted(missing)) if missing else "",
        text("paint.closed", quoted(closed)) if closed else "",
    )


def clear(book, text: Texts) -> tuple[list[Record], str]:
    """Take all marks away; the records of those that could not be, and a sentence about them."""
    records = book.read_records()
    if records is None:
        return [], ""
    left = [record for record in reversed(records) if record.kind == MARK and not take_away(book, record)]
    if not left:
        book.drop_records()
        return [], ""
    book.write_records(left)
    closed = [record.place.sheet for record in left if record.place]
    return left, text("clear.closed", quoted(closed))


def take_away(book, record: Record) -> bool:
    """Take one mark away; false when its sheet does not let us. A cell that is gone needs nothing."""
    cell = book.cell(record.place) if record.place else None
    if cell is None:
        return True
    if cell.is_closed:
        return False
    fill, left, bottom, rank, note = (record.text(at) for at in range(5))
    if fill:
        # A fill that the user has changed since then is the user's.
        if cell.fill == FILLS.get(int(rank or 0)):
            cell.fill = fill_of(fill)
        if left != MIXED:
            cell.left = line_of(left)
        if bottom != MIXED:
            cell.bottom = line_of(bottom)
    whole = cell.note
    stretch = our_stretch(whole, note) if whole is not None and note else None
    if stretch is not None:
        cell.cut_note(*stretch)
    return True


def quoted(names: Sequence[str]) -> str:
    """Names of sheets for a sentence, each once."""
    return ", ".join(f"“{name}”" for name in dict.fromkeys(names))


def _by_place(book, found: Sequence[Finding]) -> dict[Place, list[Finding]]:
    places: dict[Place, list[Finding]] = {}
    for one in found:
        place = book.place(one.sheet, one.cell)
        if place is not None:
            places.setdefault(place, []).append(one)
    return places


def _finding_record(book, one: Finding) -> Record:
    return Record(FINDING, book.place(one.sheet, one.cell), [one.id, one.severity, one.title, one.parent])


def _proposal_records(book, offers: Sequence[Proposal]) -> list[Record]:
    return [
        Record(PROPOSAL, place, [one.finding, one.way, one.current, one.proposed, one.kind, one.label])
        for one, place in ((one, book.place(one.sheet, one.cell)) for one in offers)
        if place is not None
    ]


def _mark_record(book, place: Place, about: Sequence[Finding], text: Texts) -> Record:
    rank = max(one.rank for one in about)
    note = whole_note(one.note(text) for one in about)
    cell = book.cell(place)
    look = ["", "", ""]
    if rank >= WARNING and not cell.is_closed:
        look = [fill_text(cell.fill), line_text(cell.left), line_text(cell.bottom)]
    return Record(MARK, place, [*look, str(rank), note])


def _put(book, mark: Record) -> bool:
    cell = book.cell(mark.place)
    if cell.is_closed:
        return False
    if mark.text(0):
        rank = int(mark.text(3))
        cell.fill, cell.left, cell.bottom = FILLS[rank], mark_line(rank), mark_line(rank)
    cell.add_note(mark.text(4))
    return True
