"""The top of the page: what was checked, the verdict, the table of files, what is missing or unreadable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from mtqg_xl.domain.findings import EXPLAINED, FileReport, FileVerdict, Severity, count_findings
from mtqg_xl.messages import say
from mtqg_xl.reports.html.grouping import Checked
from mtqg_xl.reports.html.text import SIGNS, counted, e, period_label, t, weight

_VERDICT_SIGNS: Final = {
    FileVerdict.VALID: "✓",
    FileVerdict.WARNINGS: "!",
    FileVerdict.INVALID: "✗",
    FileVerdict.UNREADABLE: "⊘",
}
#: From the best to the worst, for sorting.
_RANKS: Final = {verdict: at for at, verdict in enumerate(_VERDICT_SIGNS)}


def verdict_markup(verdict: FileVerdict) -> str:
    """A verdict with its sign."""
    told = e(say(f"verdict.{verdict.value}"))
    return f'<span class="vd vd-{verdict.value}">{_VERDICT_SIGNS[verdict]} {told}</span>'


def unit_of(report: FileReport) -> str:
    """The unit of a report, ready for the page."""
    return e(report.unit) or t("unit_unknown")


def counts_markup(counts: Mapping[str, int]) -> str:
    """Counts in words, each with its sign and number."""
    told = t(
        "counts",
        errors=counted(counts[Severity.ERROR]),
        warnings=counted(counts[Severity.WARNING]),
        notes=counted(counts[Severity.INFO]),
    )
    explained = counts[EXPLAINED]
    return told + (f", {t('explained_count', count=counted(explained))}" if explained else "")


def file_line(checked: Checked) -> str:
    """The workbook of a report, with the link that opens it where it lies within reach of the page."""
    link = f' <a href="{e(checked.link)}">{t("open")}</a>' if checked.link else ""
    return f'<p class="pa">{t("file")}: <span class="p">{e(checked.report.path)}</span>{link}</p>'


def head_markup(files: Sequence[Checked], day: date | None) -> str:
    """What was checked and what came out of it."""
    when = f'<p class="pa">{t("day", day=f"{day:%d/%m/%Y}")}</p>' if day else ""
    if len(files) == 1:
        report = files[0].report
        what = t(
            "checked_one", unit=report.unit or say("html.unit_unknown"), period=period_label(report.period)
        )
        forms = f'<p class="pa">{t("forms")}: {e(", ".join(report.forms))}</p>' if report.forms else ""
        reason = f'<p class="re">{e(report.reason)}</p>' if report.reason is not None else ""
        counts = counts_markup(report.counts)
        advice = report.verdict.value
        if report.verdict is FileVerdict.WARNINGS and report.has_explained_errors:
            advice = "explained"
        return (
            f'<h1>{t("heading")}</h1><p class="wh">{what}</p>'
            f'<div class="ba ba-{report.verdict.value}"><p>{verdict_markup(report.verdict)} '
            f"<b>{counts}</b></p><p>{t(f'advice_{advice}')}</p>{reason}</div>"
            f"{file_line(files[0])}{forms}{when}{_first(files[0])}"
        )
    units = {one.report.unit for one in files if one.report.unit}
    verdicts = [one.report.verdict for one in files]
    worst = max(verdicts, key=_RANKS.__getitem__, default=FileVerdict.VALID)
    invalid, lost = verdicts.count(FileVerdict.INVALID), verdicts.count(FileVerdict.UNREADABLE)
    if invalid or lost:
        advice = t("advice_many", invalid=counted(invalid), unreadable=counted(lost))
    else:
        advice = t("advice_many_ok")
    counts = counts_markup(_sum(files))
    told = " · ".join(
        f"{verdict_markup(verdict)}: {t('files_count', count=counted(verdicts.count(verdict)))}"
        for verdict in _RANKS
        if verdict in verdicts
    )
    what = t("checked_many", files=counted(len(files)), units=counted(len(units)))
    return (
        f'<h1>{t("heading")}</h1><p class="wh">{what}</p>'
        f'<div class="ba ba-{worst.value}"><p><b>{counts}</b></p><p>{told}</p><p>{advice}</p></div>{when}'
    )


def _sum(files: Iterable[Checked]) -> dict[str, int]:
    return count_findings(finding for one in files for finding in one.report.findings)


def _first(checked: Checked, most: int = 10) -> str:
    """The gravest findings as links, and how many more there are."""
    grave = [one for one in checked.report.findings if weight(one) in (Severity.ERROR, Severity.WARNING)]
    if not grave:
        return ""
    lines = []
    for one in grave[:most]:
        row = f"{say('html.row').lower()} {one.row_label}" if one.row_label else ""
        place = ", ".join(filter(None, (one.form_label, row)))
        cell = f" <code>{e(one.cell)}</code>" if one.cell else ""
        sign = f"{SIGNS[one.severity]} {t(one.severity.value)}"
        lines.append(
            f'<li><a href="#{e(checked.anchor(one.id))}">{sign} {e(one.id)}</a>{cell} '
            f"{e(place or one.message)}</li>"
        )
    more = f"<p>{t('first_more', count=counted(len(grave) - most))}</p>" if len(grave) > most else ""
    listed = f"<ul>{''.join(lines)}</ul>{more}"
    return f'<nav class="fi" aria-label="{t("first")}"><h2>{t("first")}</h2>{listed}</nav>'


def first_markup(checked: Checked) -> str:
    """The links to the gravest findings of one of several files, without a heading of their own."""
    return _first(checked).replace("<h2>", "<p><b>").replace("</h2>", "</b></p>")


def summary_markup(files: Sequence[Checked]) -> str:
    """The table of the files."""
    names = ("unit", "period", "file", "verdict", "errors", "warnings", "notes", "answers")
    heads = "".join(f'<th scope="col">{t(name)}</th>' for name in names)
    lines = "".join(_line(one, [t(name) for name in names]) for one in files)
    sums = tuple(_sum(files).values())
    foot = "".join(
        f'<td class="nu" data-l="{t(name)}">{counted(number)}</td>'
        for name, number in zip(names[-len(sums) :], sums, strict=True)
    )
    return (
        f'<section id="tong-hop"><h2>{t("summary")}</h2><p class="q">{t("summary_hint")}</p>'
        f'<div class="r" tabindex="0" role="group" aria-label="{t("summary")}"><table class="so cards">'
        f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody>"
        f'<tfoot><tr><th scope="row" colspan="4">{t("total")}</th>{foot}</tr></tfoot></table></div></section>'
    )


def _line(checked: Checked, names: Sequence[str]) -> str:
    """The line of a file; each cell knows the name of its column, which a narrow screen shows beside it."""
    report = checked.report
    sums = tuple(report.counts.values())
    if report.reason is not None:
        numbers = [(' class="nu" data-v="-1"', "–") for _ in sums]
    else:
        numbers = [(f' class="nu" data-v="{number}"', counted(number)) for number in sums]
    period = period_label(report.period) if report.period else "–"
    cells = (
        (f' data-v="{e(report.period)}"', e(period)),
        (' class="p"', e(_name(report.path))),
        (f' data-v="{_RANKS[report.verdict]}"', verdict_markup(report.verdict)),
        *numbers,
    )
    told = "".join(
        f'<td data-l="{name}"{more}>{text}</td>' for name, (more, text) in zip(names[1:], cells, strict=True)
    )
    head = unit_of(report) if report.reason is None else e(_name(report.path))
    return f'<tr><th scope="row"><a href="#{checked.top}">{head}</a></th>{told}</tr>'


def _name(path: str) -> str:
    """The file without its folders, whichever way their names are divided."""
    return path.replace("\\", "/").rpartition("/")[2]


def gaps_markup(files: Sequence[Checked], missing: Sequence[str]) -> str:
    """The units that sent nothing, and the files that could not be read."""
    parts = []
    if missing:
        listed = "".join(f"<li>{e(unit)}</li>" for unit in missing)
        told = t("missing", count=counted(len(missing)))
        parts.append(f'<section id="chua-gui"><h2>⊘ {told}</h2><ul class="co">{listed}</ul></section>')
    lost = [one for one in files if one.report.reason is not None]
    if lost and len(files) > 1:
        listed = "".join(
            f'<li><a href="#{one.top}">{e(_name(one.report.path))}</a>: {e(one.report.reason or "")}</li>'
            for one in lost
        )
        told = t("unreadable", count=counted(len(lost)))
        parts.append(f'<section id="khong-doc"><h2>⊘ {told}</h2><ul>{listed}</ul></section>')
    return "".join(parts)
