"""Questions about tables: their codes, made of the shape of a table, and the answers given to them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.questions import Question
from mtqg_xl.messages import say
from mtqg_xl.reading.rows import RowQuestion
from mtqg_xl.reading.tables.choosing import Rivals
from mtqg_xl.reading.tables.columns import Columns
from mtqg_xl.reading.tables.model import Head, Spot
from mtqg_xl.reading.tables.paths import likeness
from mtqg_xl.reading.tables.shapes import shapes_of
from mtqg_xl.reading.text.keys import match_key

_OFFERED = 2


def form_question(rivals: Rivals) -> Question:
    """Which of several forms a table is."""
    claims = {claim.head.form.code: claim for claim in reversed(rivals.claims)}
    ordered = list(dict.fromkeys(claim.head.form.code for claim in rivals.claims))[:_OFFERED]
    head = rivals.claims[0].head
    block = head.columns.block
    answers = tuple(
        (code, f"{claims[code].head.form.number}: {claims[code].head.form.title}") for code in ordered
    )
    return Question(
        _code("form", *sorted(claims), *_shape(head.columns)),
        "form",
        head.plane.name,
        head.plane.address(block.top, block.left),
        " / ".join(head.plane.unmerged.path(block.top, block.bottom, max(head.figures))),
        answers,
    )


def column_questions(head: Head) -> list[tuple[Question, int]]:
    """What each doubtful column of the sheet is, with its place."""
    shape = shapes_of(head.form)[head.section]
    by_key = {heading.column: heading for heading in shape.headings}
    columns, plane = head.columns, head.plane
    asked: list[tuple[Question, int]] = []
    for place in sorted({place for doubt in columns.doubts for place in doubt.places}):
        path = columns.paths.get(place, ())
        keys = [doubt.column for doubt in columns.doubts if place in doubt.places]
        keys.sort(key=lambda key: -likeness(by_key[key].path, path))
        answers = tuple((key, _column_label(head.form, key)) for key in keys[:_OFFERED])
        shown = plane.unmerged.path(columns.block.top, columns.block.bottom, place)
        code = _code("column", head.form.code, str(head.section), *path, str(place), *_shape(columns))
        address = plane.address(columns.block.bottom, place)
        asked.append((Question(code, "column", plane.name, address, " / ".join(shown), answers), place))
    return asked


def row_question(form: Form, question: RowQuestion, spot: Spot) -> Question:
    """Which row of the form a line is."""
    head = spot.head
    keys = [key for key in (question.first, question.second) if key]
    answers = tuple((key, _row_label(form, key)) for key in keys)
    code = _code("row", form.code, match_key(question.label), *keys)
    column = head.stub[1][0]
    address = head.plane.address(spot.at, column)
    return Question(code, "row", head.plane.name, address, question.label, answers)


def _column_label(form: Form, key: str) -> str:
    column = form.column_by_key[key]
    return say("ask.column_label", code=key, title=" / ".join((*column.headings, column.title)))


def _row_label(form: Form, key: str) -> str:
    row = form.row_by_key[key]
    return " ".join(filter(None, (row.number, row.label)))


def _shape(columns: Columns) -> Iterable[str]:
    for place in sorted(columns.paths):
        yield "/".join(columns.paths[place])


def _code(*parts: str) -> str:
    return "Q" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:6].upper()
