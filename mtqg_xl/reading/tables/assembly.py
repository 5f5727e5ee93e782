"""One form put together from the heads that hold it: rows, units and lines, doubts settled or asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mtqg_xl.domain.forms import Form, RowKind
from mtqg_xl.domain.numerals import parse_numeral
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.questions import Question
from mtqg_xl.domain.submissions import Remark, ReportingUnit
from mtqg_xl.messages import say
from mtqg_xl.opening.book import Book
from mtqg_xl.reading.rows import RowQuestion
from mtqg_xl.reading.tables.asking import row_question
from mtqg_xl.reading.tables.assembled import Assembled
from mtqg_xl.reading.tables.body import Body, concrete_for, place_rows, read_body
from mtqg_xl.reading.tables.model import Head, Piece, Spot
from mtqg_xl.reading.tables.pieces import Groups, grouped
from mtqg_xl.reading.tables.settling import settle_columns

_CLOSE = 0.4
_NAMED = 0.2


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

    def answered(asking: RowQuestion, spot: Spot) -> str | None:
        return around.answers.get(row_question(form, asking, spot).code)

    bodies: list[tuple[Body, tuple[Head, ...]]] = []
    for section, heads in enumerate(sections):
        groups: Groups = grouped(heads)
        if groups.doubled:
            return say("reading.form_twice", form=form.number)
        bodies += [
            (read_body(form, section, group, around.unit, around.period, answered), group)
            for group in groups.groups
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
        questions = (row_question(concrete, asking, spot) for asking, spot in body.questions)
        asked += [question for question in questions if question.code not in around.answers]
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
        missing_rows=tuple(row.key for row in lost if row.unit is None and not row.is_line),
        asked_rows=frozenset(key for question in asked for key, _ in question.answers),
        lost_sections=tuple(at for at in range(len(form.sections)) if at not in there),
        questions=asked,
    )
    for body, _ in bodies:
        for stranger in body.strangers:
            if not (stranger.label or stranger.number or _has_figure(stranger.spot)):
                continue  # the line of place and date under a table
            where = stranger.spot.head.plane.address(stranger.spot.at, stranger.spot.head.stub[1][0])
            label = stranger.label or stranger.number or where
            values = {"label": label, "form": form.number}
            result.remarks.append(
                Remark("row_unknown", None, stranger.spot.head.plane.name, "", label, values)
            )
    settle_columns(result, around.answers, around.book)
    return result


def _has_figure(spot: Spot) -> bool:
    """Whether a figure, and not only a text with digits in it, stands in a line."""
    cells = (spot.head.plane.sheet.cells.get((spot.at, column)) for column in spot.head.figures)
    return any(
        cell is not None and (cell.kind == "number" or parse_numeral(cell.text) is not None) for cell in cells
    )
