"""What a failing rule says, for every rule of the catalogue, on figures made up at random."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mtqg_xl.catalogue.crossing import BEFORE
from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.findings import Confidence, Finding
from mtqg_xl.domain.forms import CellKind, Form, Previous
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import decimals_of
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import Submission, Table
from mtqg_xl.proving.soundness.cases import cases, cross_cases
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.culprits import Candidate, Root
from mtqg_xl.reconcile.groups import Group
from mtqg_xl.reconcile.naming import Names
from mtqg_xl.reconcile.relations import compose_failures, compose_slight
from mtqg_xl.reconcile.slips import explain
from mtqg_xl.reconcile.suspects import candidates_of
from mtqg_xl.rules import Relation, judge, relations_of
from mtqg_xl.rules.judging import Judgement, Outcome
from mtqg_xl.rules.sheet_formulas import cell_address

_FILLINGS = 4
_SIZES = {MeasureKind.COUNT: (1, 0), MeasureKind.RATE: (Decimal("0.01"), 2)}


@dataclass(frozen=True)
class Told:
    """A finding about ``rule`` and the context it was made in."""

    rule: str
    finding: Finding
    context: Context


def told_of_every_rule() -> Iterator[Told]:
    """Every kind of finding that each rule can give; a rule that random figures do not break has none."""
    done: set[str] = set()
    for case in cases():
        yield from _told([case.form], relations_of(case.form), case.period, done)
    for cross in cross_cases():
        yield from _told(cross.forms, cross.between, cross.period, done)


def _told(
    forms: Sequence[Form], relations: Sequence[Relation], period: Period, done: set[str]
) -> Iterator[Told]:
    for seed in range(_FILLINGS):
        left = [relation for relation in relations if relation.rule.id not in done]
        if not left:
            return
        context = _context(forms, relations, period, random.Random(seed))
        names = Names(context)
        for relation in left:
            rule = relation.rule.id
            item = judge(relation, context.figures) if rule not in done else None
            if item is not None and item.outcome is Outcome.FAILS:
                done.add(rule)
                found = _findings(item, context, names, len(done))
                yield from (Told(rule, one, context) for top in found for one in top.walk())


def _context(
    forms: Sequence[Form], relations: Sequence[Relation], period: Period, chance: random.Random
) -> Context:
    tables = [Table(form, "Trang 1", _figures(form, chance)) for form in forms]
    now = tuple(table for table in tables if not table.form.code.endswith(BEFORE))
    before = tuple(table for table in tables if table.form.code.endswith(BEFORE))
    context = Context(Submission("a.xlsx", "", None, period, now))
    context.earlier = Submission("b.xlsx", "", None, period, before) if before else None
    context._compared = frozenset(Previous)
    context.forms = {table.form.code: table.form for table in tables}
    context.relations = tuple(relations)
    return context


def _figures(form: Form, chance: random.Random) -> dict[CellKey, Observation]:
    seen: dict[CellKey, Observation] = {}
    for down, row in enumerate(form.rows, start=10):
        for across, column in enumerate(form.columns, start=1):
            key, kind = form.key(row, column), form.kind_of(row, column)
            place = ("Trang 1", cell_address(down, across))
            if kind is CellKind.TEXT:
                seen[key] = Observation(key, State.REPORTED, raw="Có", sheet=place[0], cell=place[1])
            elif kind in (CellKind.INPUT, CellKind.FORMULA):
                unit, decimals = _SIZES.get(form.measure_of(row, column).kind, (Decimal("0.1"), 1))
                value = chance.choice((1, 700, 90_000)) * chance.randint(1, 99) * unit + 0
                figured = Decimal(value)
                seen[key] = Observation(
                    key,
                    State.REPORTED,
                    figured,
                    min(decimals, decimals_of(figured)),
                    str(figured),
                    None,
                    *place,
                )
    return seen


def _findings(item: Judgement, context: Context, names: Names, number: int) -> list[Finding]:
    """The failure with no cause known, then with one that is sure, likely or open, in turn."""
    found = candidates_of(item.relation, context, context.figures)
    named = tuple(_with_slip(one, context) for one in found)
    groups = [Group((item,), named)]
    if named:
        first, block = named[:1], named[1:2]
        causes = (
            Group((item,), first, Root(first, Confidence.CERTAIN, (item,), block, alone=1), (item,)),
            Group((item,), first, Root(first, Confidence.LIKELY, (item,), alone=2)),
            Group(
                (item,), named, Root(named, Confidence.UNDECIDED, (item,), ways=(named[:2],), partial=True)
            ),
            Group((item,), named[:3], Root(named[:3] + first, Confidence.LIKELY, (item,))),
        )
        groups.append(causes[number % len(causes)])
    slight = (Outcome.CUT_OFF, Outcome.ROUNDING)[number % 2]
    return [
        *compose_failures(groups, context, names),
        compose_slight(replace(item, outcome=slight), context, names),
    ]


def _with_slip(candidate: Candidate, context: Context) -> Candidate:
    stated = context.figures.stated(candidate.key)
    if stated is None or candidate.proposed is None:
        return candidate
    return replace(candidate, explanation=explain(stated, candidate.proposed))
