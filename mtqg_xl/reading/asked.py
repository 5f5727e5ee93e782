"""A question as something to tell."""

from __future__ import annotations

from typing import Final

from mtqg_xl.domain.questions import Question
from mtqg_xl.domain.submissions import Remark

_TOLD: Final = {
    ("form", 2): "ask_form",
    ("column", 1): "ask_column_alone",
    ("column", 2): "ask_column",
    ("row", 1): "ask_row_alone",
    ("row", 2): "ask_row",
}


def asked(question: Question) -> Remark:
    """The remark that puts ``question`` to a person, with the answers and the code to answer by."""
    labels = [label for _, label in question.answers]
    values = {
        "code": question.code,
        "shown": question.shown,
        "first": labels[0],
        "second": labels[1] if len(labels) > 1 else "",
    }
    told = _TOLD[question.kind, min(2, len(labels))]
    return Remark(told, None, question.sheet, question.cell, question.shown, values)
