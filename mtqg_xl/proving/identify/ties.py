"""The relations that tie forms of one unit and period together, from the rules between forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from mtqg_xl.catalogue import cross_rules
from mtqg_xl.catalogue.crossing import forms_in
from mtqg_xl.domain.forms import Form
from mtqg_xl.rules import Relation, bind_rule


def relations_between(forms: Iterable[Form], day: date) -> tuple[Relation, ...]:
    """All relations between these concrete forms in force on ``day``; earlier reports are left aside."""
    present = {form.code: form for form in forms}
    return tuple(
        relation
        for rule in cross_rules()
        if rule.previous is None and forms_in(rule) <= present.keys() and rule.validity.holds(day)
        for relation in bind_rule(rule, present, present.get(rule.home or ""))
    )


def neighbours(
    forms: Iterable[Form], others: Iterable[Form], day: date
) -> Iterator[tuple[Form, tuple[Relation, ...]]]:
    """Those of ``others`` that rules tie to ``forms``, each with the relations it brings."""
    present = tuple(forms)
    codes = {form.code for form in present}
    known = set(relations_between(present, day))
    for other in others:
        if other.code in codes:
            continue
        more = relations_between([*present, other], day)
        ties = tuple(relation for relation in more if relation not in known)
        if ties:
            yield other, ties
