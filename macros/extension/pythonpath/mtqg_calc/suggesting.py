"""Types what is proposed for a cell, after asking."""

from __future__ import annotations

from mtqg_calc.figures import holds_still, is_decimal
from mtqg_calc.painting import take_away
from mtqg_calc.places import Place
from mtqg_calc.records import FINDING, MARK, PROPOSAL, Record
from mtqg_calc.texts import Texts, joined

YES, NO = "yes", "no"


def suggest(book, place: Place, screen, text: Texts) -> str:
    """Ask about each proposal for the cell in turn; a sentence for the dialog, or nothing."""
    records = book.read_records()
    if records is None:
        return text("suggest.unchecked")
    asked = False
    for record in records:
        if record.kind != PROPOSAL or record.place != place:
            continue
        asked = True
        answer = screen.choose(_question(book, records, record, text))
        if answer == YES:
            return _accept(book, records, record, text)
        if answer != NO:
            return ""
    return text("suggest.no_more") if asked else text("suggest.none", place.label)


def _question(book, records: list[Record], asked: Record, text: Texts) -> str:
    place = asked.place
    others = [one.text(5) for one in _way(records, asked) if one is not asked]
    return joined(
        text("suggest.ask", place.label, asked.text(5)),
        "" if holds_still(book.cell(place).content, asked.text(2)) else text("suggest.changed"),
        "\n".join([text("suggest.together"), *others]) if others else "",
        text("suggest.buttons"),
    )


def _way(records: list[Record], asked: Record) -> list[Record]:
    return [one for one in records if one.kind == PROPOSAL and one.texts[:2] == asked.texts[:2]]


def _accept(book, records: list[Record], asked: Record, text: Texts) -> str:
    """Type all cells of a way, or none when one of them may not be typed into."""
    way = _way(records, asked)
    for one in way:
        refusal = _refusal(book, one, text)
        if refusal:
            return refusal
    typed = {one.place for one in way}
    with book.one_step(text("suggest.undo")):
        for one in way:
            book.cell(one.place).type_in(one.text(3), one.text(4))
        for one in records:
            if one.kind == MARK and one.place in typed:
                take_away(book, one)
        book.write_records([one for one in records if not _is_done(one, asked, typed)])
    return ""


def _is_done(record: Record, asked: Record, typed: set) -> bool:
    if record.kind == MARK:
        return record.place in typed
    return record.kind in (PROPOSAL, FINDING) and record.text(0) == asked.text(0)


def _refusal(book, record: Record, text: Texts) -> str:
    cell = book.cell(record.place) if record.place else None
    if cell is None:
        return text("suggest.gone")
    label, proposed, kind = record.place.label, record.text(3), record.text(4)
    if cell.is_closed_to_typing:
        return text("suggest.closed", label)
    if cell.is_of_array or (kind == "formula" and not proposed.startswith("=")):
        return text("suggest.formula", label)
    if kind != "formula" and cell.has_formula:
        return text("suggest.formula", label)
    if kind == "number" and not is_decimal(proposed):
        return text("suggest.too_long", label)
    return ""
