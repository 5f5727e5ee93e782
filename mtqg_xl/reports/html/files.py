"""The part of one file: its findings form by form, and what could not be checked in it."""

from __future__ import annotations

from collections.abc import Sequence

from mtqg_xl.domain.findings import FileReport
from mtqg_xl.reports.html.bundle import bundle_markup, is_bundle
from mtqg_xl.reports.html.finding import finding_markup
from mtqg_xl.reports.html.grouping import Checked, FormPart
from mtqg_xl.reports.html.overview import counts_markup, file_line, first_markup, unit_of, verdict_markup
from mtqg_xl.reports.html.text import address, counted, e, period_label, t


def file_markup(checked: Checked, parts: Sequence[FormPart]) -> str:
    """The section of one file; the only one has no head of its own, as the page tells it all."""
    report = checked.report
    head = f"<h2>{t('findings')}</h2>"
    if checked.number:
        head = (
            f"<h2>{checked.number}. {unit_of(report)} – {e(period_label(report.period))}</h2>"
            f"<p>{verdict_markup(report.verdict)} <b>{counts_markup(report.counts)}"
            f"</b></p>{file_line(checked)}{first_markup(checked)}"
        )
        if report.reason is not None:
            name = e(report.path.replace("\\", "/").rpartition("/")[2])
            head = (
                f"<h2>{checked.number}. {name}</h2><p>{verdict_markup(report.verdict)}</p>"
                f'{file_line(checked)}<p class="re">{e(report.reason)}</p>'
            )
    told = "".join(_form(part, checked) for part in parts)
    if not parts and report.reason is None:
        told = f"<p>✓ {t('no_findings')}</p>"
    label = f"{unit_of(report)} – {e(period_label(report.period))}"
    return (
        f'<section class="u" id="{checked.top}" data-u="{checked.number}" data-t="{label}">{head}{told}'
        f'{_unchecked(report)}<p class="up"><a href="#dau">↑ {t("to_top")}</a></p></section>'
    )


def _form(part: FormPart, checked: Checked) -> str:
    told = "".join(
        bundle_markup(bundle, checked) if is_bundle(bundle) else finding_markup(bundle[0], checked)
        for bundle in part.bundles()
    )
    sheets = dict.fromkeys(finding.sheet for finding in part.findings if finding.sheet)
    on = f' <span class="q">{e(", ".join(address(sheet, "") for sheet in sheets))}</span>' if sheets else ""
    return (
        f'<section class="b" id="{e(part.anchor)}" data-f="{e(part.label)}"><h3>{e(part.label)}{on} '
        f'<span class="q">– {counts_markup(part.counts)}</span></h3>{told}</section>'
    )


def _unchecked(report: FileReport) -> str:
    """The rules that could not be applied, gathered by why."""
    if not report.unchecked:
        return ""
    reasons: dict[str, list[str]] = {}
    for item in report.unchecked:
        reasons.setdefault(item.reason, []).append(item.rule)
    lines = "".join(
        f'<tr><th scope="row">{e(reason)}</th><td class="nu">{counted(len(rules))}</td>'
        f"<td>{e(', '.join(dict.fromkeys(rules)))}</td></tr>"
        for reason, rules in reasons.items()
    )
    told = t("unchecked", count=counted(len(report.unchecked)))
    return (
        f'<details class="un"><summary><h3>{told}</h3></summary><p class="q">{t("unchecked_hint")}</p>'
        f'<div class="r" tabindex="0" role="group" aria-label="{told}"><table class="li"><thead><tr>'
        f'<th scope="col">{t("unchecked_reason")}</th><th scope="col" colspan="2">{t("unchecked_rules")}</th>'
        f"</tr></thead><tbody>{lines}</tbody></table></div></details>"
    )
