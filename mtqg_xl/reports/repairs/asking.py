"""Repairs chosen one by one by a person who is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from mtqg_xl.domain.findings import Confidence
from mtqg_xl.messages import say
from mtqg_xl.reports.repairs.model import Offer, Repair
from mtqg_xl.reports.repairs.telling import offer_lines

#: Shows one line of text with its style.
Show = Callable[[str, str], None]
#: Puts a question and gives what was answered.
Ask = Callable[[str], str]
_YES: Final = frozenset({"c", "có", "co", "y", "yes"})
_NO: Final = frozenset({"k", "không", "khong", "n", "no"})
_STOP: Final = frozenset({"d", "dừng", "dung", "q"})


def asked(offers: Sequence[Offer], ask: Ask, show: Show) -> list[Repair]:
    """What the person who answers ``ask`` wants of ``offers``; what was taken before stopping is kept."""
    if not offers:
        show(say("fix.nothing_offered"), "")
        return []
    show(say("fix.asking", count=len(offers)), "")
    taken: list[Repair] = []
    for offer in offers:
        show("", "")
        for text, style in offer_lines(offer):
            show(text, style)
        answer = _answer(offer, ask, show)
        if answer is None:
            break
        taken += answer
    return taken


def _answer(offer: Offer, ask: Ask, show: Show) -> list[Repair] | None:
    """The way taken, none, or None to stop; asked again until understood."""
    alone = len(offer.ways) == 1
    keys = say("fix.keys_one" if alone else "fix.keys_many")
    # Where several cells may be wrong, a plain yes is an answer only if one of them stands out.
    yes_will_do = alone or (offer.decided and offer.finding.confidence is not Confidence.UNDECIDED)
    while True:
        given = ask(say("fix.question", keys=keys)).strip().casefold()
        if given in _STOP:
            return None
        if given in _NO:
            return []
        if given in _YES and yes_will_do:
            return [offer.ways[0]]
        if given.isascii() and given.isdigit() and 1 <= int(given) <= len(offer.ways):
            return [offer.ways[int(given) - 1]]
        show(say("fix.not_understood", keys=keys), "")
