"""Empty workbooks of forms, ready to be filled in."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mtqg_xl.api.results import write_bytes
from mtqg_xl.catalogue import form_set, load_form, make_concrete, unit_register
from mtqg_xl.catalogue.schema import SetText
from mtqg_xl.domain.binding import UNNAMED
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.periods import Period, PeriodKind
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level, level_in
from mtqg_xl.messages import ArgumentProblem, say
from mtqg_xl.ooxml import check_output
from mtqg_xl.writing import BookIdentity, Filling, linked_cells, plan_sheet, write_book


@dataclass(frozen=True, slots=True)
class TemplateRequest:
    """For whom and when a template is: all optional; without a unit a dotted line is left for it."""

    unit: str | None = None
    period: str | None = None
    level: str | None = None
    set_name: str | None = None


def template_book(codes: Sequence[str], request: TemplateRequest) -> bytes:
    """The bytes of a template; the same request gives the same bytes.

    Of a set, the forms that the period and the level of the unit ask for are taken, and cells that
    repeat a figure of another form are written as formulas.

    Raises :class:`ArgumentProblem` for an unknown form, set, unit, period or level, or a form not in
    force in the period.
    """
    chosen = form_set(request.set_name) if request.set_name else None
    period = _period(request.period, chosen)
    unit = _unit(request, period)
    wanted = tuple(
        dict.fromkeys(code.strip().upper() for code in (*(chosen.forms if chosen else ()), *codes))
    )
    plans = [plan_sheet(make_concrete(code, unit, period)) for code in _fitting(wanted, chosen, unit, period)]
    if not plans and chosen is not None:
        level = say(f"level.{unit.level.value}")
        raise ArgumentProblem("set_empty", name=chosen.name, period=period.label, level=level)
    figures: dict[CellKey, Decimal] = {}
    for plan in plans:
        figures.update(plan.form.presets or {})
    links = linked_cells(plans, period) if chosen else {}
    title = chosen.title if chosen else ""
    return write_book(
        plans, BookIdentity(unit, period, kind="template", title=title), Filling(figures, links=links)
    )


def _fitting(
    codes: Sequence[str], chosen: SetText | None, unit: ReportingUnit, period: Period
) -> Iterator[str]:
    """The forms that can be made; one asked for by name that cannot is refused."""
    for code in codes:
        form = load_form(code, period.day)
        in_force = form.validity.holds(period.day)
        at_level = unit.level.value in form.levels
        for_period = period.kind.value in form.periods
        if in_force and at_level and for_period:
            yield code
        elif chosen is not None and code in chosen.forms:
            continue  # a set leaves out what does not concern this unit or year
        elif not in_force:
            raise ArgumentProblem("form_not_in_force", code=code, period=period.label)
        elif not for_period:
            kinds = ", ".join(say(f"period.{kind}") for kind in form.periods)
            raise ArgumentProblem("form_not_for_period", code=code, period=period.label, periods=kinds)
        else:
            told = ", ".join(say(f"level.{level}") for level in form.levels)
            level = say(f"level.{unit.level.value}")
            raise ArgumentProblem("form_not_for_level", code=code, level=level, levels=told)


def save_template(codes: Sequence[str], out: str | os.PathLike[str], request: TemplateRequest) -> str:
    """Write a template to ``out``, whole or not at all."""
    check_output(out)
    content = template_book(codes, request)
    write_bytes(out, content)
    return os.fspath(out)


def _period(text: str | None, chosen: SetText | None) -> Period:
    kind = chosen.periods[0] if chosen else PeriodKind.YEAR
    month = f"{date.today().month:02d}" if kind is PeriodKind.MONTH else ""
    try:
        return Period.parse(text or f"{date.today().year}-{kind.value}{month}")
    except ValueError:
        raise ArgumentProblem("bad_period", text=text) from None


def _unit(request: TemplateRequest, period: Period) -> ReportingUnit:
    level = None
    if request.level is not None:
        if request.level not in [tier.value for tier in Level]:
            raise ArgumentProblem("bad_level", level=request.level)
        level = Level(request.level)
    if request.unit is None:
        return ReportingUnit(UNNAMED, None, level or Level.DISTRICT)
    found = unit_register().find(request.unit, period.day)
    if found:
        return ReportingUnit(found.name, found.code, found.level)
    level = level or level_in(request.unit)
    if level is None:
        raise ArgumentProblem("unknown_unit_level", name=request.unit)
    return ReportingUnit(request.unit.strip(), None, level)
