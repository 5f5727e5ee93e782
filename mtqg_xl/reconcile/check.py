"""The whole check of one submission."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mtqg_xl.domain.excerpts import Excerpt
from mtqg_xl.domain.findings import FileReport, Finding, Severity, Unchecked
from mtqg_xl.domain.rates import ChartFigures
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.messages import say
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.explained import with_explanations
from mtqg_xl.reconcile.formulas import formula_findings
from mtqg_xl.reconcile.naming import Names, form_number
from mtqg_xl.reconcile.shape import shape_findings
from mtqg_xl.rules import judge
from mtqg_xl.rules.judging import Judgement, Outcome

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_SLIGHT = frozenset({Outcome.CUT_OFF, Outcome.ROUNDING})


def check_submission(
    submission: Submission, previous: Submission | None = None, *, excerpts: bool = False
) -> FileReport:
    """Every finding about ``submission``, errors first, and every rule that could not be applied.

    ``previous`` is the report before, which rules across periods compare with. With ``excerpts`` the
    small tables around the wrong cells are made too, and the rates that charts show.
    """
    context = Context(submission, previous)
    names = Names(context)
    judged: list[Judgement] = []
    unread: list[Judgement] = []
    for relation in context.relations:
        judgement = judge(relation, context.figures)
        is_open = any(context.figures.is_open(key) for key in relation.cells)
        (unread if is_open else judged).append(judgement)
    remarks = list(shape_findings(submission, context, names))
    remarks += formula_findings(submission, context, names)
    findings = _told(judged, remarks, context, names)
    findings.sort(key=lambda finding: _ORDER[finding.severity])
    labelled = map(names.labelled, findings)
    numbered = tuple(finding.numbered(f"F{n}") for n, finding in enumerate(labelled, start=1))
    report = FileReport(
        path=submission.path,
        sha256=submission.sha256,
        unit=submission.unit.name if submission.unit else "",
        period=str(submission.period) if submission.period else "",
        forms=submission.forms,
        findings=numbered,
        unchecked=tuple(_unchecked(judged, unread, context)),
        excerpts=_excerpts(context, numbered) if excerpts else {},
        rates=_rates(context) if excerpts else (),
        unit_code=(submission.unit.code or "") if submission.unit else "",
    )
    return with_explanations(report, submission, previous_known=previous is not None)


def _rates(context: Context) -> tuple[ChartFigures, ...]:
    from mtqg_xl.reconcile.rates import rates_of

    return rates_of(context.submission, context.figures)


def _excerpts(context: Context, findings: Sequence[Finding]) -> Mapping[str, Excerpt]:
    from mtqg_xl.reconcile.excerpts import excerpts_in

    return excerpts_in(context, findings)


def _told(
    judged: Sequence[Judgement], remarks: Sequence[Finding], context: Context, names: Names
) -> list[Finding]:
    """What comes out of the relations, with the remarks that are not told in it."""
    outcomes = {item.outcome for item in judged}
    if outcomes.isdisjoint({Outcome.FAILS, *_SLIGHT}):
        return list(remarks)
    # A report without faults needs none of what finds their causes.
    from mtqg_xl.reconcile.relations import compose_failures, compose_slight

    findings: list[Finding] = []
    told: frozenset[int] = frozenset()
    if Outcome.FAILS in outcomes:
        from mtqg_xl.reconcile.causes import gather

        groups, told = gather(judged, remarks, context, names)
        findings += compose_failures(groups, context, names)
    slight = (item for item in judged if item.outcome in _SLIGHT and id(item) not in told)
    findings += (compose_slight(item, context, names) for item in slight)
    findings += (remark for remark in remarks if id(remark) not in told)
    if Outcome.FAILS in outcomes:
        from mtqg_xl.reconcile.scale_findings import gather_scales

        findings = gather_scales(findings, judged, context, names)
    return findings


def _unchecked(
    judged: Iterable[Judgement], unread: Iterable[Judgement], context: Context
) -> Iterable[Unchecked]:
    blank: dict[str, int] = {}
    for item in judged:
        if item.outcome is Outcome.UNKNOWN:
            rule = item.relation.rule.id
            blank[rule] = blank.get(rule, 0) + 1
    for rule, places in blank.items():
        yield Unchecked(rule, say("unchecked.blank", places=places))
    broken: dict[str, int] = {}
    for item in unread:
        broken[item.relation.rule.id] = broken.get(item.relation.rule.id, 0) + 1
    for rule, places in broken.items():
        yield Unchecked(rule, say("unchecked.unread", places=places))
    for rule, lacking in context.lacking_forms():
        forms = dict.fromkeys(map(form_number, sorted(lacking)))
        yield Unchecked(rule, say("unchecked.form", forms=", ".join(forms)))
    for rule, units in context.of_other_units():
        yield Unchecked(rule, say("unchecked.units", units=", ".join(sorted(units))))
