"""The pass over a workbook that decides doubtful figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from mtqg_xl.domain.cells import CellKey, Observation
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import Remark, Table
from mtqg_xl.messages import say
from mtqg_xl.reading.doubts.agreeing import Agreement, closes
from mtqg_xl.reading.doubts.ground import Ground
from mtqg_xl.reading.doubts.manners import Manners, Scope
from mtqg_xl.reading.figures.meaning import meaning_of
from mtqg_xl.reading.figures.numbers import Reading
from mtqg_xl.rules import Relation

_DOUBTFUL = "doubtful_text_number"
_BLANKS = "doubtful_blanks"
_TOLD = 3


def settle_doubts(
    tables: Sequence[Table], remarks: Sequence[Remark], period: Period | None
) -> tuple[list[Table], list[Remark]]:
    """``tables`` with the figures decided that could be read in two ways, and what to tell of each.

    The relations of the forms decide first: the reading under which they close. Then the manner in
    which the other texts of the column, the form or the file are written, which stays a warning. A
    figure about which nothing is known keeps its remark. Nothing is ever decided without a remark.
    """
    by_form = {table.form.code: table for table in tables}
    doubts: dict[CellKey, tuple[Reading, ...]] = {}
    for remark in remarks:
        if remark.code == _DOUBTFUL and remark.key is not None and remark.key.form in by_form:
            found = _readings(by_form[remark.key.form], remark.key)
            if len(found) > 1:
                doubts[remark.key] = found
    blanks = {one.key for one in remarks if one.code == _BLANKS and one.key is not None}
    if not doubts and not blanks:
        return list(tables), list(remarks)
    ground = Ground(tables, period)
    agreement = Agreement(ground, doubts)
    left = agreement.find()
    decided = {key: found[0] for key, found in left.items() if len(found) == 1}
    told = {
        key: _settled(remark_of, decided[key], doubts[key], _why(agreement.because[key], key, ground))
        for remark_of in remarks
        if (key := remark_of.key) is not None and remark_of.code == _DOUBTFUL and key in decided
    }
    manners = Manners(tables, {key: one.manner for key, one in decided.items()})
    settled = decided.keys() | agreement.contradicted
    for remark in remarks:
        key = remark.key
        if key is None or remark.code != _DOUBTFUL or key not in doubts or key in settled:
            continue
        near = manners.nearest(key)
        chosen = next((one for one in doubts[key] if near and one.manner is near[0]), None)
        if near is not None and chosen is not None:
            decided[key] = chosen
            told[key] = _by_manner(remark, chosen, doubts[key], _named(near[1]))
    settled_tables = [_with(table, decided) for table in tables]
    told |= _one_figure(blanks, remarks, Ground(settled_tables, period) if blanks and decided else ground)
    return settled_tables, [
        told.get(remark.key, remark)
        if remark.key is not None and remark.code in (_DOUBTFUL, _BLANKS)
        else remark
        for remark in remarks
    ]


def _one_figure(
    blanks: AbstractSet[CellKey], remarks: Sequence[Remark], ground: Ground
) -> dict[CellKey, Remark]:
    """Figures with blanks between thousands that agree with others: they are one figure each."""
    told: dict[CellKey, Remark] = {}
    speaking = ground.speaking_of(blanks) if blanks else []
    for remark in remarks:
        key = remark.key
        if key is None or key not in blanks or remark.code != _BLANKS:
            continue
        agreeing = (one for one, cells in speaking if key in cells and closes(one, ground.figures))
        relation = next(agreeing, None)
        if relation is not None:
            values = {"other": say("figure.several_figures"), "why": _why(relation, key, ground)}
            told[key] = replace(remark, code="text_number_settled", values={**remark.values, **values})
    return told


def _readings(table: Table, key: CellKey) -> tuple[Reading, ...]:
    """Every reading of a doubtful cell, in the measure of the form."""
    form, seen = table.form, table.observations.get(key)
    if seen is None:
        return ()
    measure = form.measure_of(form.row_by_key[key.row], form.column_by_key[key.column])
    return meaning_of(seen.raw, measure, table.written_in(key)).readings


def _with(table: Table, decided: Mapping[CellKey, Reading]) -> Table:
    if not any(key.form == table.form.code for key in decided):
        return table
    observations = {
        key: _read_as(seen, decided[key]) if key in decided else seen
        for key, seen in table.observations.items()
    }
    return replace(table, observations=observations)


def _read_as(seen: Observation, chosen: Reading) -> Observation:
    return replace(seen, value=chosen.value, decimals=chosen.decimals, note="text_number")


def _settled(remark: Remark, chosen: Reading, readings: Sequence[Reading], why: str) -> Remark:
    values = {**remark.values, **_told(chosen, readings), "why": why}
    return replace(remark, code="text_number_settled", values=values)


def _by_manner(remark: Remark, chosen: Reading, readings: Sequence[Reading], scope: str) -> Remark:
    values = {**remark.values, **_told(chosen, readings), "scope": scope}
    return replace(remark, code="text_number_by_manner", values=values)


def _told(chosen: Reading, readings: Sequence[Reading]) -> dict[str, str]:
    other = next(one for one in readings if one != chosen)
    return {"read": format_vietnamese(chosen.value), "other": format_vietnamese(other.value)}


def _why(relation: Relation, key: CellKey, ground: Ground) -> str:
    places = [ground.address(cell) for cell in relation.cells if cell != key]
    places = [place for place in places if place]
    shown = ", ".join(places[:_TOLD]) + ("…" if len(places) > _TOLD else "")
    return say("figure.only_this_closes", rule=relation.rule.id, cells=shown)


def _named(scope: Scope) -> str:
    if len(scope) == 2:
        return say("figure.scope_column")
    return say("figure.scope_form") if scope else say("figure.scope_file")
