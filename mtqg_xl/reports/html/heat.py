"""The map of the findings: where they lie, as a table with the counts written in the cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mtqg_xl.domain.findings import EXPLAINED, Finding, Severity, count_findings
from mtqg_xl.reports.html.grouping import Checked, FormPart
from mtqg_xl.reports.html.overview import counts_markup, unit_of
from mtqg_xl.reports.html.text import SIGNS, counted, e, form_label, period_label, t

Parts = Sequence[tuple[Checked, Sequence[FormPart]]]


def map_of_files(parts: Parts, missing: Sequence[str] = ()) -> str:
    """Files by forms, and below them the units that sent nothing."""
    files = [(checked, found) for checked, found in parts if checked.report.reason is None]
    forms = dict.fromkeys(form for checked, _ in files for form in checked.report.forms)
    forms |= dict.fromkeys(part.code for _, found in files for part in found)
    if not files or not forms:
        return ""
    codes = sorted(forms)
    heads = "".join(f'<th scope="col">{_form_head(code)}</th>' for code in codes)
    lines = "".join(_file_line(checked, found, codes) for checked, found in files)
    absent = f'<td class="hn" colspan="{len(codes)}">⊘ {t("not_received")}</td>'
    lines += "".join(f'<tr><th scope="row">{e(unit)}</th>{absent}</tr>' for unit in missing)
    return (
        f'<section id="ban-do"><h2>{t("map")}</h2><p class="q">{t("map_hint_many")} {t("map_legend")}</p>'
        f'<div class="r" tabindex="0" role="group" aria-label="{t("map")}"><table class="he">'
        f'<thead><tr><th scope="col">{t("unit")}</th>{heads}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div></section>"
    )


def _form_head(code: str) -> str:
    if not code:
        return t("whole_file")
    return f'<abbr title="{e(form_label(code))}">{e(code)}</abbr>'


def _file_line(checked: Checked, found: Sequence[FormPart], codes: Sequence[str]) -> str:
    by_code = {part.code: part for part in found}
    cells = "".join(_heat(by_code.get(code), code in checked.report.forms) for code in codes)
    period = period_label(checked.report.period)
    return (
        f'<tr><th scope="row"><a href="#{checked.top}">{unit_of(checked.report)}</a> '
        f"<small>{e(period)}</small></th>{cells}</tr>"
    )


def _heat(part: FormPart | None, is_there: bool) -> str:
    if part is None:
        told, sign = ("map_clean", "✓") if is_there else ("map_absent", "–")
        shade = "h0" if is_there else "hn"
        return f'<td class="{shade}"><span role="img" aria-label="{t(told)}">{sign}</span></td>'
    counts = part.counts
    written = " ".join(f"{SIGNS[severity]}{counted(n)}" for severity, n in counts.items() if n)
    told = f"{e(part.label)}: {counts_markup(counts)}"
    return (
        f'<td class="{_shade(counts)}"><a href="#{e(part.anchor)}" title="{told}" aria-label="{told}">'
        f"{written}</a></td>"
    )


def _shade(counts: Mapping[str, int]) -> str:
    """The class of a cell: the gravest severity in it, errors darker the more there are."""
    if errors := counts[Severity.ERROR]:
        return "e1" if errors < 3 else "e2" if errors < 10 else "e3"
    if counts[Severity.WARNING]:
        return "w1"
    return "x1" if counts[EXPLAINED] else "i1"


def map_of_rows(checked: Checked, parts: Sequence[FormPart]) -> str:
    """Forms of one file, and the rows with errors or warnings in each."""
    if checked.report.reason is not None or not (checked.report.forms or parts):
        return ""
    by_code = {part.code: part for part in parts}
    codes = dict.fromkeys((*checked.report.forms, *by_code))
    lines = "".join(_form_line(code, by_code.get(code), checked) for code in codes)
    names = ("form", "errors", "warnings", "notes", "answers", "map_rows")
    heads = "".join(f'<th scope="col">{t(name)}</th>' for name in names)
    return (
        f'<section id="ban-do"><h2>{t("map")}</h2><p class="q">{t("map_hint_one")}</p>'
        f'<div class="r" tabindex="0" role="group" aria-label="{t("map")}"><table class="he so">'
        f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div></section>"
    )


def _form_line(code: str, part: FormPart | None, checked: Checked) -> str:
    if part is None:
        label = e(form_label(code))
        zeros = '<td class="nu h0" data-v="0">0</td>' * len(SIGNS)
        return f'<tr><th scope="row">{label}</th>{zeros}<td>✓ {t("map_clean")}</td></tr>'
    cells = ""
    for severity, number in part.counts.items():
        shade = _shade(dict.fromkeys(SIGNS, 0) | {severity: number}) if number else "h0"
        written = f"{SIGNS[severity]} {counted(number)}" if number else "0"
        cells += f'<td class="nu {shade}" data-v="{number}">{written}</td>'
    rows: dict[str, list[Finding]] = {}
    for finding in part.findings:
        if finding.severity is not Severity.INFO and finding.key is not None:
            rows.setdefault(finding.row_label or finding.key.row, []).append(finding)
    chips = "".join(_chip(label, found, checked) for label, found in rows.items())
    return (
        f'<tr><th scope="row"><a href="#{e(part.anchor)}">{e(part.label)}</a></th>{cells}'
        f'<td><ul class="chips">{chips}</ul></td></tr>'
    )


def _chip(label: str, found: Sequence[Finding], checked: Checked) -> str:
    counts = count_findings(found)
    written = " ".join(f"{SIGNS[severity]}{counted(n)}" for severity, n in counts.items() if n)
    return (
        f'<li class="{_shade(counts)}"><a href="#{e(checked.anchor(found[0].id))}" '
        f'title="{counts_markup(counts)}">{e(label)} <b>{written}</b></a></li>'
    )
