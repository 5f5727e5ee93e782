"""Excerpts: for a finding, the few cells that take part in the relation that fails, as a small table.

Made only when asked, from the submission and the findings about it, so that checking costs nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from mtqg_xl.catalogue.crossing import BEFORE
from mtqg_xl.domain.cells import CellKey, State
from mtqg_xl.domain.excerpts import (
    Excerpt,
    ExcerptCell,
    ExcerptHead,
    ExcerptRelation,
    ExcerptRow,
    ExcerptTable,
    Role,
)
from mtqg_xl.domain.findings import Confidence, Finding, Severity, Suspect, Verdict
from mtqg_xl.domain.forms import CellKind, Scope
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.messages import say
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.naming import Names
from mtqg_xl.rules import Relation, in_words, judge
from mtqg_xl.rules.expressions import Add, Call, Divide, Multiply, Negative, Node, Number, Ref
from mtqg_xl.rules.judging import Judgement, Outcome

#: As much as is taken in at a glance, on a telephone too.
MOST_ROWS: Final = 8
MOST_COLUMNS: Final = 6
_MOST_RELATIONS: Final = 3
_DECIMALS: Final = 6
_SLIGHT = frozenset({Outcome.CUT_OFF, Outcome.ROUNDING})
_SIGNS: Final = {"=": "=", "<=": "≤", ">=": "≥"}
_BROKEN: Final = {"=": "≠", "≤": ">", "≥": "<"}


def excerpts_of(
    submission: Submission,
    findings: Iterable[Finding],
    previous: Submission | None = None,
    *,
    most: int = 400,
) -> dict[str, Excerpt]:
    """Excerpts by the id of the finding, for the first ``most`` findings that a relation can be drawn for.

    ``findings`` are those of the check of ``submission`` (with ``previous``), numbered. A finding about a
    sheet, or that no relation of its rule explains, has none.
    """
    about_cells = [finding for finding in findings if finding.key is not None]
    if not about_cells:
        return {}
    return excerpts_in(Context(submission, previous), about_cells, most=most)


def excerpts_in(context: Context, findings: Iterable[Finding], *, most: int = 400) -> dict[str, Excerpt]:
    """The same as :func:`excerpts_of`, where the submission stands in its context already."""
    excerpts: dict[str, Excerpt] = {}
    draughts = _Draughts(context)
    for finding in findings:
        if len(excerpts) >= most:
            break
        excerpt = draughts.excerpt(finding)
        if excerpt is not None:
            excerpts[finding.id] = excerpt
    return excerpts


class _Draughts:
    """Draws the excerpts of one submission."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._figures = context.figures
        self._names = Names(context)
        self._by_cell: dict[CellKey, list[Relation]] = {}
        self._by_rule: dict[str, list[Relation]] = {}
        self._judged: dict[int, Judgement] = {}
        for relation in context.relations:
            self._by_rule.setdefault(relation.rule.id, []).append(relation)
            for key in relation.cells:
                self._by_cell.setdefault(key, []).append(relation)

    def excerpt(self, finding: Finding) -> Excerpt | None:
        """The excerpt of a finding; ``None`` when there is no relation to draw."""
        if finding.key is None or finding.key.form not in self._context.forms:
            return None
        relations = list(dict.fromkeys(self._relations(finding)))[:_MOST_RELATIONS]
        if not relations:
            return None
        signs = [_signs(relation) for relation in relations]
        cells = list(dict.fromkeys((finding.key, *(key for found in signs for key in found))))
        cells = [key for key in cells if key.form in self._context.forms]
        forms = dict.fromkeys(key.form for key in cells)
        around = _Around(self, finding, relations, signs)
        tables = [self._table(form, [key for key in cells if key.form == form], around) for form in forms]
        return Excerpt(tuple(tables), tuple(self._told(relation) for relation in relations))

    def judged(self, relation: Relation) -> Judgement:
        """How a relation came out, worked out once."""
        found = self._judged.get(id(relation))
        if found is None:
            found = self._judged[id(relation)] = judge(relation, self._figures)
        return found

    # Which relations are drawn

    def _relations(self, finding: Finding) -> Iterator[Relation]:
        key = finding.key
        assert key is not None
        own = [one for one in self._by_cell.get(key, ()) if one.rule.id == finding.rule]
        own = own or [one for one in self._by_rule.get(finding.rule, ()) if self._rests_on(one, key)]
        own.sort(key=lambda one: one.target != key)
        match finding.verdict:
            case Verdict.CUT_OFF | Verdict.ROUNDING:
                yield from [one for one in own if self.judged(one).outcome in _SLIGHT][:1]
            case Verdict.WRONG if not own and finding.severity is Severity.INFO:
                return
            case Verdict.WRONG:
                failing = self._failing(own)
                if _is_led(finding):
                    others = self._failing(self._by_cell.get(key, ()))
                    mended = [one for one in others if self.mended(one, key, finding.expected)]
                    failing = [*failing[:1], *sorted(mended, key=lambda one: one.rule.scope is Scope.ONCE)]
                else:
                    failing = failing[:1]
                yield from failing
                behind = dict.fromkeys((key, *(one.key for one in finding.suspects[:_MOST_RELATIONS])))
                for relation in failing:
                    for cell in behind:
                        yield from self._between(relation, cell)
            case _ if finding.severity is not Severity.INFO:
                # What the cell says is doubtful: it is shown in what it is made of, or is a part of.
                yield from sorted(
                    self._by_cell.get(key, ()), key=lambda one: (one.target != key, not one.rule.defines)
                )[:1]

    def _failing(self, relations: Iterable[Relation]) -> list[Relation]:
        return [one for one in relations if self.judged(one).outcome is Outcome.FAILS]

    def mended(self, relation: Relation, key: CellKey, to: Decimal | None) -> bool:
        """Whether a relation no longer fails once the cell ``key`` alone holds ``to``."""
        if to is None or self._figures.observation(key) is None:
            return False
        return judge(relation, self._figures.changed({key: to})).outcome is not Outcome.FAILS

    def _rests_on(self, relation: Relation, key: CellKey) -> bool:
        """Whether the figure of ``key`` is in a blank total of the relation."""
        return any(
            key in self._figures.support(cell) or key in self._figures.blanks(cell) for cell in relation.cells
        )

    def _between(self, relation: Relation, key: CellKey) -> Iterator[Relation]:
        """The relations that give the blank totals between ``relation`` and the cell ``key``."""
        if key in relation.cells:
            return
        for cell in relation.cells:
            by = self._figures.definition(cell)
            if by is None or by is relation:  # its own left side leads nowhere deeper
                continue
            if key in (*self._figures.support(cell), *self._figures.blanks(cell)):
                yield by
                yield from self._between(by, key)
                return

    # What is shown of them

    def _told(self, relation: Relation) -> ExcerptRelation:
        judged = self.judged(relation)
        sign = _SIGNS[relation.sign]
        broken = {Outcome.FAILS: _BROKEN[sign], Outcome.CUT_OFF: "≈", Outcome.ROUNDING: "≈"}
        shown = broken.get(judged.outcome, sign)
        figures = in_words(relation, {key: self._in_sum(key) for key in relation.cells})
        plain = isinstance(relation.left, Ref) and isinstance(relation.right, Ref)
        both = judged.left is not None and judged.right is not None and not plain
        return ExcerptRelation(
            words=in_words(relation, self._names.in_rule(relation)),
            place=self._place(relation),
            figures=figures.replace(f" {sign} ", f" {shown} ", 1),
            result=f"{_said(judged.left, 4)} {shown} {_said(judged.right, 4)}" if both else "",
            holds=judged.outcome in (Outcome.HOLDS, *_SLIGHT),
        )

    def _place(self, relation: Relation) -> str:
        key = relation.target or relation.cells[0]
        match relation.rule.scope:
            case Scope.ROWS:
                return say("finding.place_row", row=self._names.row(key))
            case Scope.COLUMNS:
                return say("finding.place_column", column=self._names.column(key))
            case Scope.ONCE:
                return ""

    def _in_sum(self, key: CellKey) -> str:
        return self.shown(key) or self.computed(key) or f"({say('finding.nothing')})"

    def shown(self, key: CellKey) -> str:
        """What a cell holds, as an office prints it."""
        seen = self._context.observation(key)
        if seen is None:
            return ""
        if seen.value is None or seen.state is State.ZERO_REPORTED:
            return seen.raw.strip()
        return format_vietnamese(seen.value, _DECIMALS)

    def computed(self, key: CellKey) -> str:
        """What the parts of a blank total give."""
        return "" if self._figures.stated(key) is not None else _said(self._figures.value(key))

    def _table(self, code: str, cells: list[CellKey], around: _Around) -> ExcerptTable:
        form = self._context.forms[code]
        order = sorted(cells, key=around.rank)
        rows = list(dict.fromkeys(key.row for key in order))
        columns = list(dict.fromkeys(key.column for key in order))
        kept_rows, kept_columns = set(rows[:MOST_ROWS]), set(columns[:MOST_COLUMNS])
        head = [form.column_by_key[key] for key in form.column_by_key if key in kept_columns]
        made = []
        for row in (form.row_by_key[key] for key in form.row_by_key if key in kept_rows):
            keys = [form.key(row, column) for column in head]
            is_open = (form.kind_of(row, column) is not CellKind.CLOSED for column in head)
            shown = tuple(around.cell(key, place) for key, place in zip(keys, is_open, strict=True))
            made.append(ExcerptRow(self._row_head(keys[0]), shown))
        before = say("finding.of_previous") if code.endswith(BEFORE) else ""
        return ExcerptTable(
            form=form.number + before,
            sheet=next((sheet for key in cells if (sheet := self._names.place(key)[0])), ""),
            columns=tuple(self._column_head(form.key(form.rows[0], one)) for one in head),
            rows=tuple(made),
            more_rows=len(rows) - len(kept_rows),
            more_columns=len(columns) - len(kept_columns),
        )

    def _row_head(self, key: CellKey) -> ExcerptHead:
        number = self._context.forms[key.form].row_by_key[key.row].number
        return ExcerptHead(number, _title(self._names.row(key), number))

    def _column_head(self, key: CellKey) -> ExcerptHead:
        return ExcerptHead(key.column, _title(self._names.column(key), key.column))

    def address(self, key: CellKey) -> tuple[str, str]:
        """Sheet and address of a cell."""
        return self._names.place(key)


class _Around:
    """The cells of one excerpt, each with its role."""

    def __init__(
        self,
        draughts: _Draughts,
        finding: Finding,
        relations: list[Relation],
        signs: list[dict[CellKey, str]],
    ) -> None:
        self._draughts = draughts
        self._finding = finding
        self._targets = frozenset(one.target for one in relations if one.target is not None)
        self._signs = signs
        self._suspects: Mapping[CellKey, tuple[int, Suspect]] = {
            one.key: (at, one) for at, one in reversed(list(enumerate(finding.suspects, start=1)))
        }
        self._is_led = _is_led(finding)
        self._drawn = relations

    def rank(self, key: CellKey) -> tuple[bool, bool, int, int, bool]:
        """Which cells are shown where not all can be: the wrong one, totals, suspects, those with figures."""
        place = self._suspects[key][0] if key in self._suspects else len(self._suspects) + 1
        shortest = min((len(found) for found in self._signs if key in found), default=0)
        is_blank = not self._draughts.shown(key)
        return key != self._finding.key, key not in self._targets, place, shortest, is_blank

    def cell(self, key: CellKey, is_open: bool) -> ExcerptCell:
        """The cell as it is shown."""
        sheet, address = self._draughts.address(key)
        signs = tuple(found.get(key, "") for found in self._signs)
        place, suspect = self._suspects.get(key, (0, None))
        role = self._role(key, signs)
        proposed = _said(suspect.proposed) if suspect and self._mends(suspect) else ""
        if role is Role.CULPRIT and self._is_led:
            proposed = _said(self._finding.expected)
        takes_part = role is not Role.OTHER
        return ExcerptCell(
            text=self._draughts.shown(key) if is_open else "",
            sheet=sheet,
            cell=address,
            role=role,
            signs=signs,
            suspect=place,
            proposed=proposed,
            computed=self._draughts.computed(key) if takes_part else "",
            open=is_open,
        )

    def _mends(self, suspect: Suspect) -> bool:
        """Whether the change of this cell alone is a repair, and not only together with others."""
        return self._draughts.mended(self._drawn[0], suspect.key, suspect.proposed)

    def _role(self, key: CellKey, signs: tuple[str, ...]) -> Role:
        if key == self._finding.key and (self._is_led or key not in self._targets):
            return Role.CULPRIT if self._is_led else Role.PART
        if key in self._targets:
            return Role.TOTAL
        return Role.PART if any(signs) else Role.OTHER


def _is_led(finding: Finding) -> bool:
    """Whether the finding is about a cell that is wrong, and not about a relation that fails."""
    if finding.verdict is not Verdict.WRONG:
        return finding.verdict not in (Verdict.CUT_OFF, Verdict.ROUNDING)
    if finding.confidence is Confidence.UNDECIDED or not finding.suspects:
        return False
    first = finding.suspects[0]
    return first.key == finding.key and first.proposed == finding.expected


def _signs(relation: Relation) -> dict[CellKey, str]:
    """The sign that each cell has in a relation; the first counts where one stands twice."""
    signs: dict[CellKey, str] = {}
    equal = _SIGNS[relation.sign]
    for side, alone in ((relation.left, equal), (relation.right, equal)):
        for key, sign in _walk(side, alone if isinstance(side, Ref) else "•"):
            signs.setdefault(key, sign)
    return signs


def _walk(node: Node, sign: str) -> Iterator[tuple[CellKey, str]]:
    match node:
        case Ref(key):
            yield key, sign
        case Negative(term):
            yield from _walk(term, "−")
        case Add(terms):
            for term in terms:
                yield from _walk(term, "+")
        case Multiply(Number(factor), term) if sign in "+−":
            yield from _walk(term, f"{sign} {format_vietnamese(Decimal(factor))} ×")
        case Multiply(term, Number(factor)) if sign in "+−":
            yield from _walk(term, f"{sign} {format_vietnamese(Decimal(factor))} ×")
        case Multiply(left, right):
            yield from _walk(left, sign)
            yield from _walk(right, "×")
        case Divide(left, right):
            yield from _walk(left, sign)
            yield from _walk(right, ":")
        case Call(_, arguments):
            for part in arguments:
                yield from _walk(part, "•")


def _title(named: str, code: str) -> str:
    """The label in ``1 “Đầu tư”`` without its code and its quotation marks."""
    rest = named.removeprefix(code).strip() if code else named
    return rest[1:-1] if rest.startswith("“") and rest.endswith("”") else rest


def _said(value: Decimal | None, decimals: int = _DECIMALS) -> str:
    return "" if value is None else format_vietnamese(value, decimals)
