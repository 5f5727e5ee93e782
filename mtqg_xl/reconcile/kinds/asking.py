"""Kinds of questions that only a person can answer."""

from __future__ import annotations

from mtqg_xl.domain.findings import Severity, Verdict
from mtqg_xl.reconcile.kinds.model import RemarkKind, Tag


class AskForm(RemarkKind):
    """Which form a table is."""

    code = "ask_form"
    severity = Severity.ERROR
    verdict = Verdict.OTHER
    tags = (Tag.QUESTIONS, Tag.LAYOUT)
    related = ("ask_column", "ask_row")


class AskColumn(RemarkKind):
    """Which of two columns it is."""

    code = "ask_column"
    severity = Severity.ERROR
    verdict = Verdict.OTHER
    tags = (Tag.QUESTIONS, Tag.LAYOUT)
    related = ("ask_column_alone", "column_settled")


class AskColumnAlone(RemarkKind):
    """Whether it is that column."""

    code = "ask_column_alone"
    severity = Severity.ERROR
    verdict = Verdict.OTHER
    tags = (Tag.QUESTIONS, Tag.LAYOUT)
    related = ("ask_column", "column_unknown")


class AskRow(RemarkKind):
    """Which of two rows it is."""

    code = "ask_row"
    severity = Severity.ERROR
    verdict = Verdict.OTHER
    tags = (Tag.QUESTIONS, Tag.LAYOUT)
    related = ("ask_row_alone", "row_unknown")


class AskRowAlone(RemarkKind):
    """Whether it is that row."""

    code = "ask_row_alone"
    severity = Severity.ERROR
    verdict = Verdict.OTHER
    tags = (Tag.QUESTIONS, Tag.LAYOUT)
    related = ("ask_row", "row_unknown")
