"""The small table around a wrong cell, with the relation drawn on it: signs in its cells, not colour only."""

from __future__ import annotations

from typing import Final

from mtqg_xl.domain.excerpts import Excerpt, ExcerptCell, ExcerptHead, ExcerptTable, Role
from mtqg_xl.reports.html.text import counted, e, t

_NUMBERS: Final = "①②③④⑤"
_CLASSES: Final = {Role.CULPRIT: "xc", Role.TOTAL: "xt", Role.PART: "xp", Role.OTHER: "xo"}
_MOST_SUSPECTS: Final = 5
#: As many columns have room beside the text.
_NARROW: Final = 3


def excerpt_markup(excerpt: Excerpt) -> str:
    """The figure of one excerpt."""
    several = len(excerpt.relations) > 1
    lines = []
    for at, relation in enumerate(excerpt.relations):
        number = f'<b class="n">{_NUMBERS[at]}</b> ' if several else ""
        where = f' <span class="q">({e(relation.place)})</span>' if relation.place else ""
        verdict = t("excerpt_holds" if relation.holds else "excerpt_fails")
        mark = "✓" if relation.holds else "✗"
        result = f" → <b>{e(relation.result)}</b>" if relation.result else ""
        lines.append(
            f"<li>{number}{e(relation.words)}{where}<br>"
            f'<span class="z">{e(relation.figures)}</span>{result} '
            f'<span class="{"ok" if relation.holds else "no"}">{mark} {verdict}</span></li>'
        )
    tables = "".join(_table(table, several) for table in excerpt.tables)
    broad = " xw" if any(len(table.columns) > _NARROW for table in excerpt.tables) else ""
    return f'<figure class="x{broad}"><figcaption><ul>{"".join(lines)}</ul></figcaption>{tables}</figure>'


def _table(table: ExcerptTable, several: bool) -> str:
    heads = "".join(f'<th scope="col">{_head(head)}</th>' for head in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{_head(row.head)}</th>'
        f"{''.join(_cell(cell, several) for cell in row.cells)}</tr>"
        for row in table.rows
    )
    more = _more(table)
    foot = f'<tfoot><tr><td colspan="{len(table.columns) + 1}">{more}</td></tr></tfoot>' if more else ""
    caption = t("excerpt", form=table.form, sheet=table.sheet)
    return (
        f'<div class="r" tabindex="0" role="group" aria-label="{caption}"><table class="ex">'
        f"<caption>{caption}</caption><thead><tr><td></td>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody>{foot}</table></div>"
    )


def _head(head: ExcerptHead) -> str:
    code = f"<b>{e(head.code)}</b> " if head.code else ""
    return f"{code}<span>{e(head.title)}</span>"


def _cell(cell: ExcerptCell, several: bool) -> str:
    if not cell.open:
        return '<td class="xk"></td>'
    signs = "".join(
        f'<i class="s">{_NUMBERS[at] if several else ""}{e(sign)}</i>'
        for at, sign in enumerate(cell.signs)
        if sign
    )
    text = f"<s>{e(cell.text)}</s>" if cell.role is Role.CULPRIT and cell.text else e(cell.text)
    shown = f'<span class="v">{text or "&nbsp;"}</span>'
    address = f"<small>{e(cell.cell)}</small>" if cell.cell and cell.role is not Role.OTHER else ""
    return f'<td class="{_CLASSES[cell.role]}">{signs}{shown}{_notes(cell)}{address}</td>'


def _notes(cell: ExcerptCell) -> str:
    notes = []
    if cell.computed:
        notes.append(f"<em>{t('excerpt_computed', value=cell.computed)}</em>")
    if cell.role is Role.CULPRIT:
        told = f"✗ {t('excerpt_culprit')}"
        if cell.proposed:
            told += f" → {t('excerpt_to', proposed=cell.proposed)}"
        notes.append(f"<strong>{told}</strong>")
    elif 0 < cell.suspect <= _MOST_SUSPECTS:
        told = f"? {t('excerpt_suspect', place=cell.suspect)}"
        if cell.proposed:
            told += f" – {t('excerpt_maybe', proposed=cell.proposed)}"
        notes.append(f"<em>{told}</em>")
    return "".join(notes)


def _more(table: ExcerptTable) -> str:
    rows, columns = counted(table.more_rows), counted(table.more_columns)
    if table.more_rows and table.more_columns:
        return t("more_both", rows=rows, columns=columns)
    if table.more_rows:
        return t("more_rows", count=rows)
    return t("more_columns", count=columns) if table.more_columns else ""
