"""The values of a form's own formulas, by the rules that wrote them: exact, and without any engine."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtqg_xl.catalogue import cross_rules
from mtqg_xl.catalogue.crossing import forms_in, in_force
from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.forms import CellKind, RowKind
from mtqg_xl.domain.submissions import Submission, Table
from mtqg_xl.ooxml import to_a1
from mtqg_xl.rules import Figures, Relation, bind_rule, excel_formula, measure_lookup, relations_of
from mtqg_xl.rules.computing import defining

Place = tuple[str, int, int]


def own_values(submission: Submission) -> dict[Place, Decimal | None]:
    """The value of every formula of the workbook that is, letter for letter, one of its forms' own.

    ``None`` stands for a formula that leaves its cell blank. Left out are formulas that read, directly
    or through others, a text where a figure belongs or a formula of somebody else's, and all of a
    sheet that states another measure than its form.
    """
    tables = {table.form.code: table for table in submission.tables if _plainly_written(table)}
    known: dict[CellKey, Relation] = {}
    for code, table in tables.items():
        known |= defining(relations_of(table.form))
        for relation in _links(tables, submission):
            target = relation.target
            if target is not None and target.form == code:
                known.setdefault(target, relation)
    own = {key: relation for key, relation in known.items() if _is_own(relation, key, tables)}
    own = _certain(own, tables)
    figures = Figures(
        dict(_typed(tables, own)), measure_lookup(t.form for t in tables.values()), own.values()
    )
    found: dict[Place, Decimal | None] = {}
    for key in own:
        spot = tables[key.form].place(key)
        assert spot is not None
        found[tables[key.form].sheet, *spot] = figures.value(key)
    return found


def _plainly_written(table: Table) -> bool:
    sections = table.form.sections
    if table.written_columns or table.written_rows:
        return False
    return all(
        written.code == section.measure.code for written, section in zip(table.written, sections, strict=True)
    )


def _links(tables: dict[str, Table], submission: Submission) -> Iterator[Relation]:
    forms = {code: table.form for code, table in tables.items()}
    for rule in cross_rules():
        if rule.links and in_force(rule, submission.period) and forms_in(rule) <= forms.keys():
            yield from bind_rule(rule, forms, forms.get(rule.home or ""))


def _is_own(relation: Relation, key: CellKey, tables: dict[str, Table]) -> bool:
    """Whether the cell holds the very formula that our template writes for ``relation``."""
    table = tables[key.form]
    seen = table.observations.get(key)
    if seen is None or seen.formula is None or seen.note == "percent_format":
        return False
    try:
        written = excel_formula(relation, _Positions(tables, key.form), to_a1, _Below(tables))
    except KeyError:
        return False
    return written == "=" + seen.formula


def _certain(own: dict[CellKey, Relation], tables: dict[str, Table]) -> dict[CellKey, Relation]:
    """The relations whose value is what Excel would give: it skips a text that we read as a figure."""
    doubtful = {
        key
        for table in tables.values()
        for key, seen in table.observations.items()
        if key not in own and not _is_plain(seen, table)
    }
    left = dict(own)
    while True:
        falling = [
            key
            for key, relation in left.items()
            if any(cell in doubtful for cell in relation.cells if cell != key)
        ]
        if not falling:
            return left
        for key in falling:
            del left[key]
        doubtful.update(falling)


def _is_plain(seen: Observation, table: Table) -> bool:
    if seen.formula is not None:
        return False
    form = table.form
    kind = form.kind_of(form.row_by_key[seen.key.row], form.column_by_key[seen.key.column])
    if kind is CellKind.TEXT or seen.state is State.BLANK:
        return not (seen.state is State.BLANK and seen.raw)
    return seen.state is State.REPORTED and seen.note is None


class _Positions:
    def __init__(self, tables: dict[str, Table], home: str) -> None:
        self._tables = tables
        self._home = home

    def __call__(self, key: CellKey) -> tuple[str, int, int]:
        table = self._tables[key.form]
        place = table.place(key)
        if place is None:
            raise KeyError(key)
        return ("" if key.form == self._home else f"'{table.sheet}'!", *place)


class _Below:
    """How many rows under a line a sum takes in, as the sheet now stands."""

    def __init__(self, tables: dict[str, Table]) -> None:
        self._tables = tables

    def __call__(self, key: CellKey) -> int:
        table = self._tables[key.form]
        rows = table.form.rows
        at = next(at for at, row in enumerate(rows) if row.key == key.row)
        if not rows[at].is_line or at + 1 == len(rows):
            return 0
        return int(rows[at + 1].kind is RowKind.CLOSING)


def _typed(tables: dict[str, Table], own: dict[CellKey, Relation]) -> Iterator[tuple[CellKey, Observation]]:
    """What does not follow from the formulas. A figure that no formula of ours gives stays as it is."""
    for table in tables.values():
        for key, seen in table.observations.items():
            if key not in own and seen.state is not State.BLANK:
                yield key, seen
