"""A form definition made concrete for one unit and one period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from mtqg_xl.catalogue.loader import form_codes, load_form, presets_of, variants
from mtqg_xl.catalogue.register import unit_register
from mtqg_xl.catalogue.schema import PresetText
from mtqg_xl.catalogue.spreading import spread
from mtqg_xl.catalogue.vocabulary import parameter, placeholders
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Column, EditRule, Form, RowKind
from mtqg_xl.domain.periods import Period, PeriodKind
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level, Unit

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def make_concrete(
    code: str,
    unit: ReportingUnit | None,
    period: Period,
    zone: Sequence[Unit] | None = None,
    lines: Mapping[str, int] | None = None,
) -> Form:
    """Form ``code`` for ``unit`` and ``period``: rows in force, zones spread out, terms filled in.

    ``zone`` gives the units that a zone lists; by default the units one level below that the
    register knows on that day, or the unit itself where none are listed below it. ``lines`` gives
    the number of lines of each list, by the key of its row; by default as many as a template offers.
    """
    form = load_form(code, period.day)
    listed: tuple[Unit, ...] = ()
    if any(row.kind is RowKind.ZONE for row in form.rows):
        listed = tuple(zone) if zone is not None else _zone_units(unit, period)
    unit_code = unit.code if unit else None
    names = {name for rule in form.rules for name in _PLACEHOLDER.findall(rule.notation)}
    presets = tuple(
        (CellKey(form.code, preset.row, preset.column), value)
        for preset in presets_of(form)
        if (value := parameter(preset.parameter, unit_code, _year_of(preset, period))) is not None
    )
    values = ((name, parameter(name, unit_code, period)) for name in sorted(names))
    known = tuple((name, v) for name, v in values if v is not None)
    return _concrete(form, period, listed, known, presets, tuple(sorted((lines or {}).items())))


def make_trial(form: Form, period: Period, zone: Sequence[Unit], parameters: Mapping[str, Decimal]) -> Form:
    """``form`` as it would stand on paper, whether the catalogue knows it or not; for proving its rules."""
    return _concrete(form, period, tuple(zone), tuple(sorted(parameters.items())), (), ())


def _year_of(preset: PresetText, period: Period) -> Period:
    told_before = preset.year == "ket_qua" and period.kind is PeriodKind.PLAN
    return Period(period.year - 1, PeriodKind.YEAR) if told_before else period


@lru_cache(maxsize=512)
def _concrete(
    form: Form,
    period: Period,
    listed: tuple[Unit, ...],
    parameters: tuple[tuple[str, Decimal], ...],
    presets: tuple[tuple[CellKey, Decimal], ...],
    lines: tuple[tuple[str, int], ...],
) -> Form:
    """The concrete form; units whose lists and parameters agree share it."""
    filled = placeholders(period)
    known = dict(parameters)
    in_force = [row for row in form.rows if row.validity.holds(period.day)]
    rows = tuple(spread(in_force, listed, dict(lines), filled))
    kept, numbers = {row.key for row in rows}, {row.number for row in rows}
    layouts = variants(form.code) if form.code in form_codes() else (form,)
    gone = [row for other in (form, *layouts) for row in other.rows if row.key not in kept]
    columns = {column.key for other in layouts for column in other.columns}
    return replace(
        form,
        title=_fill(form.title, filled),
        law="; ".join(law for law, span in form.laws if law and span.holds(period.day)),
        columns=tuple(_fill_column(column, filled) for column in form.columns),
        rows=rows,
        rules=tuple(_rules(form, period, known)),
        absent_rows=form.absent_rows
        | frozenset(row.key for row in gone)
        | ({row.number for row in gone} - numbers),
        absent_columns=frozenset(columns) - form.column_by_key.keys(),
        sections=tuple(replace(part, title=_fill(part.title, filled)) for part in form.sections),
        filing=tuple(
            replace(entry, by=_fill(entry.by, filled), to=_fill(entry.to, filled)) for entry in form.filing
        ),
        presets={key: value for key, value in presets if key.row in kept},
    )


def _zone_units(unit: ReportingUnit | None, period: Period) -> tuple[Unit, ...]:
    if unit is None:
        return ()
    register = unit_register()
    # Annual lists go one level down at province level; a district lists itself.
    if unit.code and unit.level is Level.PROVINCE:
        below = register.children(unit.code, period.day)
        if below:
            return below
    known = register.find(unit.code or unit.name, period.day)
    return (known,) if known else (Unit(code=unit.code or unit.name, name=unit.name, level=unit.level),)


def _fill(text: str, filled: dict[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: filled.get(match[1], match[0]), text)


def _fill_column(column: Column, filled: dict[str, str]) -> Column:
    return replace(
        column,
        title=_fill(column.title, filled),
        headings=tuple(_fill(heading, filled) for heading in column.headings),
    )


def _rules(form: Form, period: Period, known: dict[str, Decimal]) -> Iterable[EditRule]:
    """The rules in force, their parameters filled in; a rule whose parameter is not known falls away."""
    for rule in form.rules:
        names = _PLACEHOLDER.findall(rule.notation)
        if not rule.validity.holds(period.day) or not known.keys() >= set(names):
            continue
        notation = rule.notation
        for name in names:
            notation = notation.replace(f"{{{name}}}", f"{{{known[name]}}}")
        yield replace(rule, notation=notation)
