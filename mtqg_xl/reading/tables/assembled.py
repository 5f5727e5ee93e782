"""A form found in a workbook, put together but not yet read."""

from __future__ import annotations

from dataclasses import dataclass, field

from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.questions import Question
from mtqg_xl.domain.submissions import Remark
from mtqg_xl.reading.tables.model import Piece
from mtqg_xl.reading.tables.observing import Area


@dataclass(slots=True)
class Assembled:
    """A form found in a workbook: concrete, in pieces, with what could not be bound.

    Of what is missing, ``asked_rows`` and ``asked_columns`` may be there: ``questions`` are about them.
    """

    form: Form
    pieces: list[Piece]
    missing_rows: tuple[str, ...]
    lost_sections: tuple[int, ...]
    missing_columns: tuple[str, ...] = ()
    remarks: list[Remark] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    asked_rows: frozenset[str] = frozenset()
    asked_columns: frozenset[str] = frozenset()


def area_of(piece: Piece) -> Area:
    """A piece on the sheet as stored."""
    plane = piece.head.plane
    return Area(plane.original, piece.rows, piece.columns, plane.turned)
