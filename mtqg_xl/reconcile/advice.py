"""What to do about a disagreement whose cause is not settled: where to look, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mtqg_xl.domain.findings import Confidence
from mtqg_xl.messages import say
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.culprit_findings import in_brackets, said
from mtqg_xl.reconcile.culprits import MOST, Candidate, Root, share
from mtqg_xl.reconcile.groups import Group
from mtqg_xl.reconcile.naming import Names, form_number, with_form_names
from mtqg_xl.rules.judging import Judgement

_TOLD: Final = 4
#: The share of all likelihood from which one candidate is called the likeliest.
_STANDS_OUT: Final = 0.5


def told_candidates(group: Group) -> Sequence[Candidate]:
    """The candidates that a finding lists: the first three where they are likely, else all."""
    if group.root is not None and group.root.confidence is Confidence.LIKELY:
        return group.candidates[:MOST]
    if group.root is not None and group.root.ways:
        named = {item.key: item for way in group.root.ways for item in way}
        return list({**{item.key: item for item in group.candidates}, **named}.values())
    return group.candidates


def likeliest(root: Root, context: Context, names: Names) -> str:
    """The likeliest of several candidates in a sentence; nothing where none stands out."""
    first = root.candidates[0]
    stands_out = share(root.candidates, 1) >= _STANDS_OUT
    if root.confidence is not Confidence.LIKELY or first.proposed is None or not stands_out:
        return ""
    return say("finding.likeliest", way=_way(first, root.failing[0], context, names))


def todo(
    item: Judgement, candidates: Sequence[Candidate], group: Group, context: Context, names: Names
) -> str:
    """The next step for whoever reads the finding."""
    own = with_form_names(item.relation.rule.todo)
    if own and (item.relation.sign != "=" or (group.root is None and len(candidates) > _TOLD)):
        return own
    if group.root is not None and group.root.ways:
        return _whole_ways(group.root, item, context, names)
    told = [candidate for candidate in candidates if candidate.proposed is not None][:_TOLD]
    if not told:
        return own or say("finding.todo_plain")
    ways = say("finding.or").join(_way(candidate, item, context, names) for candidate in told)
    if group.root is not None and group.root.confidence is Confidence.LIKELY:
        more = say("finding.todo_more") if len(group.candidates) > len(told) else ""
        return say("finding.todo_likely", ways=ways) + more
    more = say("finding.todo_more") if len(candidates) > len(told) else ""
    return " ".join(filter(None, (say("finding.todo_ways", ways=ways) + more, _would_decide(group, context))))


def _whole_ways(root: Root, item: Judgement, context: Context, names: Names) -> str:
    """The repairs that explain the relations alike, each of several cells together."""
    ways = [
        say("finding.and").join(_way(candidate, item, context, names) for candidate in way)
        for way in root.ways
    ]
    code = "todo_sets" if len(ways) > 1 else "todo_set"
    return say(f"finding.{code}", ways=say("finding.or").join(ways))


def _way(candidate: Candidate, item: Judgement, context: Context, names: Names) -> str:
    stated = context.figures.stated(candidate.key)
    sheet, cell = names.place(candidate.key)
    if sheet != names.place(item.relation.cells[0])[0]:
        cell = say("finding.on_sheet", cell=cell, sheet=sheet)
    proposed = said(candidate.proposed)
    if stated is None:
        return say("finding.if_blank", cell=cell, proposed=proposed)
    slip = in_brackets(candidate)
    return say("finding.if_wrong", cell=cell, current=said(stated), proposed=proposed, slip=slip)


def _would_decide(group: Group, context: Context) -> str:
    """What is not in the file and would tell which cell it is."""
    if group.root is None:
        return ""
    here = {candidate.key.form for candidate in group.candidates}
    lacking = sorted({form for forms in context.lacking_with(here) for form in forms})
    forms = ", ".join(dict.fromkeys(map(form_number, lacking[:_TOLD])))
    further = [say("finding.decide_forms", forms=forms)] if lacking else []
    if context.earlier is None:
        further.append(say("finding.decide_previous"))
    further.append(say("finding.decide_above"))
    *others, last = further
    what = say("finding.or_other").join(filter(None, (", ".join(others), last)))
    return say("finding.decide", what=what)
