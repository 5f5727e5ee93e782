"""Faults of formulas as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Finding, Severity
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import format_vietnamese, round_half_up, trimmed
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.messages import say
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.formulas.expecting import bare
from mtqg_xl.reconcile.formulas.faults import Fault, FaultKind
from mtqg_xl.reconcile.formulas.finding import formula_faults
from mtqg_xl.reconcile.kinds import KINDS
from mtqg_xl.reconcile.naming import Names
from mtqg_xl.rules import Relation, in_words
from mtqg_xl.rules.sheet_formulas import cell_address

_TOLD = 6
#: Longer formulas are given where there is something to do, not in the sentence.
_LONG = 80
_DIGITS, _FEW = 6, 4


def formula_findings(submission: Submission, context: Context, names: Names) -> Iterator[Finding]:
    """Findings about the formulas of ``submission``, compared with what the form expects."""
    teller = _Teller(submission, context, names)
    return (teller.finding(fault) for fault in formula_faults(submission, context))


class _Teller:
    def __init__(self, submission: Submission, context: Context, names: Names) -> None:
        self._context = context
        self._names = names
        self._tables = {table.form.code: table for table in submission.tables}
        self._rules: dict[CellKey, Relation] = {}
        for relation in context.relations:
            if relation.target is not None and (relation.rule.defines or relation.rule.links):
                self._rules.setdefault(relation.target, relation)

    def finding(self, fault: Fault) -> Finding:
        """One finding; the same fault in other cells and what follows hang below."""
        key = fault.key
        kind = KINDS[f"formula_{fault.kind}"]
        sheet, cell = self._names.place(key)
        seen = self._context.observation(key)
        stated, expected = seen.value if seen else None, self._shown(key, fault.expected)
        typed = fault.kind is FaultKind.TYPED
        below = tuple(self.finding(other) for other in fault.also)
        wrong = fault.is_wrong_now and not typed
        relation = self._rules.get(key)
        found = Finding(
            rule=f"DOC.{kind.code}",
            severity=Severity.ERROR if wrong else Severity.WARNING,
            verdict=kind.verdict,
            key=key,
            sheet=sheet,
            cell=cell,
            message=self._message(fault, stated, expected),
            why=self._why(fault, relation, stated, expected),
            todo=self._todo(fault, cell),
            law=relation.rule.law or self._context.forms[key.form].law if relation else "",
            stated=stated,
            expected=expected,
            unit=self._context.measure(key).code,
            children=below,
            kind=kind.code,
        )
        if below:
            cells = self._cells([other.key for other in fault.also], key)
            many = typed
            message = (
                self._typed_many(fault) if many else found.message + say("formula_check.alike", cells=cells)
            )
            todo = say("formula_check.todo_typed_many") if many else found.todo
            found = replace(found, message=message, todo=todo)
        return found

    def _shown(self, key: CellKey, value: Decimal | None) -> Decimal | None:
        if value is None:
            return None
        measure, seen = self._context.measure(key), self._context.observation(key)
        rate = measure.kind is MeasureKind.RATE
        digits = max(measure.decimals, min(seen.decimals if seen else 0, _DIGITS)) if rate else _DIGITS
        return trimmed(round_half_up(value, digits))

    def _message(self, fault: Fault, stated: Decimal | None, expected: Decimal | None) -> str:
        code = _code(fault)
        lacking, foreign = self._cells(fault.lacking, fault.key), self._cells(fault.foreign, fault.key)
        formula = bare(fault.right)
        right = say("formula_check.right", formula=formula) if 0 < len(formula) <= _LONG else ""
        return say(
            f"formula_check.{code}",
            where=self._names.where(fault.key),
            lacking=lacking,
            foreign=foreign,
            right=right,
            rows=abs(fault.rows),
            columns=abs(fault.columns),
            taken=_taken(lacking, foreign),
            differing=_differing(lacking, foreign),
            short=_short(stated, expected),
            stated=self._said(stated, fault.key),
            expected=self._said(expected, fault.key),
        )

    def _said(self, value: Decimal | None, key: CellKey) -> str:
        """A figure as an office prints it; of a computed rate a few decimals are enough."""
        rate = self._context.measure(key).kind is MeasureKind.RATE
        return "" if value is None else format_vietnamese(value, _FEW if rate else _DIGITS)

    def _why(
        self, fault: Fault, relation: Relation | None, stated: Decimal | None, expected: Decimal | None
    ) -> str:
        if fault.kind is FaultKind.STALE:
            return say("formula_check.why_stale")
        if relation is None:
            return KINDS[f"formula_{fault.kind}"].meaning()
        why = say("formula_check.why", rule=in_words(relation, self._names.in_rule(relation)))
        both_known = (stated is None) == (expected is None)
        if fault.is_wrong_now and None not in (stated, expected) and stated != expected:
            figures = [self._said(value, fault.key) for value in (stated, expected)]
            why += say("formula_check.why_wrong", stated=figures[0], expected=figures[1])
        elif both_known and not fault.is_wrong_now and fault.kind is not FaultKind.TYPED:
            why += say("formula_check.why_later")
        return why

    def _todo(self, fault: Fault, cell: str) -> str:
        match fault.kind:
            case FaultKind.STALE:
                return say("formula_check.todo_stale")
            case FaultKind.SKIPS_TEXT:
                return say("formula_check.todo_text", lacking=self._cells(fault.lacking, fault.key))
            case FaultKind.TYPED:
                code = "todo_typed" if fault.right else "todo_typed_plain"
            case _:
                code = "todo" if fault.right else "todo_plain"
        return say(f"formula_check.{code}", cell=cell, formula=fault.right)

    def _typed_many(self, fault: Fault) -> str:
        cells = [fault.key, *(other.key for other in fault.also)]
        shown = ", ".join(self._names.place(key)[1] for key in cells[:_TOLD])
        return say(
            "formula_check.typed_many",
            form=self._context.forms[fault.key.form].number,
            count=len(cells),
            cells=shown + ("…" if len(cells) > _TOLD else ""),
        )

    def _cells(self, keys: Iterable[CellKey], beside: CellKey) -> str:
        """Cells as a person says them: ``ô E10:E12, E15``; those of other forms with their sheets."""
        home = self._tables[beside.form].sheet
        places: list[tuple[str, int, int]] = []
        strange = False
        for key in keys:
            table = self._tables.get(key.form)
            at = table.place(key) if table else None
            if table is None or at is None:
                strange = True
                continue
            places.append(("" if table.sheet == home else f"{table.sheet}!", *at))
        if not places:
            return say("formula_check.beside") if strange else ""
        runs = [_run_text(run) for run in _runs(sorted(places))]
        return say("formula_check.cell", cells=", ".join(runs[:_TOLD]) + ("…" if len(runs) > _TOLD else ""))


def _code(fault: Fault) -> str:
    """Which sentence says the fault."""
    match fault.kind:
        case FaultKind.MOVED if fault.rows and fault.columns:
            return "moved_both"
        case FaultKind.MOVED:
            return "moved_rows" if fault.rows else "moved_columns"
        case FaultKind.CIRCULAR if fault.foreign:
            return "circular_through"
        case FaultKind.STALE if fault.shows_blank:
            return "stale_blank"
        case kind:
            return kind.value


def _runs(places: list[tuple[str, int, int]]) -> list[list[tuple[str, int, int]]]:
    """Neighbours in one column or one row together."""
    runs: list[list[tuple[str, int, int]]] = []
    for place in sorted(places, key=lambda at: (at[0], at[2], at[1])) if _is_tall(places) else places:
        sheet, row, column = place
        if runs:
            last = runs[-1][-1]
            first = runs[-1][0]
            down = last == (sheet, row - 1, column) and first[2] == column
            across = last == (sheet, row, column - 1) and first[1] == row
            if down or across:
                runs[-1].append(place)
                continue
        runs.append([place])
    return runs


def _is_tall(places: list[tuple[str, int, int]]) -> bool:
    return len({column for _, _, column in places}) < len({row for _, row, _ in places})


def _run_text(run: list[tuple[str, int, int]]) -> str:
    sheet, row, column = run[0]
    first = f"{sheet}{cell_address(row, column)}"
    return first if len(run) == 1 else f"{first}:{cell_address(*run[-1][1:])}"


def _taken(lacking: str, foreign: str) -> str:
    if foreign and lacking:
        return say("formula_check.instead", foreign=foreign, lacking=lacking)
    if foreign:
        return say("formula_check.taken", foreign=foreign)
    return say("formula_check.without", lacking=lacking) if lacking else ""


def _differing(lacking: str, foreign: str) -> str:
    if not lacking and not foreign:
        return ""
    code = (
        "differing_both" if lacking and foreign else "differing_lacking" if lacking else "differing_foreign"
    )
    detail = say(f"formula_check.{code}", lacking=lacking, foreign=foreign)
    return say("formula_check.cells_differ", detail=detail)


def _short(stated: Decimal | None, expected: Decimal | None) -> str:
    if stated is None or expected is None or stated >= expected:
        return ""
    return say("formula_check.short", difference=format_vietnamese(expected - stated, _DIGITS))
