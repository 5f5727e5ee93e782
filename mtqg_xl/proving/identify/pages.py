"""Grades in few lines, for the page of a form: columns of the same fate told together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Form, Row
from mtqg_xl.messages import say
from mtqg_xl.proving.identify.grades import Grade, Level

#: Fewer neighbours than this are listed one by one.
_RUN = 3
_LABEL = 40


@dataclass(frozen=True, slots=True)
class GradeLine:
    """Columns whose input cells, in the same rows, have the same grade for the same reason.

    ``rows`` is empty when the line holds for every row in which these columns are typed.
    ``reason`` is a message code of the group ``identify``; ``cells`` counts the cells told of.
    """

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    level: Level
    reason: str
    cells: int
    columns_text: str
    rows_text: str

    @property
    def text(self) -> str:
        """The line as a sentence."""
        rows = say("identify.rows", rows=self.rows_text) if self.rows else say("identify.every_row")
        grade = say(f"identify.{self.reason}")
        return say("identify.line", columns=self.columns_text, rows=rows, grade=grade)


def reason_of(grade: Grade) -> str:
    """Why the grade is what it is, as a message code of the group ``identify``."""
    match grade.level:
        case Level.CORRECTABLE:
            return "correctable"
        case Level.PERHAPS_PLACED:
            return "placed"
        case Level.SEEN:
            if all(twin.column == grade.key.column for twin in grade.twins):
                return "seen_column"
            return "seen_row" if all(twin.row == grade.key.row for twin in grade.twins) else "seen_other"
        case Level.PERHAPS_SEEN:
            if grade.rates and grade.bounds:
                return "perhaps_both"
            return "perhaps_rate" if grade.rates else "perhaps_bound"
        case Level.UNSEEN:
            return "unseen"


def grade_lines(form: Form, grades: Mapping[CellKey, Grade]) -> tuple[GradeLine, ...]:
    """The grades of the input cells of ``form``, in the order of its columns."""
    patterns: dict[tuple[tuple[Level, str, tuple[str, ...]], ...], list[str]] = {}
    for column in form.columns:
        found: dict[tuple[Level, str], list[str]] = {}
        for row in form.rows:
            grade = grades.get(form.key(row, column))
            if grade is not None:
                found.setdefault((grade.level, reason_of(grade)), []).append(row.key)
        if found:
            pattern = tuple((level, reason, tuple(rows)) for (level, reason), rows in found.items())
            patterns.setdefault(pattern, []).append(column.key)
    return tuple(
        GradeLine(
            columns=tuple(columns),
            rows=rows if len(pattern) > 1 else (),
            level=level,
            reason=reason,
            cells=len(rows) * len(columns),
            columns_text=columns_in_words(form, columns),
            rows_text=rows_in_words(form, rows),
        )
        for pattern, columns in patterns.items()
        for level, reason, rows in pattern
    )


def columns_in_words(form: Form, keys: Iterable[str]) -> str:
    """Column codes, neighbours drawn together: ``1, 4–7``."""
    return _runs([column.key for column in form.columns], set(keys), lambda key: key)


def rows_in_words(form: Form, keys: Iterable[str]) -> str:
    """Rows by their printed number, or label where they have none, neighbours drawn together."""
    named = {row.key: _row_name(row) for row in form.rows}
    return _runs([row.key for row in form.rows], set(keys), named.__getitem__)


def _row_name(row: Row) -> str:
    if row.number:
        return row.number
    label = row.label if len(row.label) <= _LABEL else row.label[: _LABEL - 1].rstrip() + "…"
    return f"“{label}”" if label else row.key


def _runs(order: Sequence[str], wanted: set[str], name: Callable[[str], str]) -> str:
    """Names in order; three or more neighbours of one series (``2.1, 2.2, …``) as first–last."""
    said: list[str] = []
    run: list[str] = []
    for key in (*order, None):
        told = name(key) if key is not None and key in wanted else None
        if run and (told is None or _series(told) != _series(run[-1])):
            said += [f"{run[0]}–{run[-1]}"] if len(run) >= _RUN else run
            run = []
        if told is not None:
            run.append(told)
    return ", ".join(said)


def _series(name: str) -> str:
    """What names of one series have in common: all but the last number; a label stands alone."""
    return name.rstrip("0123456789") if name[-1:].isdigit() else name
