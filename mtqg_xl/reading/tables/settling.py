"""The doubtful columns of a form put together: by the answers given, by what the relations say, or asked."""

from __future__ import annotations

from collections.abc import Mapping

from mtqg_xl.domain.questions import NONE_OF_THEM
from mtqg_xl.domain.submissions import Remark
from mtqg_xl.opening.book import Book
from mtqg_xl.reading.tables.asking import column_questions
from mtqg_xl.reading.tables.assembled import Assembled, area_of
from mtqg_xl.reading.tables.closing import Closing, closing
from mtqg_xl.reading.tables.columns import Doubt
from mtqg_xl.reading.tables.doubts import settle
from mtqg_xl.reading.tables.model import Head, Piece
from mtqg_xl.reading.tables.observing import Area, Observed, observe_area


def settle_columns(found: Assembled, answers: Mapping[str, str], book: Book) -> None:
    """Bind the doubtful columns of ``found`` that can be; ask about the others; note those not there."""
    bound: set[str] = set()
    asked: set[str] = set()
    for piece in found.pieces:
        columns = piece.head.columns
        if columns.doubts:
            _answer(piece.head, answers)
        if columns.doubts:
            _settle(found, piece, book)
        asked |= {doubt.column for doubt in columns.doubts}
        bound |= columns.bound.keys()
    there = {piece.head.section for piece in found.pieces}
    wanted = [c.key for c in found.form.columns if c.section in there and not c.in_stub]
    found.asked_columns = frozenset(asked - bound)
    found.missing_columns = tuple(key for key in wanted if key not in bound and key not in asked)


def _answer(head: Head, answers: Mapping[str, str]) -> None:
    """Take the answers a person gave to questions about the columns of ``head``."""
    columns = head.columns
    for question, place in column_questions(head):
        answer = answers.get(question.code)
        if answer is None or answer not in (NONE_OF_THEM, *(key for key, _ in question.answers)):
            continue
        if answer != NONE_OF_THEM:
            columns.bound[answer] = place
        rest = (doubt for doubt in columns.doubts if doubt.column != answer)
        shorter = (Doubt(d.column, tuple(at for at in d.places if at != place)) for d in rest)
        columns.doubts = [doubt for doubt in shorter if doubt.places]


def _settle(found: Assembled, piece: Piece, book: Book) -> None:
    """Try the relations on the doubtful columns of ``piece``, and ask about what they leave open."""
    form, head, columns = found.form, piece.head, piece.head.columns

    def trial(chosen: Mapping[str, int]) -> Closing:
        return _heard(found, piece, chosen, book)

    chosen = settle(columns, [column.key for column in form.columns], trial)
    for key, place in chosen.items():
        columns.bound[key] = place
        cell = head.plane.address(columns.block.bottom, place)
        values = {"form": form.number, "cell": cell, "code": key}
        found.remarks.append(Remark("column_settled", None, head.plane.name, cell, "", values))
    taken = set(columns.bound.values())
    columns.doubts = [d for d in columns.doubts if d.column not in chosen and set(d.places) - taken]
    found.questions += [question for question, place in column_questions(head) if place not in taken]


def _heard(found: Assembled, piece: Piece, chosen: Mapping[str, int], book: Book) -> Closing:
    """What the relations say when the doubtful columns of ``piece`` stand where ``chosen`` says."""
    observed = Observed()
    for other in found.pieces:
        area = area_of(other)
        if other is piece:
            area = Area(area.sheet, area.rows, {**area.columns, **chosen}, area.turned)
        observe_area(found.form, area, book, found.form.measure_of, observed)
    return closing(found.form, observed.cells, chosen.keys())
