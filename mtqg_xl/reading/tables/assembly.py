"""One form put together from the heads that hold it: rows, units and lines, doubts settled or asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mtqg_xl.domain.forms import Form, RowKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.questions import NONE_OF_THEM, Question
from mtqg_xl.domain.submissions import Remark, ReportingUnit
from mtqg_xl.messages import say
from mtqg_xl.opening.book import Book
from mtqg_xl.reading.tables.asking import column_questions, row_question
from mtqg_xl.reading.tables.body import Body, concrete_for, place_rows, read_body
from mtqg_xl.reading.tables.closing import Closing, closing
from mtqg_xl.reading.tables.doubts import settle
from mtqg_xl.reading.tables.model import Head, Piece
from mtqg_xl.reading.tables.observing import Area, Observed, Written, observe_area
from mtqg_xl.reading.tables.pieces import Groups, grouped
from mtqg_xl.reading.tables.shapes import shapes_of

_CLOSE = 0.4
_NAMED = 0.2


@dataclass(slots=True)
class Assembled:
    """A form found in a workbook: concrete, in pieces, with what could not be bound."""

    form: Form
    pieces: list[Piece]
    heads: list[list[Head]]
    missing_rows: tuple[str, ...]
    missing_columns: tuple[str, ...]
    lost_sections: tuple[int, ...]
    remarks: list[Remark] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    asked_columns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of the workbook while a form is put together."""

    unit: ReportingUnit | None
    period: Period
    book: Book
    answers: Mapping[str, str]


def assemble(
    form: Form, sections: Sequence[Sequence[Head]], around: Around, *, named: bool
) -> Assembled | str:
    """``form`` (without units and lines) from the heads of each of its sections; else why not."""
    bodies: list[tuple[Body, tuple[Head, ...]]] = []
    for section, heads in enumerate(sections):
        groups: Groups = grouped(heads)
        if groups.doubled:
            return say("reading.form_twice", form=form.number)
        bodies += [
            (read_body(form, section, group, around.unit, around.period), group) for group in groups.groups
        ]
    doubled = next((body.doubled for body, _ in bodies if body.doubled), "")
    if doubled:
        return say("headings.unit_twice", form=form.number, unit=doubled)
    concrete = concrete_for(form, [body for body, _ in bodies], around.unit, around.period)
    asked: list[Question] = []
    pieces: dict[int, Piece] = {}
    placed: set[str] = set()
    for body, group in bodies:
        rows = place_rows(concrete, body, around.unit, around.period)
        for row_asked, spot in body.questions:
            question = row_question(concrete, row_asked, spot)
            answer = around.answers.get(question.code)
            if answer and answer != NONE_OF_THEM and answer not in rows:
                pieces.setdefault(id(spot.head), Piece(spot.head)).rows[answer] = spot.at
                placed.add(answer)
            elif answer is None:
                asked.append(question)
        for head in group:
            piece = pieces.setdefault(id(head), Piece(head))
            piece.rows.update({key: row.spot.at for key, row in rows.items() if row.spot.head is head})
        placed |= rows.keys()
    there = {section for section, heads in enumerate(sections) if heads}
    needed = [
        row
        for row in concrete.rows
        if row.kind not in (RowKind.HEADING, RowKind.CLOSING) and row.section in there
    ]
    lost = [row for row in needed if row.key not in placed]
    if len(needed) - len(lost) < (_NAMED if named else _CLOSE) * len(needed) or not placed:
        labels = "; ".join(row.label or row.number for row in lost[:4])
        return say("headings.rows_lost", form=form.number, rows=labels)
    result = Assembled(
        form=concrete,
        pieces=list(pieces.values()),
        heads=[list(heads) for heads in sections],
        missing_rows=tuple(row.key for row in lost if row.unit is None and not row.is_line),
        missing_columns=(),
        lost_sections=tuple(at for at in range(len(form.sections)) if at not in there),
        questions=asked,
    )
    for body, _ in bodies:
        for stranger in body.strangers:
            where = stranger.spot.head.plane.address(stranger.spot.at, stranger.spot.head.stub[1][0])
            label = stranger.label or stranger.number or where
            values = {"label": label, "form": form.number}
            result.remarks.append(
                Remark("row_unknown", None, stranger.spot.head.plane.name, "", label, values)
            )
    _settle_columns(result, around)
    return result


def area_of(piece: Piece) -> Area:
    """A piece on the sheet as stored."""
    plane = piece.head.plane
    return Area(plane.original, piece.rows, piece.columns, plane.turned)


def _settle_columns(result: Assembled, around: Around) -> None:
    """Doubtful columns by the answers given, by what the relations say, or as questions."""
    form = result.form
    found: set[str] = set()
    asked: set[str] = set()
    for piece in result.pieces:
        columns, head = piece.head.columns, piece.head
        for question, place in column_questions(head) if columns.doubts else ():
            answer = around.answers.get(question.code)
            if answer is not None:
                _answered(head, answer, place)
        if columns.doubts:
            chosen = settle(
                columns, [c.key for c in form.columns], lambda some: _heard(result, piece, some, around)
            )
            for key, place in chosen.items():
                columns.bound[key] = place
                values = {
                    "form": form.number,
                    "cell": head.plane.address(columns.block.bottom, place),
                    "code": key,
                }
                result.remarks.append(
                    Remark("column_settled", None, head.plane.name, values["cell"], "", values)
                )
            columns.doubts = [doubt for doubt in columns.doubts if doubt.column not in chosen]
            taken = set(columns.bound.values())
            columns.doubts = [d for d in columns.doubts if set(d.places) - taken]
            for question, place in column_questions(head):
                if place not in taken:
                    result.questions.append(question)
        asked |= {doubt.column for doubt in columns.doubts}
        found |= columns.bound.keys()
    there = {piece.head.section for piece in result.pieces}
    wanted = [c.key for c in form.columns if c.section in there and not c.in_stub]
    result.asked_columns = frozenset(asked - found)
    result.missing_columns = tuple(key for key in wanted if key not in found and key not in asked)


def _answered(head: Head, answer: str, place: int) -> None:
    columns = head.columns
    if answer != NONE_OF_THEM and answer in shapes_keys(head):
        columns.bound[answer] = place
        columns.doubts = [doubt for doubt in columns.doubts if doubt.column != answer]
    columns.doubts = [
        type(doubt)(doubt.column, tuple(at for at in doubt.places if at != place)) for doubt in columns.doubts
    ]
    columns.doubts = [doubt for doubt in columns.doubts if doubt.places]


def shapes_keys(head: Head) -> frozenset[str]:
    """The keys of the columns of the table of ``head``."""
    return frozenset(heading.column for heading in shapes_of(head.form)[head.section].headings)


def _heard(result: Assembled, piece: Piece, chosen: Mapping[str, int], around: Around) -> Closing:
    """What the relations say when the doubtful columns of ``piece`` stand where ``chosen`` says."""
    observed = Observed()
    form = result.form
    plain: Written = form.measure_of
    for other in result.pieces:
        area = area_of(other)
        if other is piece:
            area = Area(area.sheet, area.rows, {**area.columns, **chosen}, area.turned)
        observe_area(form, area, around.book, plain, observed)
    return closing(form, observed.cells, chosen.keys())
