"""A relation in words: which printed rule it is, with the codes officials see on the form."""

from __future__ import annotations

from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.messages import say
from mtqg_xl.rules.bind import Relation
from mtqg_xl.rules.expressions import Add, Call, Divide, Multiply, Negative, Node, Number, Ref, Tally

_SIGNS = {"=": "=", "<=": "≤", ">=": "≥"}
_LONG = 6


def in_words(relation: Relation, name: dict[CellKey, str]) -> str:
    """``relation`` with every cell named by ``name``: ``K3 = K1 + K2``."""
    return f"{_say(relation.left, name)} {_SIGNS[relation.sign]} {_say(relation.right, name)}"


def _say(node: Node, name: dict[CellKey, str]) -> str:
    match node:
        case Number(value):
            return format_vietnamese(Decimal(value))
        case Ref(key):
            return name[key]
        case Negative(term):
            return f"−{_inside(term, name)}"
        case Multiply(left, right):
            return f"{_inside(left, name)} × {_inside(right, name)}"
        case Divide(left, right):
            return f"{_inside(left, name)} : {_inside(right, name)}"
        case Add(terms):
            said = [_say(term, name) for term in terms]
            if len(said) > _LONG:
                said = [*said[:3], "…", said[-1]]
            return " + ".join(said).replace("+ −", "− ")
        case Tally(keys, text):
            if text is None:
                return say("finding.count_lines")
            return say("finding.count_of", column=keys[0].column, text=text)
        case Call(_, arguments):
            return say("finding.smallest", cells="; ".join(_say(part, name) for part in arguments))
        case _:
            raise TypeError(f"unbound rule part: {node!r}")


def _inside(node: Node, name: dict[CellKey, str]) -> str:
    said = _say(node, name)
    return f"({said})" if isinstance(node, Add) else said
