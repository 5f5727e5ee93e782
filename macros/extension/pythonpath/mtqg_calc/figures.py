"""Figures and formulas of the exchange, whatever separators the computer is set to."""

from __future__ import annotations

import re

MOST_DIGITS = 15
_DECIMAL = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
_TEXT_OR_MARK = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'|[,!]')


def in_calc(formula: str) -> str:
    """A formula of Excel as the programs of Calc write it: ``;`` between arguments, ``.`` behind a sheet."""
    return _TEXT_OR_MARK.sub(lambda found: {",": ";", "!": "."}.get(found[0], found[0]), formula)


def is_decimal(text: str) -> bool:
    """Whether a text is a decimal such as ``-26844.5`` with no more digits than a cell can hold."""
    if not _DECIMAL.fullmatch(text):
        return False
    return len(text.lstrip("-").replace(".", "").lstrip("0")) <= MOST_DIGITS


def holds_still(now: object, was: str) -> bool:
    """Whether what a cell holds ``now`` (None, a float or a text) is what the engine saw in it."""
    if now is None:
        return not was
    if isinstance(now, float):
        return is_decimal(was) and abs(now - float(was)) <= 1e-9 * (1 + abs(now))
    return now == was
