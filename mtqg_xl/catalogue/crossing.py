"""Rules between forms, from ``data/cross_rules.yaml``."""

from __future__ import annotations

import re
from functools import cache

from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.catalogue.loader import edit_rule
from mtqg_xl.catalogue.schema import RuleText
from mtqg_xl.domain.forms import EditRule

_FORM = re.compile(r"([A-Z]+\d*)\[")


@cache
def cross_rules() -> tuple[EditRule, ...]:
    """All rules between forms."""
    texts = read(folder("data") / "cross_rules.yaml", tuple[RuleText, ...])
    return tuple(edit_rule(text) for text in texts)


def forms_in(rule: EditRule) -> frozenset[str]:
    """The codes of the forms that a rule between forms speaks of."""
    return frozenset(_FORM.findall(rule.notation))
