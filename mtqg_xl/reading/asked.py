"""A question as something to tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mtqg_xl.domain.questions import Question
from mtqg_xl.domain.submissions import Remark
from mtqg_xl.messages import FileProblem, say

_TOLD: Final = {
    ("form", 2): "ask_form",
    ("column", 1): "ask_column_alone",
    ("column", 2): "ask_column",
    ("row", 1): "ask_row_alone",
    ("row", 2): "ask_row",
}


class Unbound(FileProblem):
    """A workbook of which nothing can be bound until its ``questions`` are answered, if it asks any."""

    def __init__(self, code: str, /, *, questions: Sequence[Question] = (), **values: object) -> None:
        super().__init__(code, questions=tuple(questions), **values)
        self.questions = tuple(questions)


def put(question: Question) -> str:
    """``question`` in a sentence, with how to answer it."""
    remark = asked(question)
    values = {"sheet": remark.sheet, "cell": remark.cell, "raw": remark.raw, **remark.values}
    return " ".join(say(f"remark.{remark.code}{part}", **values) for part in ("", "_todo"))


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
