"""Finding a form on a sheet that prints no column codes: by the headings of its columns.

Every column must be found by the whole path of its headings, exactly once; the rows follow by number
and label. Where that fails the form is refused with the reason: nothing is bound by likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mtqg_xl.catalogue import make_concrete, own_forms
from mtqg_xl.catalogue.vocabulary import placeholders
from mtqg_xl.domain.binding import FormBinding
from mtqg_xl.domain.forms import Form, RowKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import fold
from mtqg_xl.messages import say
from mtqg_xl.ooxml import Sheet, to_a1
from mtqg_xl.reading.headed_rows import bind_headed_rows
from mtqg_xl.reading.heading import period_in
from mtqg_xl.reading.heading_search import HeadedSection, Headings
from mtqg_xl.reading.unmerged import Unmerged

#: A form without anything dated is the same in every period.
_ANY_PERIOD = Period.parse("2000-N")
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
_DATED = re.compile(r"(ngay\b|\(?kem theo|\(?ban hanh|so:|quyet dinh|thong tu|nghi dinh)")


@dataclass(frozen=True, slots=True)
class HeadedTable:
    """A form bound by its headings: concrete for this sheet, with the labels of rows not found.

    ``period`` is the one that the sheet names above the table, ``None`` when it names none.
    """

    binding: FormBinding
    form: Form
    period: Period | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headed:
    """The forms found on a sheet, and why those that look alike were refused."""

    tables: tuple[HeadedTable, ...]
    reasons: tuple[str, ...]


def find_headed(
    sheet: Sheet, unit: ReportingUnit | None, period: Period | None, only: str | None = None
) -> Headed:
    """The forms with ``bind: headings`` that ``sheet`` holds; ``only`` looks for one of them."""
    forms = {form.code: form for form in own_forms() if form.bind == "headings" and only in (None, form.code)}
    if not forms:
        return Headed((), ())
    unmerged = Unmerged(sheet)
    heads = Headings(unmerged)
    tables: list[HeadedTable] = []
    reasons: list[tuple[float, str]] = []
    for form in forms.values():
        found = _bind(form, heads, unit, period)
        if isinstance(found, HeadedTable):
            tables.append(found)
        elif found is not None:
            reasons.append(found)
    if len(tables) > 1:
        tables, doubles = _apart(tables)
        reasons += doubles
    if tables:
        return Headed(tuple(tables), ())
    return Headed((), tuple(reason for _, reason in sorted(reasons)[:1]))


def why_not_found(sheet: Sheet, form: Form, period: Period | None, rows: Iterable[int]) -> str | None:
    """Why ``form``, which no catalogue knows yet, would not be found on ``sheet``; ``None`` when it would.

    ``rows`` are the rows of the sheet that it reports in.
    """
    terms = placeholders(period or _ANY_PERIOD)
    filled = replace(
        form,
        columns=tuple(
            replace(
                column,
                title=_filled(column.title, terms),
                headings=tuple(_filled(heading, terms) for heading in column.headings),
            )
            for column in form.columns
        ),
    )
    heads = Headings(Unmerged(sheet))
    sections = heads.sections(filled)
    if isinstance(sections, list):
        stray = _stray_columns(heads.unmerged, sections, rows)
        return say("headings.stray_columns", form=form.number, cells=", ".join(stray[:4])) if stray else None
    return sections[1] if sections else say("headings.lost", form=form.number, titles="…")


def _filled(text: str, terms: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: terms.get(match[0].strip("{}"), match[0]), text)


def period_above(unmerged: Unmerged, last: int) -> Period | None:
    """The period named in the rows down to ``last``; dates of documents do not count."""
    for row in range(1, last + 1):
        for column in range(1, unmerged.sheet.columns_used + 1):
            cell = unmerged.sheet.cell(row, column)
            for line in (cell.text if cell is not None and cell.kind == "text" else "").splitlines():
                if not _DATED.match(fold(line)) and (found := period_in(line)) is not None:
                    return found
    return None


def _bind(
    form: Form, heads: Headings, unit: ReportingUnit | None, period: Period | None
) -> HeadedTable | tuple[float, str] | None:
    """``form`` bound, or how far it is off and why, or ``None`` when the sheet is nothing like it."""
    sheet = heads.unmerged.sheet
    shown = period_above(heads.unmerged, (heads.first_likely(form) or 1) - 1)
    used = period or shown
    if used is None and _is_dated(form):
        if heads.first_likely(form) is None:
            return None
        return 1.0, say("headings.no_period", form=form.number)
    none = {row.key: 0 for row in form.rows if row.kind is RowKind.LIST}
    concrete = make_concrete(form.code, unit, used or _ANY_PERIOD, zone=(), lines=none)
    sections = heads.sections(concrete)
    if not isinstance(sections, list):
        return sections
    bound = bind_headed_rows(heads.unmerged, concrete, sections, unit, used or _ANY_PERIOD)
    if isinstance(bound, str):
        return 0.0, bound
    stray = _stray_columns(heads.unmerged, sections, [row.at for row in bound.rows])
    if stray:
        return 0.0, say("headings.stray_columns", form=form.number, cells=", ".join(stray[:4]))
    columns = {key: at for section in sections for key, at in section.columns.items()}
    columns |= {c.key: sections[c.section].labels[0] for c in concrete.columns if c.in_stub}
    binding = FormBinding(
        form=form.code,
        sheet=sheet.name,
        code_row=sections[0].last,
        measure_at="",
        columns=columns,
        rows=bound.rows,
        further=tuple((section.last, "") for section in sections[1:]),
    )
    return HeadedTable(binding, bound.form, shown, bound.missing)


def _is_dated(form: Form) -> bool:
    """Whether the headings or rows of a form depend on the period."""
    texts = [text for column in form.columns for text in (*column.headings, column.title)]
    texts += [row.label for row in form.rows]
    return any(_PLACEHOLDER.search(text) for text in texts)


def _apart(tables: list[HeadedTable]) -> tuple[list[HeadedTable], list[tuple[float, str]]]:
    """Tables of different places; of two forms on the same rows neither can be told to be right."""
    kept: list[HeadedTable] = []
    doubles: list[tuple[float, str]] = []
    for table in tables:
        rivals = [other for other in tables if other is not table and _overlap(table, other)]
        if not rivals:
            kept.append(table)
        else:
            names = ", ".join(sorted({other.form.number for other in (table, *rivals)}))
            doubles.append((0.0, say("headings.several_forms", forms=names)))
    return kept, doubles


def _overlap(one: HeadedTable, other: HeadedTable) -> bool:
    return bool({row.at for row in one.binding.rows} & {row.at for row in other.binding.rows})


def _stray_columns(unmerged: Unmerged, sections: Iterable[HeadedSection], rows: Iterable[int]) -> list[str]:
    """Places of figures under headings that the form does not know."""
    places = list(rows)
    found = []
    for section in sections:
        taken = {*section.columns.values(), *section.labels, section.number}
        first = min(section.labels)
        for column in range(first, _right_edge(unmerged, section) + 1):
            if column in taken or not unmerged.path(section.top, section.bottom, column):
                continue
            for row in places:
                cell = unmerged.sheet.cell(row, column)
                if row > section.last and cell is not None and cell.kind == "number":
                    found.append(to_a1(row, column))
                    break
    return found


def _right_edge(unmerged: Unmerged, section: HeadedSection) -> int:
    """The last column of the table: another one may stand beside it, with a numbering of its own."""
    last = unmerged.sheet.columns_used
    if section.number is None:
        return last
    own = unmerged.path(section.top, section.bottom, section.number)
    beyond = range(max(section.columns.values(), default=section.number) + 1, last + 1)
    again = (column for column in beyond if own and unmerged.path(section.top, section.bottom, column) == own)
    return next(again, last + 1) - 1
