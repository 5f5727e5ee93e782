"""Cells that repeat another form by formula, in a file that was saved without computing them.

The formula is known from the catalogue, so its result is known too; nothing is asked of the sender.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mtqg_xl.catalogue import cross_rules
from mtqg_xl.catalogue.crossing import forms_in, in_force
from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import Remark, Table
from mtqg_xl.rules import Figures, Relation, bind_rule, measure_lookup, relations_of

_NO_RESULT = "no_result"


def settle_links(
    tables: Sequence[Table], remarks: Sequence[Remark], period: Period | None
) -> tuple[list[Table], list[Remark]]:
    """``tables`` with the linked cells filled in that hold a formula without a result.

    Remarks about those cells fall away; a formula that the catalogue does not know stays unread.
    """
    waiting = {
        seen.key
        for table in tables
        for seen in table.observations.values()
        if seen.state is State.UNREAD and seen.note == _NO_RESULT
    }
    if not waiting:
        return list(tables), list(remarks)
    links: dict[CellKey | None, Relation] = {
        link.target: link for link in _links(tables, period) if link.target in waiting
    }
    if not links:
        return list(tables), list(remarks)
    observations = {key: seen for table in tables for key, seen in table.observations.items()}
    own = [relation for table in tables for relation in relations_of(table.form)]
    figures = Figures(observations, measure_lookup(table.form for table in tables), [*own, *links.values()])
    settled = [
        replace(table, observations={seen.key: _settled(seen, links, figures) for seen in _seen(table)})
        for table in tables
    ]
    kept = [note for note in remarks if note.code != _NO_RESULT or note.key not in links]
    return settled, kept


def _seen(table: Table) -> Iterable[Observation]:
    return table.observations.values()


def _links(tables: Sequence[Table], period: Period | None) -> list[Relation]:
    forms = {table.form.code: table.form for table in tables}
    found: list[Relation] = []
    for rule in cross_rules():
        if rule.links and in_force(rule, period) and forms_in(rule) <= forms.keys():
            defining = replace(rule, defines=True)
            found.extend(bind_rule(defining, forms, forms.get(rule.home or "")))
    return found


def _settled(seen: Observation, links: Mapping[CellKey | None, Relation], figures: Figures) -> Observation:
    if seen.key not in links or seen.note != _NO_RESULT:
        return seen
    value = figures.value(seen.key)
    state = State.BLANK if value is None else State.REPORTED
    return replace(seen, state=state, value=value, note=None)
