"""One finding on the page: its five parts, the excerpt, the suspects, and what hangs below it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePath
from typing import Final

from mtqg_xl.domain.findings import Confidence, Finding, Severity, Slip, Suspect, Verdict
from mtqg_xl.messages import say
from mtqg_xl.reports.commands import REPAIRABLE, quoted
from mtqg_xl.reports.html.excerpt import excerpt_markup
from mtqg_xl.reports.html.grouping import Checked
from mtqg_xl.reports.html.text import LETTERS, SIGNS, amount, counted, e, gap, place, t, weight

_MOST_SUSPECTS: Final = 5


def severity_markup(counts_as: str) -> str:
    """The sign and the word of what findings count as: a severity, or explained."""
    return f'<span class="v-{LETTERS[counts_as]}">{SIGNS[counts_as]} {t(counts_as)}</span>'


def finding_markup(finding: Finding, checked: Checked) -> str:
    """A finding told in full."""
    anchor = e(checked.anchor(finding.id))
    letter = LETTERS[weight(finding)]
    was = f' <span class="q">({t(finding.severity.value)})</span>' if finding.is_explained else ""
    return (
        f'<article class="f f-{letter}" id="{anchor}" data-s="{letter}">'
        f'<h4>{severity_markup(weight(finding))}{was} <a class="id" href="#{anchor}">{e(finding.id)}</a> '
        f"{place(finding.sheet, finding.cell)}</h4>"
        f"{body_markup(finding, checked)}</article>"
    )


def body_markup(finding: Finding, checked: Checked, without: Collection[str] = ()) -> str:
    """All of a finding except its head, and except the parts ``without`` that are told elsewhere."""
    excerpt = checked.excerpts.get(finding.id)
    told = _parts(finding, checked, without) + _suspects(finding)
    if excerpt is not None:
        told = f'<div class="two"><div class="tx">{told}</div>{excerpt_markup(excerpt)}</div>'
    return f'<p class="m">{e(_said_of_it(finding))}</p>{told}{_children(finding, checked)}'


def _said_of_it(finding: Finding) -> str:
    """The message without the place it begins with, which stands under its own name."""
    where = say(
        "finding.where",
        form=finding.form_label,
        row=finding.row_label,
        column=finding.column_label,
        cell=finding.cell,
    )
    rest = finding.message.removeprefix(f"{where}: ")
    return rest[:1].upper() + rest[1:]


def _parts(finding: Finding, checked: Checked, without: Collection[str]) -> str:
    """The parts of a finding, each under its name."""
    has_figures = finding.stated is not None or finding.expected is not None
    is_doubt = finding.verdict is Verdict.WRONG and finding.severity is not Severity.INFO
    sure = "" if expected_code(finding) == "expected_undecided" else ' class="ok"'
    parts = (
        ("where", "where", _where(finding)),
        ("stated", "stated", f"<b>{said(finding)}</b>" if has_figures else ""),
        ("expected", expected_code(finding), f"<b{sure}>{expected(finding)}</b>" if has_figures else ""),
        ("difference", "difference", e(gap(finding.difference, finding.unit)) if finding.difference else ""),
        ("confidence", "confidence", t(f"confidence_{finding.confidence.value}") if is_doubt else ""),
        ("why", "why", e(finding.why)),
        ("law", "law", e(finding.law)),
        ("todo", "todo", e(finding.todo)),
        ("command", "command", _command(finding, checked)),
        ("answer", "answer", e(finding.explanation or "").replace("\n", "<br>")),
    )
    shown = "".join(
        f'<div class="d-{name}"><dt>{t(label)}</dt><dd>{told}</dd></div>'
        for name, label, told in parts
        if told and name not in without
    )
    return f'<dl class="parts">{shown}</dl>' if shown else ""


def _command(finding: Finding, checked: Checked) -> str:
    """What to type to accept the repair of a finding that leaves no choice, as code selected by one click."""
    decided = finding.confidence is not Confidence.UNDECIDED and not finding.is_explained
    path = PurePath(checked.report.path.replace("\\", "/"))
    if not (decided and finding.suspects and finding.suspects[0].proposed is not None):
        return ""
    first = finding.suspects[0]
    elsewhere = first.sheet.startswith("[")
    if path.suffix.lower() not in REPAIRABLE or finding.severity is Severity.INFO or elsewhere:
        return ""
    # With its cell: a check with other files at hand may number its findings otherwise.
    accepted = quoted(f"{finding.id}@{first.sheet}!{first.cell}")
    unit = f" --unit {quoted(checked.report.unit)}" if checked.shares_file else ""
    out = quoted(f"{path.stem}_da_sua{path.suffix}")
    command = f"mtqg-xl fix {quoted(path.name)} --accept {accepted}{unit} -o {out}"
    return f'<code class="a">{e(command)}</code>'


def said(finding: Finding) -> str:
    """What the cell holds, ready for the page."""
    return e(amount(finding.stated, finding.unit)) or t("blank")


def expected(finding: Finding) -> str:
    """What it should hold, ready for the page; a dash where that is not known."""
    return e(amount(finding.expected, finding.unit)) or "–"


def expected_code(finding: Finding) -> str:
    """The name of that figure: as sure as the finding is."""
    if finding.verdict is not Verdict.WRONG:
        return "expected_undecided"
    return {
        Confidence.CERTAIN: "expected",
        Confidence.LIKELY: "expected_likely",
        Confidence.UNDECIDED: "expected_undecided",
    }[finding.confidence]


def _where(finding: Finding) -> str:
    named = [e(finding.form_label)] if finding.form_label else []
    if finding.row_label:
        named.append(f"{t('row').lower()} {e(finding.row_label)}")
    if finding.column_label:
        named.append(f"{t('column').lower()} {e(finding.column_label)}")
    cell = place(finding.sheet, finding.cell)
    if cell:
        named.append(f"{t('cell').lower()} {cell}" if finding.cell else cell)
    return ", ".join(named)


def _suspects(finding: Finding) -> str:
    """The suspects in order; nothing where the only one is the cell that the finding is about."""
    suspects = finding.suspects
    if not suspects or (len(suspects) == 1 and suspects[0].key == finding.key):
        return ""
    shown = "".join(map(_suspect, suspects[:_MOST_SUSPECTS]))
    rest = suspects[_MOST_SUSPECTS:]
    more = ""
    if rest:
        listed = "".join(map(_suspect, rest))
        told = t("suspects_more", count=counted(len(rest)))
        more = f'<details><summary>{told}</summary><ol start="{_MOST_SUSPECTS + 1}">{listed}</ol></details>'
    return f'<div class="su"><h5>{t("suspects")}</h5><ol>{shown}</ol>{more}</div>'


def _suspect(suspect: Suspect) -> str:
    current, proposed = amount(suspect.current, ""), amount(suspect.proposed, "")
    if suspect.current is None:
        told = t("suspect_blank", proposed=proposed)
    elif suspect.proposed is None:
        told = t("suspect_only", current=current)
    else:
        told = t("suspect", current=current, proposed=proposed)
    known = suspect.slip is not Slip.NONE and suspect.current is not None
    slip = f" ({e(say(f'html.slip_{suspect.slip.value}'))})" if known else ""
    return f"<li>{place(suspect.sheet, suspect.cell)}: {told}{slip}</li>"


def _children(finding: Finding, checked: Checked) -> str:
    if not finding.children:
        return ""
    listed = "".join(_child(child, checked) for child in finding.children)
    told = t("children", count=counted(len(finding.children)))
    return f'<details class="ch"><summary>{told}</summary><ul>{listed}</ul></details>'


def _child(child: Finding, checked: Checked) -> str:
    anchor = e(checked.anchor(child.id))
    said = f"<br><b>{t('answer')}: {e(child.explanation)}</b>" if child.explanation else ""
    why = f'<br><span class="q">{t("why")}: {e(child.why)}</span>' if child.why else ""
    todo = f'<br><span class="q">{t("todo")}: {e(child.todo)}</span>' if child.todo else ""
    return (
        f'<li id="{anchor}"><a class="id" href="#{anchor}">{e(child.id)}</a> '
        f"{place(child.sheet, child.cell)} {e(child.message)}{said}{why}{todo}"
        f"{_children(child, checked)}</li>"
    )
