"""Finding a form on a sheet that prints no column codes: by the headings of its columns.

Every column must be found by the whole path of its headings, exactly once; the rows follow by number
and label. Where that fails the form is refused with the reason: nothing is bound by likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from mtqg_xl.catalogue import make_concrete, own_forms
from mtqg_xl.domain.binding import FormBinding
from mtqg_xl.domain.forms import Form, RowKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import fold
from mtqg_xl.messages import say
from mtqg_xl.ooxml import Sheet, to_a1
from mtqg_xl.reading.headed_rows import bind_headed_rows
from mtqg_xl.reading.heading import period_in
from mtqg_xl.reading.unmerged import Unmerged, same, tidy

_SEARCHED_ROWS = 400
_DEEPEST = 8
_CLOSE = 0.6
#: A form without anything dated is the same in every period.
_ANY_PERIOD = Period.parse("2000-N")
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
_DATED = re.compile(r"(ngay\b|\(?kem theo|\(?ban hanh|so:|quyet dinh|thong tu|nghi dinh)")

_CODE = re.compile(r"[(\[]?(\d{1,3})[)\]]?(?=$|\s*=)")
_LETTER = re.compile(r"([Bb])$")

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadedSection:
    """Where the headings of one table of a form stand: rows, columns by key, and the stub.

    ``last`` is the last row before the body: that of column codes where one is printed.
    """

    top: int
    bottom: int
    last: int
    columns: dict[str, int]
    number: int | None
    labels: tuple[int, ...]


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
    heads = _Headings(unmerged)
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
    heads = _Headings(Unmerged(sheet))
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
    form: Form, heads: _Headings, unit: ReportingUnit | None, period: Period | None
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


class _Headings:
    """The headings of a sheet, looked through once for several forms."""

    def __init__(self, unmerged: Unmerged) -> None:
        self.unmerged = unmerged
        self._rows: dict[int, set[str]] = {}
        last = min(unmerged.sheet.rows_used, _SEARCHED_ROWS)
        for (row, _), cell in unmerged.sheet.cells.items():
            if row <= last and cell.kind in ("text", "number") and tidy(cell.text):
                self._rows.setdefault(row, set()).add(same(cell.text))
        self._paths: dict[tuple[int, int], dict[Path, list[int]]] = {}

    def first_likely(self, form: Form) -> int | None:
        """The first row that shows the heading of the labels of ``form`` and another of its headings."""
        wanted = {same((*c.headings, c.title)[0]) for c in form.columns if not c.in_stub}
        plain = {text for text in wanted if "{" not in text}
        label = same(form.sections[0].stub[1])
        for row in sorted(self._rows):
            shown = self._rows[row]
            if shown & plain and (label in shown or len(shown & plain) > 1):
                return row
        return next((row for row in sorted(self._rows) if label in self._rows[row]), None)

    def sections(self, form: Form) -> list[HeadedSection] | tuple[float, str] | None:
        """The headings of every table of a concrete form, or how far they are off and why."""
        found: list[HeadedSection] = []
        start = 1
        for at in range(len(form.sections)):
            section = self.find(form, at, start)
            if not isinstance(section, HeadedSection):
                return section
            found.append(section)
            start = section.last + 1
        return found

    def find(self, form: Form, section: int, start: int) -> HeadedSection | tuple[float, str] | None:
        """The headings of one table of a concrete form, at or under the row ``start``."""
        wanted: dict[Path, str] = {}
        for column in form.columns:
            if column.section != section or column.in_stub:
                continue
            path = _folded((*column.headings, column.title))
            if path in wanted:
                return 1.0, say(
                    "headings.twice", form=form.number, title=" / ".join((*column.headings, column.title))
                )
            wanted[path] = column.key
        firsts = {path[0] for path in wanted}
        stub = form.sections[section].stub
        nearest: tuple[float, str] | None = None
        for top in sorted(row for row in self._rows if row >= start and self._rows[row] & firsts):
            for bottom in range(top, min(top + _DEEPEST, self.unmerged.sheet.rows_used) + 1):
                paths = self._left_table(self._paths_of(top, bottom), stub[0])
                lost = [key for path, key in wanted.items() if len(paths.get(path, ())) != 1]
                if not lost:
                    labels = self._labels(top, bottom, stub[1])
                    if labels:
                        columns = {key: paths[path][0] for path, key in wanted.items()}
                        number = self._number(top, bottom, stub[0], labels)
                        last = self._code_row(bottom, labels[-1], list(columns.values())) or bottom
                        return HeadedSection(top, bottom, last, columns, number, labels)
                    continue
                off = len(lost) / len(wanted)
                if 1 - off >= _CLOSE and (nearest is None or off < nearest[0]):
                    titles = "; ".join(form.column_by_key[key].title for key in lost[:4])
                    nearest = off, say("headings.lost", form=form.number, titles=titles)
        return nearest

    def _code_row(self, bottom: int, label: int, columns: list[int]) -> int | None:
        """The row of column codes under the headings: numbered on from the one in the stub."""
        for row in (bottom + 1, bottom + 2):
            shown = (self.unmerged.text(row, column) for column in sorted(columns))
            codes = [_CODE.match(text) for text in shown if text]
            stub = _CODE.match(self.unmerged.text(row, label)) or _LETTER.match(
                self.unmerged.text(row, label)
            )
            if stub is None or len(codes) * 2 < len(columns) or not all(codes):
                continue
            numbers = [int(code[1]) for code in codes if code is not None]
            first = (
                1 if stub[0] in ("B", "b") else int(stub[1]) + 1 if stub[0].strip("()").isdecimal() else None
            )
            if numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] == first:
                return row
        return None

    @staticmethod
    def _left_table(paths: dict[Path, list[int]], numbering: str) -> dict[Path, list[int]]:
        """The headings of the first table, where another stands beside it with a numbering of its own."""
        columns = paths.get(_folded((numbering,)), []) if numbering else []
        if len(columns) < 2:
            return paths
        return {path: [at for at in places if at < columns[1]] for path, places in paths.items()}

    def _paths_of(self, top: int, bottom: int) -> dict[Path, list[int]]:
        known = self._paths.get((top, bottom))
        if known is None:
            known = self._paths[top, bottom] = {}
            for column in range(1, self.unmerged.sheet.columns_used + 1):
                path = self.unmerged.path(top, bottom, column)
                if path and self._owns(top, bottom, column):
                    known.setdefault(_folded(path), []).append(column)
        return known

    def _owns(self, top: int, bottom: int, column: int) -> bool:
        """Whether some heading stands in the column itself, so that it is no mere gap under a group."""
        return any(
            self.unmerged.anchor(row, column)[1] == column and self.unmerged.text(row, column)
            for row in range(top, bottom + 1)
        )

    def _labels(self, top: int, bottom: int, heading: str) -> tuple[int, ...]:
        """The columns of the stub under ``heading``: one, or several that make it up together."""
        wanted = same(heading)
        last = self.unmerged.sheet.columns_used
        for first in range(1, last + 1):
            fitting: tuple[int, ...] = ()
            texts: list[str] = []
            for column in range(first, min(first + 4, last) + 1):
                text = " - ".join(self.unmerged.path(top, bottom, column))
                if not text:
                    break
                texts.append(text)
                if same(" - ".join(dict.fromkeys(texts))) == wanted:
                    fitting = tuple(range(first, column + 1))
            if fitting:
                return fitting
        return ()

    def _number(self, top: int, bottom: int, heading: str, labels: tuple[int, ...]) -> int | None:
        """The column of the numbering: left of the labels, or row codes right beside them."""
        if not heading:
            beside = labels[0] - 1
            return beside if beside > 0 and not self.unmerged.path(top, bottom, beside) else None
        path = _folded((heading,))
        places = (*range(labels[0] - 1, 0, -1), labels[-1] + 1)
        return next((c for c in places if _folded(self.unmerged.path(top, bottom, c)) == path), None)


def _folded(path: Iterable[str]) -> Path:
    return tuple(_collapsed(same(text) for text in path))


def _collapsed(texts: Iterable[str]) -> Iterator[str]:
    last = ""
    for text in texts:
        if text and text != last:
            yield text
        last = text or last
