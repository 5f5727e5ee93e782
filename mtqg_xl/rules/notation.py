"""The notation the forms print: ``3=1+2``, ``4=3/1*100``, ``9=1-2-3-4+5+6+7+8``.

Added to it, for what forms say in words: ``<=`` and ``>=``, parentheses, ranges in ``sum(3.1:3.19)``,
``wsum(...)`` weighted by the rows' weights, ``min(...)``, a fixed cell ``[row;column]``, a cell of
another form ``BM16[DA5;K7]`` or of the previous report ``BM16@truoc[.;G12]``, ``count(#CT;4="Điện")`` for
the lines of a list, and ``{20}`` for a number that is also a code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from mtqg_xl.messages import DefinitionProblem
from mtqg_xl.rules.expressions import (
    Add,
    Call,
    Counted,
    Divide,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Place,
)

_TOKEN = re.compile(
    r"\s*(?:(?P<literal>\{\d+(?:\.\d+)?\})"
    r"|(?P<place>(?:[A-Z][A-Z0-9_.]*(?:@truoc)?)?\[[^\];]+;[^\]]+\])"
    r"|(?P<count>count\([^)]*\))"
    r"|(?P<function>sum|wsum|min)(?=\()"
    r"|(?P<name>#?[\w.]+(?::[\w.]+)?)"
    r"|(?P<sign><=|>=|[=+\-*/(),]))"
)
_COUNT = re.compile(r'count\(\s*([^;]+?)\s*;\s*([^="]+?)\s*(?:=\s*"([^"]*)"\s*)?\)')
FUNCTIONS = ("sum", "wsum", "min", "count")


@dataclass(frozen=True, slots=True)
class Statement:
    """A rule as written: two sides and what stands between them (``=``, ``<=`` or ``>=``)."""

    left: Node
    sign: str
    right: Node


def parse_relation(text: str) -> Statement:
    """Parse a rule; :class:`DefinitionProblem` names the place that cannot be read."""
    return _Parser(text).relation()


def parse_expression(text: str) -> Node:
    """Parse one side of a rule."""
    return _Parser(text).whole_expression()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[tuple[str, str]] = []
        position = 0
        body = text.rstrip()
        while position < len(body):
            match = _TOKEN.match(body, position)
            if match is None:
                raise self._problem(body[position:])
            self._tokens.append((match.lastgroup or "", match[match.lastgroup or 0]))
            position = match.end()
        self._at = 0

    def relation(self) -> Statement:
        left = self._sum()
        kind, sign = self._take()
        if kind != "sign" or sign not in ("=", "<=", ">="):
            raise self._problem(sign)
        right = self._sum()
        self._end()
        return Statement(left, sign, right)

    def whole_expression(self) -> Node:
        node = self._sum()
        self._end()
        return node

    def _sum(self) -> Node:
        terms = [self._signed()]
        while self._peek() in ("+", "-"):
            _, sign = self._take()
            term = self._product()
            terms.append(Negative(term) if sign == "-" else term)
        if len(terms) == 1:
            return terms[0]
        flat: list[Node] = []
        for term in terms:
            flat.extend(term.terms if isinstance(term, Add) else (term,))
        return Add(tuple(flat))

    def _signed(self) -> Node:
        if self._peek() == "-":
            self._take()
            return Negative(self._product())
        return self._product()

    def _product(self) -> Node:
        node = self._factor()
        while self._peek() in ("*", "/"):
            _, sign = self._take()
            if sign == "*":
                node = Multiply(node, self._factor(after_times=True))
            else:
                node = Divide(node, self._factor())
        return node

    def _factor(self, after_times: bool = False) -> Node:
        kind, text = self._take()
        if kind == "literal":
            return Number(Decimal(text[1:-1]))
        if kind == "place":
            form, _, rest = text.partition("[")
            row, _, column = rest[:-1].partition(";")
            return Place(form or None, row.strip(), column.strip())
        if kind == "count":
            match = _COUNT.fullmatch(text)
            if match is None:
                raise self._problem(text)
            return Counted(match[1], match[2], match[3])
        if kind == "function":
            return self._call(text)
        if kind == "name":
            # "*100" turns a quotient into a percentage on every form, whatever column 100 may be.
            return Number(Decimal(100)) if after_times and text == "100" else Name(text)
        if text == "(":
            node = self._sum()
            if self._take()[1] != ")":
                raise self._problem("(")
            return node
        raise self._problem(text)

    def _call(self, function: str) -> Node:
        self._take()
        arguments = [self._sum()]
        while self._peek() == ",":
            self._take()
            arguments.append(self._sum())
        if self._take()[1] != ")":
            raise self._problem(function)
        return Call(function, tuple(arguments))

    def _peek(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def _take(self) -> tuple[str, str]:
        if self._at >= len(self._tokens):
            raise self._problem("…")
        self._at += 1
        return self._tokens[self._at - 1]

    def _end(self) -> None:
        if self._at < len(self._tokens):
            raise self._problem(self._tokens[self._at][1])

    def _problem(self, at: str) -> DefinitionProblem:
        return DefinitionProblem("notation", text=self._text, at=at)
