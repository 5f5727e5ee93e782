"""Empty workbooks of forms, ready to be filled in."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mtqg_xl.api.results import write_bytes
from mtqg_xl.catalogue import load_form, make_concrete, unit_register
from mtqg_xl.domain.binding import UNNAMED
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level, level_in
from mtqg_xl.messages import ArgumentProblem, say
from mtqg_xl.ooxml import check_output
from mtqg_xl.writing import BookIdentity, Filling, plan_sheet, write_book


@dataclass(frozen=True, slots=True)
class TemplateRequest:
    """For whom and when a template is: all optional; without a unit a dotted line is left for it."""

    unit: str | None = None
    period: str | None = None
    level: str | None = None


def template_book(codes: Sequence[str], request: TemplateRequest) -> bytes:
    """The bytes of a template; the same request gives the same bytes.

    Raises :class:`ArgumentProblem` for an unknown form, unit, period or level, or a form not in
    force in the period.
    """
    period = _period(request.period)
    unit = _unit(request, period)
    plans = []
    figures: dict[CellKey, Decimal] = {}
    for code in dict.fromkeys(code.strip().upper() for code in codes):
        form = load_form(code)
        if not form.validity.holds(period.day):
            raise ArgumentProblem("form_not_in_force", code=code, period=period.label)
        if unit.level.value not in form.levels:
            told = ", ".join(say(f"level.{level}") for level in form.levels)
            raise ArgumentProblem(
                "form_not_for_level", code=code, level=say(f"level.{unit.level.value}"), levels=told
            )
        concrete = make_concrete(code, unit, period)
        figures.update(concrete.presets or {})
        plans.append(plan_sheet(concrete))
    return write_book(plans, BookIdentity(unit, period, kind="template"), Filling(figures))


def save_template(codes: Sequence[str], out: str | os.PathLike[str], request: TemplateRequest) -> str:
    """Write a template to ``out``, whole or not at all."""
    check_output(out)
    content = template_book(codes, request)
    write_bytes(out, content)
    return os.fspath(out)


def _period(text: str | None) -> Period:
    try:
        return Period.parse(text) if text else Period.parse(f"{date.today().year}-N")
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
