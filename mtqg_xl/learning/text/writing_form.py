"""A learnt form as the text of a form file."""

from __future__ import annotations

from mtqg_xl.learning.model import Asked, LearntColumn, LearntForm, LearntRow, LearntRule, LearntTable
from mtqg_xl.learning.text.yaml_text import Value, comments, line, listing, scalar
from mtqg_xl.messages import say

#: So many columns of figures are readable on one landscape page.
_PAGE = 13


def form_text(form: LearntForm) -> str:
    """The form file of ``form``; the same form gives the same text."""
    first = form.tables[0]
    asked = form.at
    count = len(questions_of(form))
    head = (
        [say("learning.head_asked", count=count), say("learning.head_how")]
        if count
        else [say("learning.head_clear")]
    )
    lines = [
        *(f"# {text}" for text in (*form.notes, *head)),
        *line("code", form.code, asked.get("code")),
        *line("number", form.number, asked.get("number")),
        *line("title", form.title, asked.get("title")),
        *line("programme", form.programme, asked.get("programme")),
        *line("mark", "partial"),
        *line("source", form.source),
        *line("bind", "headings", asked.get("bind")),
        *line("levels", form.levels, asked.get("levels")),
        *line("periods", form.periods, asked.get("periods")),
        *listing("measures", ((entry, asked.get(f"measure {entry['code']}")) for entry in form.measures)),
        *line("measure", first.measure, asked.get("measure")),
        "stub: [" + ", ".join(_quoted(text) for text in first.stub) + "]",
        *line("shows_measure", "true" if first.shows_measure else ""),
        *line("measure_heading", first.measure_heading),
        *line("label_width", _label_width(first)),
        *_table(first, form.tables[0].measure),
    ]
    if len(form.tables) > 1:
        lines.append("tables:")
        for table in form.tables[1:]:
            lines += _further(table, form)
    rules = [entry for table in form.tables for entry in table.rules]
    lines += listing("rules", ((_rule(rule), rule) for rule in rules))
    return "\n".join(lines) + "\n"


def questions_of(form: LearntForm) -> tuple[str, ...]:
    """The questions left in a form, in the order of the file."""
    order = ("code", "number", "title", "programme", "bind", "levels", "periods")
    places: list[Asked] = [form.at[key] for key in order if key in form.at]
    places += [asked for key, asked in form.at.items() if key not in order]
    for table in form.tables:
        places += [table, *table.columns, *table.rows]
    places += [rule for table in form.tables for rule in table.rules]
    return tuple(text for place in places for text in dict.fromkeys(place.questions))


def _table(table: LearntTable, measure: str, indent: int = 0) -> list[str]:
    space = "  " * indent
    pages = _pages(table)
    own = comments(Asked(table.questions, table.notes)) if not indent else []
    return [
        *(f"{space}{text}" for text in own),
        *listing("columns", ((_column(c, measure, pages), c) for c in table.columns), indent),
        *listing("rows", ((_row(row, measure), row) for row in table.rows), indent),
    ]


def _further(table: LearntTable, form: LearntForm) -> list[str]:
    measure = table.measure or form.tables[0].measure
    head = [
        *line("title", table.title or say("learning.title_unknown", code=form.code)),
        *line("measure", table.measure),
        "stub: [" + ", ".join(_quoted(text) for text in table.stub) + "]",
        *line("shows_measure", "true" if table.shows_measure else ""),
        *line("measure_heading", table.measure_heading),
    ]
    return [
        *(f"  {text}" for text in comments(table)),
        f"  - {head[0]}",
        *(f"    {text}" for text in head[1:]),
        *_table(table, measure, indent=2),
    ]


def _column(column: LearntColumn, measure: str, pages: dict[str, int]) -> dict[str, Value]:
    page = pages.get(column.key, 1)
    return {
        "code": f"{column.key}={column.formula}" if column.formula else column.key,
        "title": column.path[-1],
        "under": column.path[:-1],
        "kind": column.kind,
        "stub": "true" if column.in_stub else "",
        "measure": column.measure if column.measure != measure else "",
        "aggregate": column.aggregate,
        "rows": column.rows,
        "formulas": [{"as": formula, "rows": rows} for formula, rows in column.formulas],
        "page": str(page) if page > 1 else "",
        "width": "26" if column.is_text and not column.in_stub else "",
    }


def _row(row: LearntRow, measure: str) -> dict[str, Value]:
    return {
        "key": row.key,
        "number": row.number,
        "label": row.label,
        "each": row.each,
        "lines": str(row.lines) if row.each == "line" else "",
        "kind": row.kind,
        "depth": str(row.depth) if row.depth != row.number.count(".") else "",
        "measure": row.measure if row.measure != measure else "",
        "aggregate": row.aggregate,
        "sum": row.sum,
        "columns": row.columns,
    }


def _rule(rule: LearntRule) -> dict[str, Value]:
    return {
        "id": rule.id,
        "over": rule.over if rule.over != "rows" else "",
        "rule": rule.rule,
        "rows": rule.rows,
        "columns": rule.columns,
        "defines": "true" if rule.defines else "",
        "why": rule.why,
    }


def _quoted(text: str) -> str:
    return scalar(text) if text else '""'


def _label_width(table: LearntTable) -> str:
    longest = max((len(row.label) for row in table.rows), default=0)
    return "" if longest > 30 else "28"


def _pages(table: LearntTable) -> dict[str, int]:
    """Pages for wide tables: groups of columns are kept together where they fit."""
    groups: list[list[LearntColumn]] = []
    for column in table.columns:
        if column.in_stub:
            continue
        head = column.path[0] if len(column.path) > 1 else None
        if groups and head is not None and len(groups[-1][-1].path) > 1 and groups[-1][-1].path[0] == head:
            groups[-1].append(column)
        else:
            groups.append([column])
    pages: dict[str, int] = {}
    page, room = 1, _PAGE
    for group in groups:
        if room < len(group) and room < _PAGE:
            page, room = page + 1, _PAGE
        for column in group:
            if not room:
                page, room = page + 1, _PAGE
            pages[column.key] = page
            room -= 1
    return pages
