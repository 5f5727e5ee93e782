"""The codes that rules, selectors and other files speak of: every one must be there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from mtqg_xl.catalogue import cross_rules, form_codes, variants
from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.catalogue.schema import UnitText
from mtqg_xl.domain.forms import Form, Scope
from mtqg_xl.linting.formulas import line_of
from mtqg_xl.linting.guessing import meant_for
from mtqg_xl.linting.layout import columns, entries, rows, rules
from mtqg_xl.linting.notes import Note, error, remark
from mtqg_xl.linting.positions import Source
from mtqg_xl.linting.shape import close_to
from mtqg_xl.linting.trial import PLACEHOLDER, Trial, known_parameters
from mtqg_xl.messages import DefinitionProblem
from mtqg_xl.rules import bind_rule, parse_relation
from mtqg_xl.rules.expressions import Name, walk

_NUMBER = re.compile(r"\d+(\.\d+)?")
_CELL = re.compile(r"\[([^\];]+);([^\]]+)\]")


@cache
def unit_tags() -> frozenset[str]:
    """The tags that units of the register carry."""
    files = folder("data", "units").iterdir()
    return frozenset(tag for file in files for unit in read(file, tuple[UnitText, ...]) for tag in unit.tags)


def reference_notes(source: Source, form: Form, trials: Sequence[Trial]) -> Iterator[Note]:
    """Every code spoken of that is not there, and every rule that applies to no cell."""
    yield from _selectors(source, form)
    yield from _presets(source, form)
    yield from _numbers(source, form)
    bad: set[str] = set()
    for trial in trials:
        for rule in trial.form.rules:
            if rule.id in bad:
                continue
            try:
                bind_rule(rule, {trial.form.code: trial.form}, trial.form)
            except DefinitionProblem as problem:
                bad.add(rule.id)
                line = line_of(source, form.code, rule.id, rule.notation)
                yield from _unbound(source, form, line, rule.notation, problem)
    applied = bad | {
        rule.id
        for trial in trials
        for rule in trial.form.rules
        if rule.id not in bad and bind_rule(rule, {trial.form.code: trial.form}, trial.form)
    }
    tried = {rule.id for trial in trials for rule in trial.form.rules}
    for name in dict.fromkeys(rule.id for rule in form.rules if rule.id in tried - applied):
        yield remark(line_of(source, form.code, name), "never_applied", rule=name)
    yield from _asked_for(source, form)


def _numbers(source: Source, form: Form) -> Iterator[Note]:
    """Plain numbers where codes are expected: a code that is not there would be taken for one."""
    rows = {name for row in form.rows for name in (row.key, row.number)} | form.absent_rows
    known = {Scope.ROWS: form.column_by_key.keys() | form.absent_columns, Scope.COLUMNS: rows}
    for rule in form.rules:
        if rule.scope is Scope.ONCE:
            continue
        statement = parse_relation(PLACEHOLDER.sub("{1}", rule.notation))
        for side in (statement.left, statement.right):
            limit = statement.sign != "=" and isinstance(side, Name)
            for number in dict.fromkeys(node.text for node in walk(side) if isinstance(node, Name)):
                if not _NUMBER.fullmatch(number) or number in known[rule.scope]:
                    continue
                meant = rule.scope is Scope.COLUMNS or _in_series(form, number)
                if limit and not meant:
                    continue  # "2<=100" can only mean the number
                line = line_of(source, form.code, rule.id, rule.notation)
                told = error if meant else remark
                yield told(line, "number_for_code", text=rule.notation, number=number)
                yield from _hint(source, number, "columns" if rule.scope is Scope.ROWS else "rows")


def _in_series(form: Form, number: str) -> bool:
    """Whether a column with this number would stand among the others: 0, 100 or 2.5 would not."""
    codes = [int(key) for key in form.column_by_key if key.isdigit()]
    return number.isdigit() and 1 <= int(number) <= max(codes, default=0) + 1


def _unbound(
    source: Source, form: Form, line: int, notation: str, problem: DefinitionProblem
) -> Iterator[Note]:
    if problem.code != "definition.unknown_code":
        yield error(line, "rule_refused", text=notation, detail=str(problem))
        return
    for missing, among in _missing(form, str(problem.values["code"])):
        guess = close_to(missing, [*form.column_by_key, *form.row_by_key])
        if guess is None:
            yield error(line, "unknown_code", text=notation, code=missing)
        else:
            yield error(line, "unknown_code_like", text=notation, code=missing, guess=guess)
        yield from _hint(source, missing, among)


def _missing(form: Form, code: str) -> Iterator[tuple[str, str | None]]:
    """The codes within ``code`` (a code, a range, a cell) that the form does not have, and of what."""
    cell = _CELL.fullmatch(code)
    if cell:
        if cell[1] != "." and cell[1] not in form.row_by_key:
            yield cell[1].strip(), "rows"
        if cell[2] != "." and cell[2] not in form.column_by_key:
            yield cell[2].strip(), "columns"
    elif ":" in code:
        parts = code.split(":")
        yield from ((part, "rows") for part in parts if part not in form.row_by_key)
    else:
        yield code, None


def _hint(source: Source, missing: str, among: str | None) -> Iterator[Note]:
    """The place that a missing code was most likely meant for."""
    meant = meant_for(source, missing, among)
    if meant is not None:
        key = "code" if "code" in meant.data else "key"
        yield remark(meant.line(key), "meant_for", code=missing, key=meant.text(key))


def _selectors(source: Source, form: Form) -> Iterator[Note]:
    tags = unit_tags() | {tag for row in form.rows for tag in row.tags}
    choosing = [*columns(source), *rules(source)]
    choosing += [part for column in columns(source) for part in entries(source, *column.place, "formulas")]
    for entry in choosing:
        for number, part in enumerate(entry.texts("rows")):
            if part != "*" and not _selects(form, tags, part):
                yield from _lost(source, entry.line("rows", number), part, form, "rows")
    for entry in (*rows(source), *rules(source)):
        for number, key in enumerate(entry.texts("columns")):
            if key not in form.column_by_key:
                yield from _lost(source, entry.line("columns", number), key, form, "columns")


def _selects(form: Form, tags: frozenset[str] | set[str], part: str) -> bool:
    if part.startswith("#"):
        return part[1:] in tags
    if ":" in part:
        return bool(form.row_range(part))
    return part in form.row_by_key or part in form.absent_rows


def _lost(source: Source, line: int, code: str, form: Form, among: str) -> Iterator[Note]:
    known = form.row_by_key if among == "rows" else form.column_by_key
    guess = close_to(code, list(known))
    if guess is None:
        yield error(line, "unknown_selection", code=code)
    else:
        yield error(line, "unknown_selection_like", code=code, guess=guess)
    for part in code.split(":"):
        if part not in known and not part.startswith("#"):
            yield from _hint(source, part, among)


def _presets(source: Source, form: Form) -> Iterator[Note]:
    for preset in entries(source, "presets"):
        row, column, name = (preset.text(key) for key in ("row", "column", "parameter"))
        if row and row not in form.row_by_key:
            yield from _lost(source, preset.line("row"), row, form, "rows")
        if column and column not in form.column_by_key:
            yield from _lost(source, preset.line("column"), column, form, "columns")
        if name and name not in known_parameters():
            known_names = ", ".join(sorted(known_parameters()))
            yield remark(preset.line("parameter"), "unknown_parameter", name=name, known=known_names)


def _asked_for(source: Source, form: Form) -> Iterator[Note]:
    """Rows and columns that rules between forms speak of and this form does not have."""
    others = [other for other in _layouts(form.code) if other.validity != form.validity]
    known_rows = {key for other in (form, *others) for key in other.row_by_key} | form.absent_rows
    known_columns = {key for other in (form, *others) for key in other.column_by_key}
    cell = re.compile(rf"(?<![A-Z0-9_.]){re.escape(form.code)}(?:@truoc)?\[([^\];]+);([^\]]+)\]")
    wanted: dict[tuple[str, str], str] = {}
    for rule in cross_rules():
        for row, column in cell.findall(rule.notation):
            if row.strip() not in {".", *known_rows}:
                wanted.setdefault((row.strip(), "rows"), rule.id)
            if column.strip() not in {".", *known_columns}:
                wanted.setdefault((column.strip(), "columns"), rule.id)
    for (code, where), rule_id in wanted.items():
        meant = meant_for(source, code, where)
        line = source.line(where) if meant is None else meant.line("code" if where == "columns" else "key")
        yield error(line, f"asked_for_{where}", code=code, rule=rule_id)


def _layouts(code: str) -> tuple[Form, ...]:
    return variants(code) if code in form_codes() else ()
