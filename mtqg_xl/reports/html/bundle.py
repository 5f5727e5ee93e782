"""Many findings of one kind under one head, a line each in a compact table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final

from mtqg_xl.domain.findings import Finding, Severity, Verdict
from mtqg_xl.messages import say
from mtqg_xl.reports.html.finding import body_markup, expected, expected_code, said, severity_markup
from mtqg_xl.reports.html.grouping import Checked
from mtqg_xl.reports.html.text import LETTERS, address, counted, e, gap, t, weight

#: What a line of the table says itself.
_IN_COLUMNS: Final = frozenset({"where", "stated", "expected", "difference"})
#: Their messages say no more than the columns do.
_ALL_IN_COLUMNS: Final = frozenset({Verdict.CUT_OFF, Verdict.ROUNDING})
#: As many lines are laid out at once; longer tables come in folded portions, so that the page opens fast.
_PORTION: Final = 100


def is_bundle(findings: Sequence[Finding]) -> bool:
    """Whether findings stand in a table: where they are many, and slight remarks always."""
    return len(findings) > 1 or weight(findings[0]) == Severity.INFO


def bundle_markup(findings: Sequence[Finding], checked: Checked) -> str:
    """The findings of one bundle: what they share said once, then a line each with its particulars.

    Errors and warnings stand open; slight remarks are folded.
    """
    first = findings[0]
    is_slight = weight(first) == Severity.INFO
    count = counted(len(findings))
    if is_slight:
        told = e(say(f"html.group_{first.verdict.value}", count=count))
    else:
        told = t("group_rule", count=count, rule=first.rule)
    common = {
        "why": _shared(findings, lambda one: one.why),
        "law": _shared(findings, lambda one: one.law),
        "todo": _shared(findings, lambda one: one.todo),
    }
    common = {name: text for name, text in common.items() if text}
    shared = "".join(
        f'<div class="d-{name}"><dt>{t(name)}</dt><dd>{e(text)}</dd></div>' for name, text in common.items()
    )
    known = f'<dl class="parts">{shared}</dl>' if shared else ""
    table = _Table(findings, checked, _IN_COLUMNS | common.keys())
    letter = LETTERS[weight(first)]
    return (
        f'<details class="g f-{letter}"{"" if is_slight else " open"}>'
        f"<summary><h4>{severity_markup(weight(first))} {told}</h4></summary>{known}"
        f"{table.portions(told)}</details>"
    )


def _shared(findings: Sequence[Finding], what: Callable[[Finding], str]) -> str:
    """What all of them say alike, else nothing."""
    texts = {what(finding) for finding in findings}
    return texts.pop() if len(texts) == 1 else ""


class _Table:
    """The lines of a bundle: with figures in columns of their own, else each with its message."""

    def __init__(self, findings: Sequence[Finding], checked: Checked, said_before: Collection[str]) -> None:
        self._findings = findings
        self._checked = checked
        self._said_before = said_before
        self._with_figures = any(one.stated is not None or one.expected is not None for one in findings)
        names = ["cell", "message"]
        if self._with_figures:
            codes = {expected_code(finding) for finding in findings}
            right = codes.pop() if len(codes) == 1 else "expected"
            names = ["cell", "row", "column", "stated", right, "difference"]
        self._width = len(names) + 1
        self._heads = "".join(f'<th scope="col">{t(name)}</th>' for name in names)

    def portions(self, told: str) -> str:
        """The table, in portions where it is long."""
        findings = self._findings
        if len(findings) <= _PORTION:
            return self._portion(findings, told)
        made = []
        for at in range(0, len(findings), _PORTION):
            part = findings[at : at + _PORTION]
            name = f"{e(part[0].id)} … {e(part[-1].id)}"
            opened = " open" if at == 0 else ""
            made.append(
                f'<details class="g"{opened}><summary>{name} ({counted(at + 1)}–{counted(at + len(part))})'
                f"</summary>{self._portion(part, name)}</details>"
            )
        return "".join(made)

    def _portion(self, findings: Sequence[Finding], told: str) -> str:
        return (
            f'<div class="r" tabindex="0" role="group" aria-label="{told}"><table class="li">'
            f'<thead><tr><th scope="col">ID</th>{self._heads}</tr></thead>'
            f"{''.join(map(self._line, findings))}</table></div>"
        )

    def _line(self, finding: Finding) -> str:
        anchor = e(self._checked.anchor(finding.id))
        answered = " ✎" if finding.is_explained else ""
        told = self._figures(finding) if self._with_figures else f"<td>{self._body(finding)}</td>"
        more = ""
        if self._with_figures and self._has_more(finding):
            # A row of its own, as wide as the table: what is unfolded does not squeeze the columns.
            more = (
                f'<tr><td class="de" colspan="{self._width}"><details><summary>{t("details")}</summary>'
                f"{self._body(finding)}</details></td></tr>"
            )
        return (
            f'<tbody class="f" id="{anchor}" data-s="{LETTERS[weight(finding)]}">'
            f'<tr><th scope="row"><a class="id" href="#{anchor}">{e(finding.id)}</a>{answered}</th>'
            f'<td><code class="a">{e(address(finding.sheet, finding.cell))}</code></td>{told}</tr>'
            f"{more}</tbody>"
        )

    def _figures(self, finding: Finding) -> str:
        return (
            f"<td>{e(finding.row_label)}</td><td>{e(finding.column_label)}</td>"
            f'<td class="nu">{said(finding)}</td><td class="nu">{expected(finding)}</td>'
            f'<td class="nu">{e(gap(finding.difference, finding.unit))}</td>'
        )

    def _body(self, finding: Finding) -> str:
        return body_markup(finding, self._checked, self._said_before)

    def _has_more(self, finding: Finding) -> bool:
        """Whether a finding has something to say that the columns and the head of the table do not."""
        says_all = finding.verdict in _ALL_IN_COLUMNS and None not in (finding.stated, finding.expected)
        return not says_all or bool(
            finding.children
            or finding.id in self._checked.excerpts
            or finding.is_explained
            or (finding.why and "why" not in self._said_before)
            or (finding.todo and "todo" not in self._said_before)
        )
