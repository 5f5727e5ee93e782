"""All forms that the sheets of a workbook hold, found by what is printed on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.questions import Question
from mtqg_xl.domain.submissions import Remark
from mtqg_xl.messages import say
from mtqg_xl.reading.heading import period_in
from mtqg_xl.reading.tables.asking import form_question
from mtqg_xl.reading.tables.assembled import Assembled
from mtqg_xl.reading.tables.assembly import Around, assemble
from mtqg_xl.reading.tables.choosing import Claim, best_place, choose, claims_on, same_place
from mtqg_xl.reading.tables.continuing import rows_elsewhere
from mtqg_xl.reading.tables.heads import find_heads, label_hits, labels_of, may_hold
from mtqg_xl.reading.tables.likely import likeness_of
from mtqg_xl.reading.tables.lines import printed_lines
from mtqg_xl.reading.tables.model import Head
from mtqg_xl.reading.tables.pieces import share_rows
from mtqg_xl.reading.tables.planes import Plane
from mtqg_xl.reading.tables.shapes import shapes_of

_SHARE = 0.5
_LABELS = 0.3
_WHOLE = 0.8
#: So many of the rows must be repeated beside columns that stand on another sheet.
_REPEATED = 0.6
_TITLE_ROWS = 14


@dataclass(slots=True)
class Found:
    """The forms found, why some places were refused, and what is asked."""

    forms: list[Assembled] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def find_tables(
    planes: Sequence[Plane], forms: Iterable[Form], recorded: Mapping[str, str], around: Around
) -> Found:
    """The forms among ``forms`` (concrete, without units and lines) that ``planes`` hold.

    ``recorded`` names the form of a sheet where a template noted it.
    """
    found = Found()
    known = list(forms)
    kept: list[Claim] = []
    for plane in planes:
        noted = recorded.get(plane.name)
        beside = [other for other in planes if other.name == plane.name]
        if noted and len(beside) > 1 and best_place(beside, known, noted) is not plane:
            noted = None
        claims, rivals = choose(claims_on(plane, known, noted))
        kept += claims
        if not claims and not rivals:
            found.reasons += _nearly(plane, known)
        for place in rivals:
            question = form_question(place)
            answer = around.answers.get(question.code)
            chosen = next((c for c in place.claims if c.head.form.code == answer), None)
            if chosen is not None:
                kept.append(chosen)
            elif answer is None:
                found.questions.append(question)
                names = ", ".join(dict.fromkeys(c.head.form.number for c in place.claims))
                found.reasons.append(
                    say("reading.sheet", sheet=plane.name, reason=say("headings.several_forms", forms=names))
                )
    by_form: dict[str, list[Claim]] = {}
    for claim in kept:
        by_form.setdefault(claim.head.form.code, []).append(claim)
    taken = {claim.head.plane.name for claim in kept}
    for claims in by_form.values():
        own = _of_period(claims, around, found)
        sections = [_section(own, kept, at) for at in range(len(own[0].head.form.sections))]
        for at, heads in enumerate(sections):
            loose = [plane for plane in planes if plane.name not in taken]
            further = (*rows_elsewhere(heads, loose), *_parts_elsewhere(heads, at, planes, kept, around))
            heads += [head for head in further if not _of_another_period(head, around)]
        _cut_bodies([head for heads in sections for head in heads])
        named = any(claim.likeness.named for claim in own)
        result = assemble(own[0].head.form, sections, around, named=named)
        if isinstance(result, Assembled):
            found.forms.append(result)
        else:
            sheets = "”, “".join(dict.fromkeys(claim.head.plane.name for claim in own))
            found.reasons.append(say("reading.sheet", sheet=sheets, reason=result))
    return found


def _nearly(plane: Plane, forms: Sequence[Form]) -> list[str]:
    """Why a form whose columns all stand on a plane was not taken: the rows are others."""
    best: tuple[float, str] | None = None
    for form in forms:
        for head in find_heads(plane, form, 0) if may_hold(plane, form) else ():
            likeness = likeness_of(head, None)
            if likeness.columns < _WHOLE or (best is not None and best[0] >= likeness.columns):
                continue
            labels = [row.label for row in form.rows if row.section == 0 and row.label][:4]
            reason = say("headings.rows_lost", form=form.number, rows="; ".join(labels))
            best = likeness.columns, say("reading.sheet", sheet=plane.name, reason=reason)
    return [best[1]] if best else []


def _of_period(claims: list[Claim], around: Around, found: Found) -> list[Claim]:
    """Of copies of a form, those of the period reported: a sheet of last year may have been left in."""
    if len(claims) < 2:
        return claims
    shown = {id(claim): _period_over(claim.head) for claim in claims}
    own = [claim for claim in claims if shown[id(claim)] == around.period]
    other = [claim for claim in claims if shown[id(claim)] not in (None, around.period)]
    if not own or not other:
        return claims
    for claim in other:
        values = {"form": claim.head.form.number, "used": own[0].head.plane.name}
        found.remarks.append(Remark("form_twice", None, claim.head.plane.name, "", values=values))
    return [claim for claim in claims if claim not in other]


def _of_another_period(head: Head, around: Around) -> bool:
    return _period_over(head) not in (None, around.period)


def _period_over(head: Head) -> object:
    top = head.columns.block.top
    for row in range(top - 1, max(0, top - _TITLE_ROWS), -1):
        for column in head.plane.by_row.get(row, ()):
            text = head.plane.printed(row, column)
            if text.lower().startswith("kỳ báo cáo") and (period := period_in(text)) is not None:
                return period
    return None


def _section(claims: Sequence[Claim], all_claims: Sequence[Claim], section: int) -> list[Head]:
    """The heads of one section under those of the first, each in the area that is its own."""
    heads: list[Head] = []
    for claim in claims:
        first = claim.head
        limit = _limit(first, all_claims)
        if section == 0:
            first.end = min(first.end, limit)
            heads += [first, *_next_pages(first, limit)]
            continue
        block = first.columns.block
        area = (block.last + 1, block.left, limit, block.right)
        for head in find_heads(first.plane, first.form, section, area):
            if _belongs(head):
                heads += [head, *_next_pages(head, limit)]
                break
    return heads


def _next_pages(head: Head, limit: int) -> list[Head]:
    """The heads of the same table printed again on its next pages, with the rows that go on under them."""
    block = head.columns.block
    area = (block.last + 1, block.left, limit, block.right)
    pages = [head]
    for other in find_heads(head.plane, head.form, head.section, area):
        if _goes_on(pages[-1], other):
            pages.append(other)
    return pages[1:]


def _goes_on(upper: Head, head: Head) -> bool:
    """Whether ``head`` stands right under the rows of ``upper``, has its columns and other rows."""
    if upper.columns.bound != head.columns.bound or upper.stub != head.stub:
        return False
    above = max((row for row in head.plane.by_row if row < head.columns.block.top), default=0)
    lines, spots = printed_lines([upper])
    filled = [spot.at for line, spot in zip(lines, spots, strict=True) if line.figures or line.number]
    return bool(filled) and filled[-1] == above and not share_rows(upper, head)


def _parts_elsewhere(
    heads: Sequence[Head], section: int, planes: Sequence[Plane], claims: Sequence[Claim], around: Around
) -> list[Head]:
    """Columns that the sheets of ``heads`` lack and that stand on another with the same rows beside them."""
    if not heads:
        return []
    there = {key for head in heads for key in head.columns.bound}
    there |= {doubt.column for head in heads for doubt in head.columns.doubts}
    shape = shapes_of(heads[0].form)[section]
    lost = {heading.column for heading in shape.headings} - there
    found: list[Head] = []
    own = {head.plane.name for head in heads}
    for plane in planes if lost else ():
        if plane.name in own:
            continue
        for head in find_heads(plane, heads[0].form, section, only=lost):
            others = (claim.head for claim in claims if claim.head.form.code != head.form.code)
            if _of_another_period(head, around) or any(same_place(other, head) for other in others):
                continue  # another form may well have such a column and such rows
            if head.columns.bound and not head.columns.doubts and _same_rows(heads[0], head):
                found.append(head)
                lost -= head.columns.bound.keys()
    return found


def _same_rows(one: Head, other: Head) -> bool:
    first, second = labels_of(one), labels_of(other)
    return len(first & second) >= max(1, _REPEATED * len(first))


def _cut_bodies(heads: Sequence[Head]) -> None:
    """Every body ends where the next table of the form begins in the same columns."""
    for head in heads:
        block = head.columns.block
        for other in heads:
            below = other.columns.block
            apart = below.right < block.left or block.right < below.left
            if other.plane is head.plane and below.top > block.last and not apart:
                head.end = min(head.end, below.top - 1)


def _limit(head: Head, claims: Sequence[Claim]) -> int:
    """The last row that may belong to a form: above the next one beginning in the same columns."""
    block = head.columns.block
    below = [
        other.head.columns.block.top
        for other in claims
        if other.head.plane is head.plane
        and other.head.columns.block.top > block.last
        and not (other.head.columns.block.right < block.left or block.right < other.head.columns.block.left)
    ]
    return min([top - 1 for top in below], default=head.plane.sheet.rows_used)


def _belongs(head: Head) -> bool:
    labels = shapes_of(head.form)[head.section].labels
    return head.columns.share >= _SHARE and (
        len(labels) < 2 or label_hits(head) >= max(1, _LABELS * len(labels))
    )
