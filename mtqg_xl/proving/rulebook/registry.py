"""The register of all rules: what each says, where it applies, on which basis, how strictly.

Printed codes, row sums, edit rules, rules between forms and between periods, and the general principles.
The same rule may stand in two layouts of one form that follow each other; then it has an entry for each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from mtqg_xl.catalogue import all_forms, cross_rules
from mtqg_xl.catalogue.crossing import BEFORE, forms_in
from mtqg_xl.catalogue.principles import principles
from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.forms import EditRule, Form, Scope
from mtqg_xl.domain.validity import ALWAYS, Validity
from mtqg_xl.messages import current_language, say
from mtqg_xl.proving.rulebook.describing import place_between, place_of, row_name, tolerance_of, words_of
from mtqg_xl.proving.soundness.cases import cases, cross_cases
from mtqg_xl.rules import Relation, bind_rule, measure_lookup, relations_of


class RuleKind(StrEnum):
    """Where a rule stands."""

    COLUMN = "column"
    """Printed in a column code: ``3=1+2``."""
    ROW = "row"
    """The sum of a row."""
    CELL = "cell"
    """The formula of one cell."""
    EDIT = "edit"
    """A check that the form does not print."""
    CROSS = "cross"
    """Between forms, or between this report and an earlier one."""
    PRINCIPLE = "principle"
    """About all forms."""


@dataclass(frozen=True)
class RuleEntry:
    """A rule as a person looks it up.

    ``words`` is the rule with the codes officials see; ``explanation`` says why it must hold;
    ``tolerance`` is in words, as are ``where`` and, for a principle, ``applied``. ``form`` is the
    layout in which the rule stands, ``codes`` are all forms it speaks of.
    """

    id: str
    kind: RuleKind
    form: Form | None
    codes: tuple[str, ...]
    where: str
    notation: str
    words: str
    explanation: str
    todo: str
    law: str
    source: str
    severity: Severity
    tolerance: str
    validity: Validity
    applied: str = ""


def registry() -> tuple[RuleEntry, ...]:
    """Every rule of the catalogue, form by form, then the rules between forms, then the principles."""
    return _registry(current_language())


@cache
def _registry(language: str) -> tuple[RuleEntry, ...]:
    return (
        *(entry for form in all_forms() for entry in _of_form(form)),
        *(_between(rule) for rule in cross_rules()),
        *_principles(),
    )


def _of_form(form: Form) -> Iterator[RuleEntry]:
    concretes: dict[EditRule, tuple[Form, Relation]] = {}
    for case in cases():
        if case.definition is form:
            for bound in relations_of(case.form):
                concretes.setdefault(_as_written(bound.rule), (case.form, bound))
    for rule in form.rules:
        found = concretes.get(_as_written(rule))
        concrete = found[0] if found else form
        relation = found[1] if found else None
        yield RuleEntry(
            id=rule.id,
            kind=_kind(rule),
            form=form,
            codes=(form.code,),
            where=place_of(rule, concrete),
            notation=rule.notation,
            words=words_of(relation, {form.code: concrete}) if relation else rule.notation,
            explanation=_explained(rule, concrete),
            todo=rule.todo,
            law=form.law if rule.unverified else rule.law or form.law,
            source=form.source,
            severity=rule.severity,
            tolerance=tolerance_of(rule, relation, measure_lookup([concrete])),
            validity=_shared(rule.validity, form.validity),
        )


def _as_written(rule: EditRule) -> EditRule:
    """``rule`` apart from its notation, which parameters change when it is made concrete."""
    return replace(rule, notation=rule.notation.partition("{")[0])


def _kind(rule: EditRule) -> RuleKind:
    if not rule.defines:
        return RuleKind.EDIT
    return {Scope.ROWS: RuleKind.COLUMN, Scope.COLUMNS: RuleKind.ROW, Scope.ONCE: RuleKind.CELL}[rule.scope]


def _explained(rule: EditRule, form: Form) -> str:
    why = rule.why or _why_printed(rule, form)
    return f"{why} {say('finding.unverified', source=rule.unverified)}" if rule.unverified else why


def _why_printed(rule: EditRule, form: Form) -> str:
    key = rule.notation.partition("=")[0].strip()
    match _kind(rule):
        case RuleKind.COLUMN:
            return say("rulebook.why_column", column=key)
        case RuleKind.ROW:
            return say("rulebook.why_row", row=row_name(form, key))
        case _:
            return say("rulebook.why_computed")


def _between(rule: EditRule) -> RuleEntry:
    case = next((case for case in cross_cases() if rule in case.rules), None)
    codes = tuple(dict.fromkeys(code.removesuffix(BEFORE) for code in sorted(forms_in(rule))))
    forms = {form.code: form for form in case.forms} if case else {}
    relations = bind_rule(rule, forms, forms.get(rule.home or "")) if case else ()
    relation = next(iter(relations), None)
    laws = dict.fromkeys(form.law for code, form in forms.items() if code in codes)
    return RuleEntry(
        id=rule.id,
        kind=RuleKind.CROSS,
        form=None,
        codes=codes,
        where=place_between(rule, codes),
        notation=rule.notation,
        words=words_of(relation, forms) if relation else rule.notation,
        explanation=rule.why,
        todo=rule.todo,
        law=rule.law or "; ".join(laws),
        source="",
        severity=rule.severity,
        tolerance=tolerance_of(rule, relation, measure_lookup(forms.values())),
        validity=rule.validity,
    )


def _principles() -> Iterator[RuleEntry]:
    for principle in principles():
        yield RuleEntry(
            id=principle.id,
            kind=RuleKind.PRINCIPLE,
            form=None,
            codes=(),
            where=principle.where,
            notation=principle.rule,
            words=principle.rule,
            explanation=principle.why,
            todo=principle.todo,
            law=principle.law,
            source="",
            severity=principle.severity,
            tolerance=principle.tolerance,
            validity=ALWAYS,
            applied=say(f"rulebook.{principle.applied}"),
        )


def _shared(one: Validity, other: Validity) -> Validity:
    """The days on which both hold."""
    starts = [span.start for span in (one, other) if span.start]
    ends = [span.end for span in (one, other) if span.end]
    return Validity(max(starts, default=None), min(ends, default=None))
