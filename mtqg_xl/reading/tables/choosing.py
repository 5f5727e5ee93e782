"""Which form each place of a workbook holds, where several could be meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mtqg_xl.domain.forms import Form
from mtqg_xl.reading.tables.heads import find_heads, may_hold
from mtqg_xl.reading.tables.likely import Likeness, likeness_of
from mtqg_xl.reading.tables.model import Head
from mtqg_xl.reading.tables.planes import Plane

#: The second best form must be this much less likely.
_MARGIN = 0.3


@dataclass(frozen=True, slots=True)
class Claim:
    """A form that claims a place, and what speaks for it."""

    head: Head
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Rivals:
    """A place that several forms claim with equal right, the likeliest first."""

    claims: tuple[Claim, ...]


def claims_on(plane: Plane, forms: Iterable[Form], recorded: Mapping[str, str]) -> list[Claim]:
    """All forms that claim a place on the plane, upright or, where none does, on its side."""
    noted = recorded.get(plane.name)
    known = list(forms)
    for seen in (plane, plane.on_its_side):
        found = []
        for form in known:
            if form.code == noted or may_hold(seen, form):
                for head in find_heads(seen, form, 0):
                    likeness = likeness_of(head, noted)
                    if likeness.enough:
                        found.append(Claim(head, likeness))
        if found:
            return found
    return []


def choose(claims: Sequence[Claim]) -> tuple[list[Claim], list[Rivals]]:
    """The claims that hold, and the places where none can be told to be right."""
    kept: list[Claim] = []
    open_places: list[Rivals] = []
    rest = sorted(claims, key=lambda claim: -claim.likeness.score)
    while rest:
        first, *others = rest
        rivals = [other for other in others if _same_place(first.head, other.head)]
        near = [r for r in rivals if r.likeness.score > first.likeness.score - _MARGIN and _differs(first, r)]
        if near:
            open_places.append(Rivals((first, *near)))
        else:
            kept.append(first)
        gone = {id(claim) for claim in rivals}
        rest = [claim for claim in others if id(claim) not in gone]
    return kept, open_places


def _differs(one: Claim, other: Claim) -> bool:
    return one.head.form.code != other.head.form.code


def _same_place(one: Head, other: Head) -> bool:
    if one.plane.name != other.plane.name:
        return False
    first, second = one.columns.block, other.columns.block
    apart = first.right < second.left or second.right < first.left
    return not apart and first.top <= second.last and second.top <= first.last
