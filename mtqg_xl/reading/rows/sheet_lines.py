"""The lines of a sheet made ready: labels that go on in the next line joined, numbers taken out of labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mtqg_xl.reading.rows.labels import bare_key, is_continued, split_number
from mtqg_xl.reading.rows.likeness import likeness
from mtqg_xl.reading.rows.model import Line
from mtqg_xl.reading.rows.numbers import NumberKey, number_key
from mtqg_xl.reading.text.keys import match_key
from mtqg_xl.reading.text.totals import is_total

#: A label is not spread over more lines than this.
_SPREAD = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """One or several lines of a sheet that make one row; ``line`` is the one with the figures.

    ``doubtful`` is the key of another row that the line alone would be.
    """

    line: Line
    number: NumberKey
    key: str
    parts: tuple[Line, ...]
    doubtful: str = ""


class _Labels:
    """The labels of the form, to know a label that is written in another way."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = frozenset(key for key in keys if key)
        self._bare: dict[str, set[str]] = {}
        for key in self.keys:
            self._bare.setdefault(bare_key(key), set()).add(key)
        totals = [key for key in sorted(self.keys) if is_total(key)]
        self._total = totals[0] if len(totals) == 1 else ""

    def known(self, key: str, loosely: bool = True) -> str:
        """The label of the form that ``key`` is, empty when none.

        ``loosely`` also without "in which", and the only total of the form by any name and with a slip.
        """
        if key in self.keys:
            return key
        alike = self._bare.get(bare_key(key), set()) if loosely else set()
        if len(alike) == 1:
            return next(iter(alike))
        if is_total(key) or (loosely and self._total and likeness(key, self._total) is not None):
            return self._total
        return ""


def ready(lines: Sequence[Line], keys: Sequence[str]) -> list[Seen]:
    """The lines that say or hold something, in the order of the sheet. ``keys``: the labels of the form."""
    labels = _Labels(keys)
    seen: list[Seen] = []
    at = 0
    while at < len(lines):
        one = _joined(lines, at, labels) or _alone(lines[at], labels)
        repeated = not one.line.figures and is_continued(match_key(one.line.label))
        if (one.key or one.line.figures) and not repeated:
            seen.append(one)
        at += len(one.parts)
    return seen


def _alone(line: Line, labels: _Labels) -> Seen:
    number, key = number_key(line.number), match_key(line.label)
    known = labels.known(key, bool(number) or line.figures)
    if not known and (split := split_number(line.label)) is not None:
        inside, rest = number_key(split[0]), match_key(split[1])
        if (not number or number == inside) and inside:
            known = labels.known(rest)
            if known or not number:
                return Seen(line, inside, known or rest, (line,))
    return Seen(line, number, known or key, (line,))


def _joined(lines: Sequence[Line], at: int, labels: _Labels) -> Seen | None:
    """A label that goes on in the lines below, where only together they are a label of the form."""
    first = lines[at]
    if not first.label:
        return None
    own = _alone(first, labels)
    parts = [first]
    for line in lines[at + 1 : at + _SPREAD]:
        if line.number.strip() or not line.label or line.at - parts[-1].at > 1:
            return None
        if match_key(line.label) in labels.keys or sum(part.figures for part in [*parts, line]) > 1:
            return None
        parts.append(line)
        text = Line(first.at, first.number, " ".join(part.label for part in parts), False)
        together = _alone(text, labels)
        if together.key in labels.keys:
            held = next((part for part in parts if part.figures), first)
            doubtful = own.key if own.key in labels.keys and own.key != together.key else ""
            return Seen(held, together.number, together.key, tuple(parts), doubtful)
    return None
