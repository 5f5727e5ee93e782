"""Whose report is being made, which files belong to it, and which of several counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mtqg_xl.catalogue import unit_register
from mtqg_xl.consolidation.intake import Intake
from mtqg_xl.consolidation.model import Refused, Resubmission
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Unit, fold, level_in
from mtqg_xl.messages import ArgumentProblem, say


@dataclass(frozen=True, slots=True)
class Chosen:
    """The file that counts for one unit and form."""

    unit: ReportingUnit
    form: str
    intake: Intake


def settle_period(intakes: Iterable[Intake], wanted: str | None) -> Period:
    """The period to consolidate: the one asked for, else the one that most files are of."""
    if wanted is not None:
        try:
            return Period.parse(wanted)
        except ValueError:
            raise ArgumentProblem("bad_period", text=wanted) from None
    counts = Counter(intake.period for intake in intakes if intake.period is not None)
    ranked = counts.most_common(2)
    if not ranked:
        raise ArgumentProblem("no_period")
    if len(ranked) == 2 and ranked[0][1] == ranked[1][1]:
        raise ArgumentProblem("which_period", periods=", ".join(sorted(map(str, counts))))
    return ranked[0][0]


def settle_unit(intakes: Iterable[Intake], wanted: str | None, period: Period) -> ReportingUnit:
    """The unit to consolidate for: the one asked for, else the one that most files' units are under."""
    register = unit_register()
    if wanted is not None:
        found = register.find(wanted, period.day)
        if found is None:
            level = level_in(wanted)
            if level is None:
                raise ArgumentProblem("unknown_unit", name=wanted)
            return ReportingUnit(wanted.strip(), None, level)
        return ReportingUnit(found.name, found.code, found.level)
    parents: Counter[str] = Counter()
    for intake in intakes:
        unit = register.find(intake.unit.code, period.day) if intake.unit and intake.unit.code else None
        if unit and unit.parent:
            parents[unit.parent] += 1
    ranked = parents.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        raise ArgumentProblem("which_unit")
    above = register.find(ranked[0][0], period.day)
    if above is None:
        raise ArgumentProblem("which_unit")
    return ReportingUnit(above.name, above.code, above.level)


def expected_units(unit: ReportingUnit, period: Period) -> tuple[Unit, ...]:
    """The units that should report to ``unit`` on the day of the period."""
    return unit_register().children(unit.code, period.day) if unit.code else ()


def belonging(
    intakes: Iterable[Intake], unit: ReportingUnit, period: Period, expected: Sequence[Unit]
) -> tuple[list[Intake], list[Refused]]:
    """The files that belong to this report, and the others with the reason."""
    codes = {child.code for child in expected}
    kept: list[Intake] = []
    refused: list[Refused] = []
    for intake in intakes:
        reason = intake.reason
        if reason is None and intake.unit is None:
            reason = say("consolidate.no_unit")
        elif reason is None and intake.period != period:
            shown = intake.period.label if intake.period else "…"
            reason = say("consolidate.other_period", shown=shown, wanted=period.label)
        elif reason is None and intake.unit and _is_same(intake.unit, unit):
            reason = say("consolidate.own_report", wanted=unit.name)
        elif reason is None and codes and intake.unit and intake.unit.code not in codes:
            reason = say("consolidate.other_unit", shown=intake.unit.name, wanted=unit.name)
        if reason is None:
            kept.append(intake)
        else:
            refused.append(Refused(intake.path, reason))
    return kept, sorted(refused, key=lambda item: item.file)


def _is_same(one: ReportingUnit, other: ReportingUnit) -> bool:
    return one.code == other.code if one.code and other.code else fold(one.name) == fold(other.name)


def choose(intakes: Iterable[Intake]) -> tuple[list[Chosen], list[Resubmission]]:
    """For every unit and form the file that counts.

    Of several the one saved last counts, by the time the workbook itself records; if that does
    not decide, the one whose name comes last. Copies of one file are one file.
    """
    offered: dict[tuple[str, str], list[Intake]] = {}
    for intake in intakes:
        assert intake.unit is not None
        for form in intake.forms:
            offered.setdefault((intake.unit.code or intake.unit.name, form), []).append(intake)
    chosen: list[Chosen] = []
    resubmitted: dict[tuple[str, str, tuple[str, ...], str], list[str]] = {}
    for (_, form), several in sorted(offered.items(), key=lambda item: item[0]):
        ranked = sorted(several, key=lambda intake: (intake.filed, intake.path), reverse=True)
        kept = ranked[0]
        assert kept.unit is not None
        chosen.append(Chosen(kept.unit, form, kept))
        if len(ranked) > 1:
            dropped = tuple(sorted(other.path for other in ranked[1:]))
            about = (kept.unit.name, kept.path, dropped, _why_kept(kept, ranked[1:]))
            resubmitted.setdefault(about, []).append(form)
    return chosen, [
        Resubmission(unit, tuple(forms), path, dropped, rule)
        for (unit, path, dropped, rule), forms in resubmitted.items()
    ]


def _why_kept(kept: Intake, others: Sequence[Intake]) -> str:
    different = [other for other in others if other.sha256 != kept.sha256]
    if not different:
        return say("consolidate.same_copy")
    later = kept.filed > max(other.filed for other in different)
    return say("consolidate.saved_last" if later else "consolidate.name_last")
