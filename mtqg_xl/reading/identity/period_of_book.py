"""For which period a workbook is, by what its sheets show, its template recorded and its name tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from mtqg_xl.domain.periods import Period, PeriodKind
from mtqg_xl.messages import say
from mtqg_xl.reading.identity.frame import Frame
from mtqg_xl.reading.identity.paths import PathName, period_by_path
from mtqg_xl.reading.identity.period_words import PeriodHint, single_period
from mtqg_xl.reading.identity.telling import Telling

#: The sheet, what it tells, and the text that tells it.
_Shown = tuple[str, PeriodHint, str]


def period_of_book(
    frames: Mapping[str, Frame], kept: Period | None, path: Sequence[PathName], telling: Telling
) -> Period | None:
    """The period of a workbook with these headings whose template recorded ``kept``.

    A line that is there for the period goes first, then the template, a title that names the kind of
    period, the file and folder names, a day up to which the figures run, and last a year in a title.
    """
    lines = [(name, hint, text, sure) for name, frame in frames.items() for hint, text, sure in _hints(frame)]
    said = [(name, hint, text) for name, hint, text, sure in lines if sure and not hint.until]
    named = period_by_path(path)
    by_name = named.hint.period if named else None
    period = _most_said(said, telling, (kept, by_name))
    if period and kept and period != kept:
        telling.tell("other_period", shown=period.label, recorded=kept.label)
    titles = [(name, hint, text) for name, hint, text, sure in lines if not sure and not hint.until]
    period = period or kept or _by_titles([one for one in titles if not one[1].loose], telling)
    if named and by_name and period is None:
        telling.tell("period_from_name", where=named.name.where, used=by_name.label)
        return by_name
    if named and by_name and period and not agrees(named.hint, period):
        telling.conflict("period_conflict", period.label, by_name.label, named.name.where)
    if period is None:
        until = [(name, hint, text) for name, hint, text, _ in lines if hint.until]
        period = _by_days(until, telling) or _by_titles(titles, telling)
    return period


def agrees(hint: PeriodHint, period: Period) -> bool:
    """Whether a hint may be meant for ``period``."""
    if hint.loose or hint.until or hint.kind is None:
        return hint.year in (None, period.year)
    told = hint.period
    if told is None:
        return hint.kind is period.kind and hint.month in (None, period.month)
    # Reports of a month carry on from January: those of June and of the half-year end on one day.
    alike = hint.meant or PeriodKind.MONTH in (told.kind, period.kind)
    return told == period or (alike and told.day == period.day)


def _hints(frame: Frame) -> list[tuple[PeriodHint, str, bool]]:
    """What the lines of a heading tell, each for itself; of several lines of one kind the first."""
    found: dict[tuple[bool, bool, bool], tuple[PeriodHint, str, bool]] = {}
    for line in frame.lines:
        hint = single_period(line.text)
        if hint is not None:
            found.setdefault((line.of_period, hint.until, hint.loose), (hint, line.text, line.of_period))
    return list(found.values())


def _most_said(said: Sequence[_Shown], telling: Telling, favoured: Sequence[Period | None]) -> Period | None:
    """The period that most sheets say; the others are told.

    Of as many, one that is favoured, else the latest: a sheet of last year may have been left in the book.
    """
    # What a line says outright goes before what it calls by another name.
    outright = [hint.period for _, hint, _ in said if hint.period and not hint.meant]
    periods = outright or [hint.period for _, hint, _ in said if hint.period]
    if not periods:
        return None
    counts = Counter(periods)
    most = [period for period, count in counts.items() if count == max(counts.values())]
    used = next((one for one in favoured if one in most), None) or max(most, key=lambda one: one.day)
    hint, text = next((hint, text) for _, hint, text in said if hint.period == used)
    if hint.meant:
        telling.tell("period_meant", used=used.label, written=text)
    for name, other, _ in said:
        if other.period and other.period != used and not agrees(other, used):
            where = say("whose.sheet", name=name)
            telling.conflict("period_conflict", used.label, other.period.label, where, name)
    return used


def _by_titles(titles: Sequence[_Shown], telling: Telling) -> Period | None:
    """The period that all titles agree on, when nothing better tells it."""
    period = _agreed(titles)
    if period is not None:
        telling.tell("period_from_title", used=period.label, title=titles[0][2])
    return period


def _by_days(until: Sequence[_Shown], telling: Telling) -> Period | None:
    """The period that ends on the day up to which all figures run."""
    period = _agreed(until)
    if period is not None:
        telling.tell("period_meant", used=period.label, written=until[0][2])
    return period


def _agreed(shown: Sequence[_Shown]) -> Period | None:
    periods = {hint.period for _, hint, _ in shown}
    return periods.pop() if len(periods) == 1 else None
