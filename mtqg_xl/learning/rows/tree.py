"""The rows of a table: their numbers, labels, keys, and what they are part of."""

from __future__ import annotations

import re
from collections import Counter

from mtqg_xl.domain.units import fold
from mtqg_xl.learning.columns.codes import parse_code
from mtqg_xl.learning.model import LearntRow, LearntTable
from mtqg_xl.learning.paper.layout import is_figure
from mtqg_xl.learning.paper.words import MEMO_LABELS, TOTAL_LABELS
from mtqg_xl.learning.rows.numbering import Token, number_in_label, settle, token_of, tree
from mtqg_xl.messages import say
from mtqg_xl.ooxml import to_a1

_UNSAFE = re.compile(r"[^A-Za-z0-9.]+")
_STARTS = ("1", "i", "a")


def learn_rows(table: LearntTable) -> None:
    """Take in the rows of ``table`` as they are printed."""
    rows = [row for at in table.area.rows if (row := _row(table, at)) is not None]
    for row in rows:
        row.printed = parse_code(row.number) if "=" in row.number else None
    numbers = [row.printed.key if row.printed else row.number or number_in_label(row.label) for row in rows]
    numbers = _tens_put_right(table, rows, numbers)
    parents = _with_sections(rows, numbers)
    tokens = settle([token_of(number) for number in numbers])
    for row, parent in zip(rows, parents, strict=True):
        row.parent = parent
    for at, row in enumerate(rows):
        row.depth = _depth(rows, at)
        if MEMO_LABELS.match(fold(row.label)):
            row.kind = "memo"
    give_keys(rows, tokens)
    _tell_doubles(rows)
    table.rows = rows


def is_total(row: LearntRow) -> bool:
    """Whether a row says of itself that it is the total."""
    return bool(TOTAL_LABELS.match(row.label))


def _row(table: LearntTable, at: int) -> LearntRow | None:
    unmerged, layout = table.unmerged, table.layout
    number, label = unmerged.stub(at, layout.number, layout.labels)
    if not number and not label:
        figures = [column for column in layout.columns if is_figure(unmerged.sheet.cell(at, column))]
        if figures:
            place = to_a1(at, figures[0])
            table.questions.append(say("learning.row_without_name", row=at, cell=place))
        return None
    row = LearntRow(at=at, number=number, label=label)
    if at in unmerged.sheet.hidden_rows:
        row.questions.append(say("learning.hidden_row", row=at))
    if layout.measure is not None:
        row.measure = unmerged.text(at, layout.measure)
    return row


def _tens_put_right(table: LearntTable, rows: list[LearntRow], numbers: list[str]) -> list[str]:
    """Numbers typed as figures lose their last zero: after 1.9 the figure 1.1 means 1.10."""
    layout, right = table.layout, list(numbers)
    if layout.number is None:
        return right
    for at in range(1, len(rows)):
        cell = table.unmerged.cell(rows[at].at, layout.number)
        if cell is None or cell.kind != "number" or "." not in right[at]:
            continue
        head, _, tail = right[at].rpartition(".")
        before = [text for text in right[:at] if text.rpartition(".")[0] == head]
        last = before[-1].rpartition(".")[2] if before else ""
        if last.isdecimal() and tail.isdecimal() and int(last) + 1 == int(tail) * 10:
            right[at] = f"{head}.{int(last) + 1}"
            rows[at].notes.append(say("learning.ten", row=rows[at].at, shown=numbers[at], meant=right[at]))
    return right


def _with_sections(rows: list[LearntRow], numbers: list[str]) -> list[int | None]:
    """The tree of the numbering, where rows without number may head a numbering that starts anew."""
    parents = tree(numbers, [row.label for row in rows])
    section: int | None = None
    tokens = [token_of(number) for number in numbers]
    for at, (row, token) in enumerate(zip(rows, tokens, strict=True)):
        if not token.kind:
            following = next((t for t in tokens[at + 1 :] if t.kind), None)
            heads = following is not None and fold(following.body) in _STARTS and tokens[at + 1].kind
            if is_total(row) or MEMO_LABELS.match(fold(row.label)):
                section = None if is_total(row) else section
            else:
                section = at if heads else None
        elif parents[at] is None and section is not None:
            parents[at] = section
    return parents


def _depth(rows: list[LearntRow], at: int) -> int:
    depth, parent = 0, rows[at].parent
    while parent is not None:
        depth, parent = depth + 1, rows[parent].parent
    if not rows[at].number and at and MEMO_LABELS.match(fold(rows[at].label)):
        return _depth(rows, at - 1) + (rows[at - 1].kind != "memo")
    return depth


def give_keys(rows: list[LearntRow], tokens: list[Token]) -> None:
    """Give every row a key that rules can name: its printed number where that is its own."""
    bodies = Counter(_safe(token.body) for token in tokens if token.kind not in ("", "bullet", "other"))
    taken: set[str] = set()
    for at, (row, token) in enumerate(zip(rows, tokens, strict=True)):
        row.key = _free(_wanted(rows, tokens, bodies, at, row, token), taken)
        taken.add(row.key)


def _wanted(
    rows: list[LearntRow], tokens: list[Token], bodies: Counter[str], at: int, row: LearntRow, token: Token
) -> str:
    parent = rows[row.parent] if row.parent is not None else None
    if not token.kind or token.kind == "other":
        if is_total(row):
            return "T"
        above = next((other for other in reversed(rows[:at]) if other.number and other.key), None)
        return f"{above.key}.td" if above and row.kind == "memo" else f"D{at + 1}"
    if token.kind == "bullet":
        place = sum(1 for n in range(at + 1) if rows[n].parent == row.parent and tokens[n].kind == "bullet")
        return f"{parent.key}.g{place}" if parent else f"G{place}"
    body = _safe(token.body)
    if parent is None or row.parent is None:
        return body
    outer = _safe(tokens[row.parent].body)
    if outer and body.startswith(outer) and body != outer:
        # "1.1" tells its parent by itself, unless there is another 1.1 elsewhere.
        return body if bodies[body] < 2 else f"{parent.key}.{body[len(outer) :].lstrip('.')}"
    return f"{parent.key}.{body}" if bodies[body] > 1 or parent.number else body


def _safe(text: str) -> str:
    return _UNSAFE.sub("", text.replace("Đ", "D").replace("đ", "d")).strip(".")


def _free(wanted: str, taken: set[str]) -> str:
    if wanted and wanted not in taken:
        return wanted
    number = 2
    while f"{wanted or 'D'}.{number}" in taken:
        number += 1
    return f"{wanted or 'D'}.{number}"


def _tell_doubles(rows: list[LearntRow]) -> None:
    """Ask about rows that nothing printed tells apart."""
    counts = Counter((row.number, fold(row.label), row.parent, row.measure) for row in rows if row.label)
    for row in rows:
        if counts[row.number, fold(row.label), row.parent, row.measure] > 1:
            row.questions.append(say("learning.label_twice", label=row.label))
