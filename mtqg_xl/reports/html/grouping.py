"""The findings of a file by form, the most important first, with what repeats itself gathered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mtqg_xl.catalogue.crossing import BEFORE
from mtqg_xl.domain.excerpts import Excerpt
from mtqg_xl.domain.findings import EXPLAINED, Confidence, FileReport, Finding, Severity, count_findings
from mtqg_xl.messages import say
from mtqg_xl.reports.html.text import form_label, weight

#: As many findings of one rule are told one by one; more of them share a table.
_FEW: Final = 5
_WEIGHTS: Final[Mapping[str, int]] = {Severity.ERROR: 0, Severity.WARNING: 1, EXPLAINED: 2, Severity.INFO: 3}
_CONFIDENCES: Final = {Confidence.CERTAIN: 0, Confidence.LIKELY: 1, Confidence.UNDECIDED: 2}


@dataclass(frozen=True)
class Checked:
    """One report with what is shown beside it: ``number`` counts from 1, 0 where it is the only one.

    ``excerpts`` are by the id of the finding; ``link`` leads from the page to the workbook, empty for none.
    ``shares_file`` tells that the workbook holds the reports of other units too.
    """

    report: FileReport
    number: int
    excerpts: Mapping[str, Excerpt]
    link: str = ""
    shares_file: bool = False

    def anchor(self, name: str) -> str:
        """The name of a place on the page: ``F3``, or ``2-F3`` among several files."""
        return f"{self.number}-{name}" if self.number else name

    @property
    def top(self) -> str:
        """The name of the part of this file."""
        return f"tep-{self.number}" if self.number else "phat-hien"


@dataclass(frozen=True)
class FormPart:
    """The findings about one form of a file; those about no form have no ``code``."""

    code: str
    label: str
    anchor: str
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many findings of each severity, and how many explained."""
        return count_findings(self.findings)

    def bundles(self) -> list[tuple[Finding, ...]]:
        """The findings one by one, or all those of one rule together where they are many.

        Slight ones always go together, by what they say, whatever the rule.
        """
        together: dict[tuple[str, str, str], list[Finding]] = {}
        for finding in self.findings:
            counts_as = weight(finding)
            rule = "" if counts_as == Severity.INFO else finding.rule
            together.setdefault((counts_as, finding.verdict, rule), []).append(finding)
        bundles: list[tuple[Finding, ...]] = []
        for (counts_as, _, _), same in together.items():
            if len(same) > _FEW or counts_as == Severity.INFO:
                bundles.append(tuple(same))
            else:
                bundles.extend((finding,) for finding in same)
        return bundles


def parts_of(checked: Checked) -> tuple[FormPart, ...]:
    """The forms of a file that have findings: those with the gravest first, else in the order of the file."""
    by_form: dict[str, list[Finding]] = {}
    for finding in checked.report.findings:
        by_form.setdefault(_form(finding), []).append(finding)
    order = {code: at for at, code in enumerate(checked.report.forms)}
    ranked = sorted(
        by_form,
        key=lambda code: (
            min(_WEIGHTS[weight(finding)] for finding in by_form[code]),
            order.get(code, len(order)),
            code,
        ),
    )
    return tuple(
        FormPart(code, _label(code, by_form[code]), checked.anchor(f"bieu-{at}"), _ranked(by_form[code]))
        for at, code in enumerate(ranked, start=1)
    )


def _form(finding: Finding) -> str:
    return finding.key.form.removesuffix(BEFORE) if finding.key else ""


def _label(code: str, findings: Sequence[Finding]) -> str:
    if not code:
        return say("html.whole_file")
    return next((finding.form_label for finding in findings if finding.form_label), "") or form_label(code)


def _ranked(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: (_WEIGHTS[weight(one)], _CONFIDENCES[one.confidence])))
