"""Which repairs the findings of a report propose, and what they put into which cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Final

from mtqg_xl.catalogue.crossing import BEFORE
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, FileReport, Finding, Verdict
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.messages import say
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.formulas import Fault, FaultKind, formula_faults
from mtqg_xl.reconcile.formulas.overwriting import is_typed
from mtqg_xl.reports.repairs.model import Offer, Repair, RepairProblem, Skipped, Step
from mtqg_xl.reports.repairs.writing_figures import formula_step, number_step

#: Gives the number format of a cell by sheet and address.
Formats = Callable[[str, str], str]
#: Cells named in a sentence.
_TOLD: Final = 6


class Planner:
    """Plans the repairs of one report."""

    def __init__(
        self,
        submission: Submission,
        report: FileReport,
        formats: Formats,
        previous: Submission | None = None,
    ) -> None:
        """``report`` is the check of ``submission``; ``formats`` tells how the workbook shows a cell."""
        self._submission = submission
        self._formats = formats
        self._previous = previous
        self.report = report
        self._by_id = {found.id: found for head in report.findings for found in head.walk()}

    def offers(self) -> Iterator[Offer]:
        """What is offered for each finding that has a repair, in the order of the report."""
        for finding in self.report.findings:
            offer = self.offer(finding)
            if offer.ways and not finding.is_explained:
                yield offer

    def certain(self) -> tuple[list[Repair], list[Skipped]]:
        """The repairs of which the check is certain, and those among them that cannot be made."""
        repairs: list[Repair] = []
        skipped: list[Skipped] = []
        for finding in self.report.findings:
            if finding.confidence is not Confidence.CERTAIN or not _proposing(finding):
                continue
            if finding.is_explained:  # the unit says that the figure is right
                continue
            offer = self.offer(finding)
            if offer.ways:
                repairs.append(offer.ways[0])
            else:
                skipped.append(Skipped(finding.id, offer.reason))
        return repairs, skipped

    def accepted(self, text: str) -> Repair:
        """The repair that ``text`` names: a finding, ``F1``, or one of its cells, ``F1@E13``.

        Raises :class:`RepairProblem` when there is no such finding, when it has no repair, or when it
        leaves open which of several cells is wrong and none is named.
        """
        wanted, _, place = text.strip().partition("@")
        finding = self._by_id.get(wanted.strip().upper())
        if finding is None:
            known = ", ".join(offer.finding.id for offer in self.offers()) or "–"
            raise RepairProblem("fix.unknown_id", id=text.strip(), known=known)
        offer = self.offer(finding)
        if not offer.ways:
            raise RepairProblem("fix.no_repair", id=finding.id, reason=offer.reason)
        if place:
            return self._way_at(offer, place.strip())
        if not offer.decided:
            cells = [f"{finding.id}@{_named(way.steps[0], finding)}" for way in offer.ways]
            told = ", ".join(cells[:_TOLD]) + ("…" if len(cells) > _TOLD else "")
            raise RepairProblem("fix.undecided", id=finding.id, choices=told)
        return offer.ways[0]

    def offer(self, finding: Finding) -> Offer:
        """What can be done for ``finding``."""
        if finding.verdict is Verdict.FORMULA:
            return self._of_formulas(finding)
        if not _proposing(finding):
            return Offer(finding, reason=self._why_none(finding))
        together = _together(finding)
        if together:
            return self._joint(finding, together)
        led = _is_led(finding)
        ways: list[Repair] = []
        reasons: list[str] = []
        for suspect in finding.suspects:
            planned = self._step(suspect.key, suspect.proposed, finding)
            if isinstance(planned, Step):
                follow = self._consequences(finding) if led and suspect is finding.suspects[0] else ()
                ways.append(Repair(finding, (planned, *follow)))
            else:
                reasons.append(planned)
        if not ways:
            return Offer(finding, reason=next(filter(None, reasons), say("fix.none_proposed")))
        # The likeliest cell stands first, unless just that one cannot be changed.
        stands_out = finding.confidence is not Confidence.UNDECIDED and not reasons
        return Offer(finding, tuple(ways), len(finding.suspects) == 1 or stands_out)

    # -- figures ---------------------------------------------------------------------------------

    def _joint(self, finding: Finding, parts: Sequence[tuple[CellKey, Decimal, Finding]]) -> Offer:
        """One repair of all cells wrong together, and of what was reckoned from them, or none at all."""
        steps: list[Step] = []
        for key, proposed, about in parts:
            planned = self._step(key, proposed, about)
            if not isinstance(planned, Step):
                return Offer(finding, reason=planned)
            steps.append(planned)
        return Offer(finding, (Repair(finding, (*steps, *self._consequences(finding))),))

    def _consequences(self, finding: Finding) -> Iterator[Step]:
        """Figures that agree with the wrong cell: they are changed with it, or they would be wrong next."""
        for child in finding.children:
            if child.key is not None and _is_consequence(child, finding):
                planned = self._step(child.key, child.expected, child)
                # A formula follows by itself, and what stands in another file is not ours.
                if isinstance(planned, Step) and not planned.is_formula:
                    yield planned

    def _step(self, key: CellKey, proposed: Decimal | None, about: Finding) -> Step | str:
        """The change of one cell, or why it is not made."""
        if proposed is None:
            return ""
        seen = self._submission.observation(key)
        if key.form.endswith(BEFORE):
            return say("fix.in_previous")
        if seen is None or not seen.cell:
            return say("fix.not_here")
        table = self._submission.table(key.form)
        is_live = seen.formula is not None and not is_typed(seen)
        restored = any(child.verdict is Verdict.FORMULA and child.key == key for child in about.children)
        if restored or is_live:
            fault = self._faults.get(key)
            if fault is not None and fault.right:
                return formula_step(table, seen, fault.right, proposed, about)
            if is_live:
                return say("fix.live_formula", cell=seen.cell)
        return number_step(table, seen, proposed, self._formats(seen.sheet, seen.cell), about)

    # -- formulas --------------------------------------------------------------------------------

    @cached_property
    def _faults(self) -> dict[CellKey, Fault]:
        """The faults of formulas by cell; found a second time because a finding tells them in words only."""
        context = Context(self._submission, self._previous)
        found: dict[CellKey, Fault] = {}
        for fault in formula_faults(self._submission, context):
            for one in (fault, *fault.also):
                found.setdefault(one.key, one)
        return found

    def _of_formulas(self, finding: Finding) -> Offer:
        steps: dict[tuple[str, str], Step] = {}
        for one in finding.walk():
            fault = self._faults.get(one.key) if one.key is not None else None
            if one.verdict is Verdict.FORMULA and fault is not None:
                steps |= {step.place: step for step in self._formula_steps(fault, one)}
        if not steps:
            return Offer(finding, reason=say("fix.no_formula"))
        return Offer(finding, (Repair(finding, tuple(steps.values())),))

    def _formula_steps(self, fault: Fault, about: Finding) -> Iterator[Step]:
        seen = self._submission.observation(fault.key)
        if seen is None or not seen.cell:
            return
        table = self._submission.table(fault.key.form)
        match fault.kind:
            case FaultKind.STALE:
                # The formula is right; written anew it is given its result.
                right = f"={(seen.formula or '').removeprefix('=')}"
                yield formula_step(table, seen, right, fault.expected, about)
            case FaultKind.SKIPS_TEXT:
                for key in fault.lacking:
                    text = self._submission.observation(key)
                    if text is not None and text.value is not None and text.formula is None:
                        shown = self._formats(text.sheet, text.cell)
                        yield number_step(self._submission.table(key.form), text, text.value, shown, about)
            case _ if fault.right:
                yield formula_step(table, seen, fault.right, fault.expected, about)

    # -- inside ----------------------------------------------------------------------------------

    def _why_none(self, finding: Finding) -> str:
        head, dot, _ = finding.id.rpartition(".")
        above = self._by_id.get(head) if dot else None
        if above is not None and _proposing(above):
            return say("fix.follows", id=above.id)
        return say("fix.none_proposed")

    def _way_at(self, offer: Offer, place: str) -> Repair:
        sheet, _, cell = place.rpartition("!")
        sheet, cell = sheet.strip("'"), cell.replace("$", "").upper()
        for way in offer.ways:
            first = way.steps[0]
            if first.cell == cell and sheet in ("", first.sheet):
                return way
        known = ", ".join(_named(way.steps[0], offer.finding) for way in offer.ways)
        raise RepairProblem("fix.no_such_way", id=offer.finding.id, cell=place, known=known)


def _proposing(finding: Finding) -> bool:
    return any(suspect.proposed is not None for suspect in finding.suspects)


def _is_led(finding: Finding) -> bool:
    """Whether the finding is about its likeliest cell, and not about a relation that fails."""
    first = finding.suspects[0]
    about_it = first.key == finding.key and first.proposed == finding.expected
    return about_it and finding.confidence is not Confidence.UNDECIDED


def _together(finding: Finding) -> list[tuple[CellKey, Decimal, Finding]]:
    """The cells that a finding asks to change together; none where its suspects are alternatives."""
    below = finding.children
    proposed = [(one, one.proposed) for one in finding.suspects if one.proposed is not None]
    if len(proposed) > 1 and [one.suspects[:1] for one in below] == [(one,) for one in finding.suspects]:
        return [(one.key, to, child) for (one, to), child in zip(proposed, below, strict=True)]
    if not _is_led(finding):
        return []
    block = [(one.suspects[0], one) for one in below if _is_of_block(one, finding)]
    others = [(one.key, one.proposed, child) for one, child in block if one.proposed is not None]
    return [(first.key, to, finding) for first, to in proposed[:1]] + others if others else []


def _is_of_block(child: Finding, head: Finding) -> bool:
    """Whether ``child`` is a further cell wrong for the reason of ``head``, and no relation that fails."""
    leading = child.suspects[0].key if len(child.suspects) == 1 else None
    return (
        leading is not None and leading == child.key != head.key and child.rule == head.rule and not child.why
    )


def _is_consequence(child: Finding, head: Finding) -> bool:
    """Whether ``child`` is a figure that agrees with the wrong cell and will not with the right one.

    It is told without suspects and, unlike the relations that fail, is no more sure than anything else is.
    """
    told_apart = child.confidence is Confidence.UNDECIDED is not head.confidence and not child.suspects
    return told_apart and child.verdict is Verdict.WRONG and child.expected is not None


def _named(step: Step, finding: Finding) -> str:
    """A cell as it is asked for: with its sheet where that is another than the finding's."""
    return step.cell if step.sheet == finding.sheet else f"{step.sheet}!{step.cell}"
