"""Kinds of questions that only a person can answer."""

from __future__ import annotations

from mtqg_xl.domain.findings import Severity, Verdict
from mtqg_xl.reconcile.kinds.model import RemarkKind, Tag


class Question(RemarkKind):
    """A question that only a person can answer."""

    severity = Severity.ERROR
    verdict = Verdict.OTHER
    tags = (Tag.QUESTIONS, Tag.LAYOUT)


class AskForm(Question):
    """Which form a table is."""

    code = "ask_form"
    related = ("ask_column", "ask_row")


class AskColumn(Question):
    """Which of two columns it is."""

    code = "ask_column"
    related = ("ask_column_alone", "column_settled")


class AskColumnAlone(Question):
    """Whether it is that column."""

    code = "ask_column_alone"
    related = ("ask_column", "column_unknown")


class AskRow(Question):
    """Which of two rows it is."""

    code = "ask_row"
    related = ("ask_row_alone", "row_unknown")


class AskRowAlone(Question):
    """Whether it is that row."""

    code = "ask_row_alone"
    related = ("ask_row", "row_unknown")
