"""Rules between forms and between periods, from ``data/cross/*.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import product

import msgspec

from mtqg_xl.catalogue.building import edit_rule
from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.catalogue.schema import CrossRuleText
from mtqg_xl.domain.forms import EditRule
from mtqg_xl.domain.periods import Period

#: Stands after the code of a form of the previous report: ``RS02@truoc[.;9]``.
BEFORE = "@truoc"
_FORM = re.compile(r"([A-Z][A-Z0-9_.]*(?:@truoc)?)\[")
_SLOT = re.compile(r"<([a-z][a-z0-9_]*)>")


@cache
def cross_rules() -> tuple[EditRule, ...]:
    """All rules between forms and between periods."""
    files = sorted(folder("data", "cross").iterdir(), key=lambda item: item.name)
    return tuple(
        replace(
            edit_rule(one),
            home=one.home,
            previous=one.previous,
            links=one.link,
            periods=frozenset(kind.value for kind in one.periods),
        )
        for file in files
        for text in read(file, tuple[CrossRuleText, ...])
        for one in _written_out(text)
    )


@cache
def forms_in(rule: EditRule) -> frozenset[str]:
    """The codes of the forms that a rule speaks of; those of the previous report end in ``@truoc``."""
    found = frozenset(_FORM.findall(rule.notation))
    return found | {rule.home} if rule.home else found


def in_force(rule: EditRule, period: Period | None) -> bool:
    """Whether ``rule`` applies to reports of ``period``; a period that is not known excludes nothing."""
    if period is None:
        return True
    return rule.validity.holds(period.day) and (not rule.periods or period.kind.value in rule.periods)


def _written_out(text: CrossRuleText) -> Iterator[CrossRuleText]:
    """The rules that ``for`` and ``times`` stand for; the text itself without them."""
    names = list(text.times)
    for given in text.for_ or ({},):
        for values in product(*(text.times[name] for name in names)):
            slots = {**given, **dict(zip(names, values, strict=True))}
            yield _filled(text, slots) if slots else text


def _filled(text: CrossRuleText, slots: dict[str, str]) -> CrossRuleText:
    def fill(words: str) -> str:
        return _SLOT.sub(lambda match: slots.get(match[1], match[0]), words)

    def fill_all(words: Iterable[str]) -> tuple[str, ...]:
        return tuple(fill(word) for word in words)

    return msgspec.structs.replace(
        text,
        id=fill(text.id),
        rule=fill(text.rule),
        why=fill(text.why),
        todo=fill(text.todo),
        home=fill(text.home) if text.home else None,
        rows=fill_all(text.rows),
        columns=fill_all(text.columns),
        for_=(),
        times={},
    )
