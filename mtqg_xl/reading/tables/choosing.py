"""Which form each place of a workbook holds, where several could be meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from mtqg_xl.domain.forms import Form
from mtqg_xl.reading.tables.heads import find_heads, may_hold
from mtqg_xl.reading.tables.likely import Likeness, likeness_of, named_on, under_title_of
from mtqg_xl.reading.tables.model import Head
from mtqg_xl.reading.tables.planes import Plane
from mtqg_xl.reading.tables.shapes import shapes_of
from mtqg_xl.reading.text.keys import match_key

#: The second best form must be this much less likely.
_MARGIN = 0.3
#: Forms recorded or named that stand there this wholly, and all of them, need no comparison with others.
_WHOLE = 0.8
#: A table is looked for on its side on sheets of at most so many rows and columns, and must be plain.
_TURNED = 200
#: So much of the words of a form that is not named may be there by chance.
_OTHERS = 0.25
_SIDEWAYS = 0.6
_LABELS = 0.5


@dataclass(frozen=True, slots=True)
class Claim:
    """A form that claims a place, and what speaks for it."""

    head: Head
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Rivals:
    """A place that several forms claim with equal right, the likeliest first."""

    claims: tuple[Claim, ...]


def best_place(planes: Sequence[Plane], forms: Iterable[Form], code: str) -> Plane | None:
    """Of the parts of one sheet that which is likeliest to hold form ``code``, by what is printed."""
    own = [form for form in forms if form.code == code]
    scores = {
        at: max((claim.likeness.score for claim in _claims(plane, own, None)), default=0.0)
        for at, plane in enumerate(planes)
    }
    return planes[max(scores, key=scores.__getitem__)] if scores else None


def claims_on(plane: Plane, forms: Iterable[Form], noted: str | None) -> list[Claim]:
    """All forms that claim a place on the plane, upright or, where that shows much more, on its side.

    ``noted`` is the form that the template recorded for the sheet, if any.
    """
    known = list(forms)
    named = named_on(plane) | ({noted} if noted else set())
    if named:
        own = _claims(plane, [form for form in known if form.code in named], noted)
        whole = [c for c in own if c.likeness.columns >= _WHOLE and c.likeness.labels >= _WHOLE]
        if len(whole) == len(own) == len(named) and not _shows_another(plane, known, named):
            return whole
    titles = frozenset(match_key(form.title) for form in known)
    upright = [
        claim
        for claim in _claims(plane, known, noted)
        if claim.likeness.named or not under_title_of(claim.head, titles)
    ]
    if max(plane.sheet.rows_used, plane.sheet.columns_used) > _TURNED:
        return upright
    standing = {claim.head.form.code for claim in upright}
    rest = [form for form in known if form.code not in standing]
    turned = _claims(plane.on_its_side, rest, noted)
    return upright + [
        claim for claim in turned if claim.likeness.columns >= _SIDEWAYS and claim.likeness.labels >= _LABELS
    ]


def _shows_another(plane: Plane, forms: Iterable[Form], named: Collection[str]) -> bool:
    """Whether headings stand on a plane that only a form not named there has."""
    known = list(forms)
    own = {key for form in known if form.code in named for key in _words(form)}
    for form in known:
        words = _words(form)
        if form.code not in named and len((words & plane.by_key.keys()) - own) >= _OTHERS * len(words):
            return True
    return False


def _words(form: Form) -> frozenset[str]:
    return shapes_of(form)[0].vocabulary


def _claims(plane: Plane, forms: Iterable[Form], noted: str | None) -> list[Claim]:
    found: list[Claim] = []
    for form in forms:
        if form.code == noted or may_hold(plane, form):
            likely = [Claim(head, likeness_of(head, noted)) for head in find_heads(plane, form, 0)]
            found += _recorded_once([claim for claim in likely if claim.likeness.enough])
    return found


def _recorded_once(claims: list[Claim]) -> list[Claim]:
    """The template noted one table of a form: of several places the likeliest is that one."""
    best = max(claims, key=lambda claim: claim.likeness.score, default=None)
    return [
        claim if claim is best else Claim(claim.head, replace(claim.likeness, recorded=False))
        for claim in claims
    ]


def choose(claims: Sequence[Claim]) -> tuple[list[Claim], list[Rivals]]:
    """The claims that hold, and the places where none can be told to be right."""
    kept: list[Claim] = []
    open_places: list[Rivals] = []
    rest = sorted(claims, key=lambda claim: -claim.likeness.score)
    while rest:
        first, *others = rest
        rivals = [other for other in others if same_place(first.head, other.head)]
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


def same_place(one: Head, other: Head) -> bool:
    """Whether two heads lie over each other, so that only one of them can be right."""
    if one.plane.name != other.plane.name or one.plane.turned != other.plane.turned:
        return False
    first, second = one.columns.block, other.columns.block
    apart = first.right < second.left or second.right < first.left
    return not apart and first.top <= second.last and second.top <= first.last
