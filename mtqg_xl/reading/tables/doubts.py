"""Columns that codes and headings leave open: tried by what the relations say, else put as a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import permutations

from mtqg_xl.reading.tables.closing import Closing
from mtqg_xl.reading.tables.columns import Columns, Doubt

Chosen = dict[str, int]
#: What the relations say of the columns chosen.
Trial = Callable[[Chosen], Closing]

_ENOUGH = 3
_CLOSES = 0.9
_FAILS = 0.6
_ALL_ORDERS = 4


def settle(columns: Columns, order: Sequence[str], trial: Trial) -> Chosen:
    """The doubtful columns that the relations settle, with their places; empty when they do not.

    ``order`` are the columns of the form as it prints them.
    """
    settled: Chosen = {}
    for group in _groups(columns.doubts):
        found = _settled(group, order, columns, trial) or _last_one(group, order, columns)
        if found:
            settled |= found
    return settled


def _settled(group: Sequence[Doubt], order: Sequence[str], columns: Columns, trial: Trial) -> Chosen:
    options = list(_options(group, order))
    if not options:
        return {}
    heard = sorted(((trial(option), option) for option in options), key=lambda one: -one[0].share)
    best, chosen = heard[0]
    if best.tried < _ENOUGH or best.share < _CLOSES:
        return {}
    if len(options) > 1:
        return chosen if heard[1][0].share <= _FAILS and _all_speak(chosen, trial) else {}
    whole = not columns.missing and not columns.strays
    return chosen if whole and len(group) > 1 and _all_speak(chosen, trial) else {}


def _last_one(group: Sequence[Doubt], order: Sequence[str], columns: Columns) -> Chosen:
    """The one column of the form left over, where one of the sheet is left between its neighbours."""
    if len(columns.doubts) != 1 or columns.missing or len(group[0].places) != 1:
        return {}
    doubt, place = group[0], group[0].places[0]
    if columns.codes.get(place):
        return {}  # a code that says something else, or words that do
    at = order.index(doubt.column)
    before = columns.bound.get(order[at - 1]) if at else None
    after = columns.bound.get(order[at + 1]) if at + 1 < len(order) else None
    if (
        before not in (None, place - 1)
        or after not in (None, place + 1)
        or (before is None and after is None)
    ):
        return {}
    return {doubt.column: place}


def _all_speak(chosen: Chosen, trial: Trial) -> bool:
    """Whether some relation was heard about every column chosen: the silent ones could be anything."""
    return all(trial({key: at}).tried >= 1 for key, at in chosen.items()) if len(chosen) == 1 else True


def _groups(doubts: Sequence[Doubt]) -> Iterator[list[Doubt]]:
    """Doubts about the same places belong together."""
    rest = list(doubts)
    while rest:
        group = [rest.pop(0)]
        places = set(group[0].places)
        grown = True
        while grown:
            near = [doubt for doubt in rest if places & set(doubt.places)]
            grown = bool(near)
            for doubt in near:
                rest.remove(doubt)
                group.append(doubt)
                places |= set(doubt.places)
        yield group


def _options(group: Sequence[Doubt], order: Sequence[str]) -> Iterator[Chosen]:
    """The ways to give the doubtful columns places of their own: all of few, in the form's order of many."""
    wanted = sorted(group, key=lambda doubt: order.index(doubt.column))
    places = sorted({place for doubt in group for place in doubt.places})
    if len(places) < len(wanted):
        return
    allowed: Mapping[str, set[int]] = {doubt.column: set(doubt.places) for doubt in wanted}
    if len(wanted) <= _ALL_ORDERS and len(places) <= _ALL_ORDERS + 1:
        for some in permutations(places, len(wanted)):
            chosen = {doubt.column: at for doubt, at in zip(wanted, some, strict=True)}
            if all(at in allowed[key] for key, at in chosen.items()):
                yield chosen
    elif len(places) == len(wanted):
        chosen = {doubt.column: at for doubt, at in zip(wanted, places, strict=True)}
        if all(at in allowed[key] for key, at in chosen.items()):
            yield chosen
