"""A sheet made wrong, in words: what was sown, what fails now, and what the check says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Finding, Suspect
from mtqg_xl.domain.numerals import plain
from mtqg_xl.rules import Figures, Relation
from tests.benchmarks.lib.culprits.errors import Error
from tests.benchmarks.lib.culprits.sheets import Sheet

_MOST_PARTS = 12
_MOST_SUSPECTS = 6
_MOST_CHILDREN = 6


def shown(
    sheet: Sheet, errors: Sequence[Error], figures: Figures, failing: Sequence[int], found: Sequence[Finding]
) -> str:
    """All of it, several lines."""
    wrong = {key for error in errors for key in error.changes}
    lines = [
        f"{sheet.group.name}, {sheet.mode}, sheet {sheet.number}, {sheet.group.structure}"
        f"{', rates cut off' if sheet.cut else ''}{', report before at hand' if sheet.previous else ''}"
    ]
    for number, error in enumerate(errors):
        over = ", formula typed over" if error.over else ""
        for key, seen in error.changes.items():
            right = sheet.clean[key].value
            lines.append(
                f"  error {number} {error.kind}{over}: {place(sheet, key)}"
                f"  {_said(right)} -> {_said(seen.value)}  ({sheet.classes.get(key, 'ungraded')})"
            )
    lines.append("  fails now:" if failing else "  nothing fails")
    lines += [f"    {relation_in_figures(sheet.relations[n], figures, wrong)}" for n in failing]
    lines.append("  told:" if found else "  nothing told")
    for finding in found:
        lines += [f"    {line}" for line in _finding(finding)]
    return "\n".join(lines)


def place(sheet: Sheet, key: CellKey) -> str:
    """A cell by form, row, column and address."""
    return f"{_name(key)} {sheet.clean[key].cell}"


def relation_in_figures(relation: Relation, figures: Figures, wrong: Iterable[CellKey]) -> str:
    """A relation with the figures its cells hold; ``*`` marks those that were made wrong."""
    wrong = set(wrong)
    rule = relation.rule
    parts = [
        f"{_name(key)}{'*' if key in wrong else ''}={_said(figures.stated(key))}"
        for key in relation.cells[:_MOST_PARTS]
    ]
    more = f" and {len(relation.cells) - _MOST_PARTS} more" if len(relation.cells) > _MOST_PARTS else ""
    left, right = (_said(side) for side in (figures.left_of(relation), figures.right_of(relation)))
    said = f"{rule.severity} {rule.id} `{rule.notation}`: {left} {relation.sign} {right} fails"
    return f"{said}; {' '.join(parts)}{more}"


def _finding(finding: Finding) -> Iterator[str]:
    about = _name(finding.key) if finding.key else "-"
    yield (
        f"{finding.id} {finding.severity} {finding.confidence} {finding.rule} {finding.verdict}"
        f" about {about} {_said(finding.stated)} -> {_said(finding.expected)}"
    )
    yield f"    “{finding.message}”"
    for number, suspect in enumerate(finding.suspects[:_MOST_SUSPECTS], start=1):
        yield f"    {number}. {_suspect(suspect)}"
    if len(finding.suspects) > _MOST_SUSPECTS:
        yield f"    … {len(finding.suspects)} candidates"
    for child in finding.children[:_MOST_CHILDREN]:
        own = f", first candidate {_suspect(child.suspects[0])}" if child.suspects else ""
        about = _name(child.key) if child.key else "-"
        yield f"    below: {child.rule} about {about} {_said(child.stated)} -> {_said(child.expected)}{own}"
    if len(finding.children) > _MOST_CHILDREN:
        yield f"    … {len(finding.children)} below"


def _suspect(suspect: Suspect) -> str:
    figures = f"{_said(suspect.current)} -> {_said(suspect.proposed)}"
    return f"{_name(suspect.key)} {suspect.cell} {figures} ({suspect.slip})"


def _name(key: CellKey) -> str:
    return f"{key.form}[{key.row};{key.column}]"


def _said(value: Decimal | None) -> str:
    if value is None:
        return "blank"
    text = plain(value)
    return text if len(text) < 24 else f"{float(value):.10g}…"
