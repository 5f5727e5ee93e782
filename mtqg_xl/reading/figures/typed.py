"""A figure typed as text with what stands around it: a unit, a percent sign, a note in brackets."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from mtqg_xl.domain.units import fold
from mtqg_xl.reading.figures.numbers import HARD_BLANK, Reading, readings

_FIGURE = re.compile(
    rf"(?P<open>\(?)\s*(?:(?P<lead>[^\W\d]+)\s+)?"
    rf"(?P<number>[+-]?\d(?:[\d.,'\u2019{HARD_BLANK} ]*\d)?)(?P<rest>.*)",
    re.DOTALL,
)
#: Words before a figure that change nothing about it, folded.
_LEADS: Final = frozenset({"dat", "bang", "la", "chiem"})
#: What may follow a percent sign: the share of the plan that was reached.
_OF_PLAN: Final = frozenset(
    {"kh", "ke hoach", "so voi kh", "so voi ke hoach", "kh nam", "ke hoach nam", "kh giao"}
)
_NOTE = re.compile(r"(?P<unit>[^()]*)\((?P<note>[^()]*)\)\s*")
#: A unit has no digits of its own, but for the raised ones that were typed on the line.
_UNIT = re.compile(r"(?:k?m\s?[23\u00b2\u00b3]|[^\d()+=;,:-]+)\.?", re.IGNORECASE)


#: Nothing longer is a figure with its unit.
_LONGEST: Final = 100
_END_SIGNS: Final = frozenset(".;:")


class Typed(NamedTuple):
    """A figure typed as text: every meaning of it, the likeliest first, and what stands around it."""

    figure: str
    meanings: tuple[Reading, ...]
    unit: str = ""
    percent: bool = False
    note: str = ""


def typed_figure(body: str) -> Typed | None:
    """The one figure that the cleaned text ``body`` writes; ``None`` when it says something else.

    ``105,75%KH`` and ``(đạt 25,2%KH)`` are rates; ``05 xã`` has the unit ``xã``; what stands in brackets
    behind a figure is a note, as long as it holds no figures itself.
    """
    found = _FIGURE.fullmatch(body) if len(body) <= _LONGEST else None
    if found is None:
        return None
    rest = found["rest"].strip(f" {HARD_BLANK}")
    rest = "" if rest in _END_SIGNS else rest
    if found["open"]:
        if not rest.endswith(")") or not (found["lead"] or "%" in rest):
            return None
        rest = rest[:-1].rstrip()
    if found["lead"] and fold(found["lead"]) not in _LEADS:
        return None
    meanings = readings(found["number"])
    if not meanings:
        return None
    percent = rest.startswith("%")
    rest = rest[1:].lstrip(f" {HARD_BLANK}") if percent else rest
    if percent and fold(rest).strip(" .") in _OF_PLAN:
        rest = ""
    note = ""
    if (noted := _NOTE.fullmatch(rest)) is not None:
        rest, note = noted["unit"].strip(f" {HARD_BLANK}"), noted["note"].strip()
        if any(sign.isdigit() for sign in note):
            return None
    if rest and (percent or not _UNIT.fullmatch(rest)):
        return None
    return Typed(found["number"], meanings, rest, percent, note)
