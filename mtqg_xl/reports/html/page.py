"""The page as a whole: one file, its styles and script inside it, nothing fetched from anywhere."""

from __future__ import annotations

import base64
import hashlib
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import resources
from urllib.parse import quote

from mtqg_xl.domain.excerpts import Excerpt
from mtqg_xl.domain.findings import EXPLAINED, FileReport, count_findings
from mtqg_xl.messages import current_language, say
from mtqg_xl.reports.html.charts import charts_link, charts_markup
from mtqg_xl.reports.html.files import file_markup
from mtqg_xl.reports.html.grouping import Checked, FormPart, parts_of
from mtqg_xl.reports.html.heat import map_of_files, map_of_rows
from mtqg_xl.reports.html.overview import gaps_markup, head_markup, summary_markup
from mtqg_xl.reports.html.text import LETTERS, SIGNS, counted, e, t


def html_page(
    reports: Sequence[FileReport],
    excerpts: Sequence[Mapping[str, Excerpt]] = (),
    *,
    version: str,
    missing: Sequence[str] = (),
    explained: Sequence[Mapping[str, str]] = (),
    beside: str | os.PathLike[str] | None = None,
    day: date | None = None,
) -> str:
    """The result of a check as a page, whole in itself.

    ``excerpts`` and ``explained`` (what the units answered, beside what the findings carry themselves) are by
    the id of the finding, one mapping a report, in the same order; none at all may be given. ``missing``
    are the units that sent nothing. ``beside`` is the folder that the page will lie in: with it every
    workbook that a relative path reaches has a link. ``day`` is the day of the check, told only when
    given. The same arguments give the same page.
    """
    several = len(reports) != 1
    shared = Counter(report.path for report in reports)
    files = [
        Checked(
            report=_answered(report, explained[at]) if at < len(explained) else report,
            number=at + 1 if several else 0,
            excerpts=excerpts[at] if at < len(excerpts) else {},
            link=_link(report.path, beside),
            shares_file=shared[report.path] > 1,
        )
        for at, report in enumerate(reports)
    ]
    parts = [(checked, parts_of(checked)) for checked in files]
    style, script = _asset("page.css"), _asset("page.js")
    body = "".join(
        (
            f'<a class="sk" href="#noi-dung">{t("skip")}</a>',
            f'<header id="dau">{head_markup(files, day)}</header>',
            summary_markup(files) if several else "",
            gaps_markup(files, missing),
            map_of_files(parts, missing) if several else map_of_rows(*parts[0]),
            charts_link(reports),
            f'<main id="noi-dung">{_filters(parts)}',
            *(file_markup(checked, found) for checked, found in parts),
            "</main>",
            charts_markup(reports),
            f"<footer><p>{t('cell_hint')}</p><p>{t('made_by', version=version)}</p></footer>",
        )
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{current_language()}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f'<meta name="generator" content="mtqg-xl {e(version)}">'
        f"<title>{_title(reports)}</title><style>{style}</style></head>\n"
        f"<body>{body}<script>{script}</script></body></html>\n"
    )


def _answered(report: FileReport, explained: Mapping[str, str]) -> FileReport:
    """The report with what the unit answered to findings, by their ids."""
    told = (replace(one, explanation=explained.get(one.id, one.explanation)) for one in report.findings)
    return replace(report, findings=tuple(told))


def _title(reports: Sequence[FileReport]) -> str:
    if len(reports) == 1:
        return t("title_one", unit=reports[0].unit or say("html.unit_unknown"))
    return t("title_many", files=counted(len(reports)))


@cache
def _asset(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing may be fetched or sent; only this style and this script may run, known by their hashes."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _link(path: str, beside: str | os.PathLike[str] | None) -> str:
    """The way from the page to a workbook; empty where there is none, such as another drive."""
    if beside is None or not path:
        return ""
    try:
        way = os.fsencode(os.path.relpath(path, beside).replace(os.sep, "/"))
    except ValueError:
        return ""
    return "./" + quote(way, safe="/")


def _filters(parts: Sequence[tuple[Checked, Sequence[FormPart]]]) -> str:
    """Search and filters; hidden until the script that serves them runs."""
    counts = count_findings(finding for checked, _ in parts for finding in checked.report.findings)
    total = sum(counts.values())
    if not total:
        return ""
    boxes = "".join(
        f'<label><input type="checkbox" name="s" value="{LETTERS[name]}" checked> '
        f"{SIGNS[name]} {t(name)} ({counted(count)})</label>"
        for name, count in counts.items()
        if count or name != EXPLAINED
    )
    forms = sorted({part.label for _, found in parts for part in found})
    options = "".join(f'<option value="{e(label)}">{e(label)}</option>' for label in forms)
    chosen = f'<option value="">{t("show_all")}</option>'
    units = ""
    if len(parts) > 1:
        listed = "".join(
            f'<option value="{checked.number}">{checked.number}. '
            f"{e(checked.report.unit or checked.report.path)}</option>"
            for checked, found in parts
            if found
        )
        units = f'<label>{t("show_unit")} <select id="loc-don-vi">{chosen}{listed}</select></label>'
    return (
        f'<div id="loc" role="search" hidden data-shown="{t("shown", shown="{shown}", total="{total}")}">'
        f'<label class="wide">{t("search")} <input type="search" id="tim" autocomplete="off" '
        f'placeholder="{t("search_hint")}"></label><fieldset><legend>{t("show_severity")}</legend>{boxes}'
        f'</fieldset><label>{t("show_form")} <select id="loc-bieu">{chosen}{options}</select></label>{units}'
        f'<button type="button" id="bo-loc">{t("reset")}</button>'
        f'<output id="dem" aria-live="polite"></output></div>'
        f'<p id="khong" hidden>{t("none_shown")}</p>'
    )
