"""What a text in a figure cell means there: the figures it may stand for, or why it is not read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from mtqg_xl.catalogue import find_measure_label, words
from mtqg_xl.domain.cells import State
from mtqg_xl.domain.measures import Measure, MeasureKind
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.domain.units import fold
from mtqg_xl.messages import say
from mtqg_xl.reading.figures.cleaning import clean
from mtqg_xl.reading.figures.numbers import HARD_BLANK, Manner, Reading, may_be_several, readings
from mtqg_xl.reading.figures.seeming import digits_for_letters, seems
from mtqg_xl.reading.figures.typed import Typed, typed_figure

_NOTHING: Final[Mapping[str, str]] = {}
_BARE: Final = re.compile(r"[ \t\n]*[+-]?[0-9][0-9.,]*[ \t\n]*")
_WORDS_AND_NOTE: Final = re.compile(r"([^\d()]+?) *\([^()]*\)")
#: A longer text is a paragraph, whatever figures stand in it.
_LONGEST: Final = 1000
_DASHES: Final = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015_")
_DOTS: Final = frozenset(".\u2026 ")
#: Words that may mean nought, nothing to tell, or not known: the sender has to say which. Folded.
_UNCLEAR: Final = frozenset(
    [
        *(
            "khong",
            "ko",
            "k",
            "khg",
            "n/a",
            "na",
            "?",
            "nhu tren",
            "nt",
            "chua phat sinh",
            '"',
            "''",
            "//",
            "khong ro",
        ),
        *("chua ro", "khong co so lieu", "chua co so lieu", "chua bao cao", "dang tong hop"),
    ]
)


class Meaning(NamedTuple):
    """What a text in a figure cell means.

    ``readings`` are in the measure of the form, the likeliest first; the first counts when ``state`` is
    ``REPORTED``. ``code`` is the remark to make, with its ``values``; none when there is nothing to tell.
    """

    state: State
    readings: tuple[Reading, ...] = ()
    code: str | None = None
    values: Mapping[str, str] = _NOTHING


def meaning_of(text: str, measure: Measure, written: Measure) -> Meaning:
    """What ``text`` means in a cell of ``measure``, on a sheet that writes such figures in ``written``."""
    if _BARE.fullmatch(text) and (meanings := readings(text.strip())):
        # The commonest text by far: nothing around the figure.
        return _figure(Typed(text, meanings), written, measure, written, marked=False)
    if len(text) > _LONGEST and not text.isspace():
        return Meaning(State.UNREAD, (), "not_a_figure", _seeming(text[:_LONGEST]))
    if (said := _said(text)) is not None:
        return Meaning(said)
    zero, not_applicable = words()
    body, marked = clean(text)
    plain = fold(body).strip(" ;,") if len(body) > 1 else fold(body)
    if not plain or _DOTS.issuperset(body):
        if marked:
            return Meaning(
                State.UNREAD, (), "not_a_figure", {"sort": "footnote", "seems": say("figure.seems_footnote")}
            )
        return Meaning(State.BLANK)
    if plain.rstrip(".") in zero:
        return Meaning(State.ZERO_REPORTED)
    if plain.rstrip(".") in not_applicable or _DASHES.issuperset(body):
        return Meaning(State.NOT_APPLICABLE)
    if plain in _UNCLEAR:
        return Meaning(State.UNREAD, (), "unclear_word")
    noted = _WORDS_AND_NOTE.fullmatch(plain)
    if noted is not None and noted[1] in zero:
        return Meaning(State.ZERO_REPORTED)
    typed = typed_figure(body)
    if typed is None:
        return _unread(body)
    if typed.meanings[0].value == 0 and zero & {fold(typed.note), fold(typed.unit).strip("-\u2013 ")}:
        return Meaning(State.ZERO_REPORTED)
    stated = _stated_measure(typed, measure, written)
    if stated is None:
        values = {"unit": typed.unit or "%", "expected": measure.label or "…"}
        return Meaning(State.UNREAD, (), "unit_differs", values)
    return _figure(typed, stated, measure, written, marked)


@lru_cache(maxsize=1024)
def _said(text: str) -> State | None:
    """What a text of the known words says: a reported zero, or that nothing applies."""
    zero, not_applicable = words()
    folded = fold(text)
    if folded in zero:
        return State.ZERO_REPORTED
    return State.NOT_APPLICABLE if folded in not_applicable else None


def _stated_measure(typed: Typed, measure: Measure, written: Measure) -> Measure | None:
    """The measure that the figure is in; ``None`` when the cell names one that does not fit the form."""
    if typed.percent:
        return written if measure.kind is MeasureKind.RATE and "%" in measure.label else None
    if not typed.unit:
        return written
    if fold(typed.unit).strip(" .") == fold(measure.label):
        return measure
    found = find_measure_label(typed.unit)
    if found is None and not measure.label:
        return written  # the form names no unit of its own: any word may stand there
    return found if found is not None and found.family == measure.family else None


def _figure(typed: Typed, stated: Measure, measure: Measure, written: Measure, marked: bool) -> Meaning:
    possible = typed.meanings
    whole = measure.kind is MeasureKind.COUNT or (stated.kind is MeasureKind.MONEY and stated.scale == 1)
    if whole:
        # Neither things nor đồng are divided: a separator before three digits parts thousands.
        possible = tuple(one for one in possible if one.decimals == 0) or tuple(
            one for one in possible if one.value == one.value.to_integral_value()
        )
        if not possible and measure.kind is MeasureKind.COUNT:
            return Meaning(State.UNREAD, (), "doubtful_count")
        possible = possible or typed.meanings
    found = tuple(in_measure(one, stated, measure) for one in possible)
    best = found[0]
    values = {"read": format_vietnamese(best.value), "unit": measure.label}
    several = best.manner is Manner.BLANKS and may_be_several(typed.figure)
    if len(found) > 1 or several:
        if several and len(set(typed.figure.split(" "))) == 1:
            return Meaning(State.UNREAD, (), "not_a_figure", _seeming(typed.figure, force_several=True))
        code = "doubtful_blanks" if several else "doubtful_text_number"
    elif typed.unit and stated.code != written.code:
        code, values["stated"] = "measure_in_cell", stated.label
    elif whole and len(typed.meanings) > 1:
        code = "text_number_whole"
    elif best.manner in (Manner.ENGLISH, Manner.OTHER):
        code = "english_number"
    elif marked or typed.note or (typed.unit and not measure.label):
        code = "figure_with_note"
    else:
        code = "text_number"
    return Meaning(State.REPORTED, found, code, values)


def in_measure(reading: Reading, stated: Measure, measure: Measure) -> Reading:
    """``reading`` written in ``stated`` as a figure of ``measure``; unchanged when they are no kin."""
    if stated.scale == measure.scale or stated.family != measure.family:
        return reading
    shift = (measure.scale / stated.scale).adjusted()
    return reading._replace(
        value=stated.convert(reading.value, measure), decimals=max(0, reading.decimals + shift)
    )


def _unread(body: str) -> Meaning:
    bare = body.replace(HARD_BLANK, " ")
    for inner in (
        bare[1:-1] if bare[0] == "(" and bare[-1] == ")" else "",
        bare[:-1] if bare[-1] == "-" else "",
        bare[2:] if bare[:2] == "- " else "",
    ):
        found = readings(inner.strip())
        if found and found[0].value > 0:
            shown = format_vietnamese(found[0].value)
            return Meaning(State.UNREAD, (), "sign_unclear", {"plus": shown, "minus": f"-{shown}"})
    repaired = digits_for_letters(bare)
    if repaired is not None and (found := readings(repaired.rstrip("%"))):
        values = {"proposed": format_vietnamese(found[0].value)}
        return Meaning(State.UNREAD, (), "letters_in_figure", values)
    return Meaning(State.UNREAD, (), "not_a_figure", _seeming(body))


def _seeming(body: str, force_several: bool = False) -> dict[str, str]:
    sort, phrase = seems(body.replace(" ", "; ") if force_several else body)
    return {"sort": sort, "seems": phrase} if sort else {}
