"""The overview of a consolidated report: which figures feed which chart, with their exact values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from mtqg_xl.catalogue.overview import ChartText, RatioText, SourceText, overview_charts
from mtqg_xl.consolidation import Merged
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Form
from mtqg_xl.messages import in_vietnamese
from mtqg_xl.reconcile.rates import drawn_rows, short_label
from mtqg_xl.rules import Relation, computed_values
from mtqg_xl.rules.expressions import Add, Call, Negative, Node, Ref
from mtqg_xl.writing.overview.model import Amount, Block, Line, Overview, Pair, Share


class _NoPlainSum(Exception):
    """A total that is not the plain sum of cells: no unit's share of it can be told."""


def overview_of(merged: Merged) -> Overview:
    """What the overview of ``merged`` shows: a block for every chart of the catalogue."""
    gathering = _Gathering(merged)
    return Overview(
        unit=merged.unit.name,
        period=merged.period.label,
        warning=merged.warning,
        blocks=tuple(gathering.block(chart) for chart in overview_charts()),
        lines=_spans(merged),
    )


def _spans(merged: Merged) -> dict[str, tuple[int, int]]:
    """First and last line of each form among all contributions, counted from 0."""
    spans: dict[str, tuple[int, int]] = {}
    at = 0
    for key, found in merged.contributions.items():
        first, _ = spans.get(key.form, (at, at))
        at += len(found)
        spans[key.form] = (first, at - 1)
    return spans


class _Gathering:
    def __init__(self, merged: Merged) -> None:
        self._merged = merged
        self._known: dict[str, Mapping[CellKey, tuple[Relation, Decimal | None]]] = {}
        self._units = tuple(dict.fromkeys(receipt.unit for receipt in merged.received))

    def block(self, chart: ChartText) -> Block:
        """The first source with figures; an empty block when there is none."""
        for source in chart.sources:
            form = self._merged.forms.get(source.form)
            if form is None or not source.fits(form):
                continue
            found = tuple(self._units_lines(form, source) if source.each else self._row_lines(form, source))
            told = tuple(line for line in found if line.is_told)
            if not told:
                continue
            measure = form.measure_of(
                form.row_by_key[source.total], form.column_by_key[source.ratios[0].part]
            )
            return Block(
                title=source.title or chart.title,
                lines=told,
                total=self._total(form, source),
                ratios=source.ratios,
                left_out=tuple(line.label for line in found if not line.is_told),
                measure=measure.label,
                form=form.number,
            )
        return Block(chart.title)

    def _row_lines(self, form: Form, source: SourceText) -> Iterator[Line]:
        for row in drawn_rows(form, source):
            yield self._line(form, row.key, *short_label(row), source)

    def _total(self, form: Form, source: SourceText) -> Line:
        return self._line(form, source.total, in_vietnamese("overview.total"), "", source)

    def _line(self, form: Form, row: str, label: str, detail: str, source: SourceText) -> Line:
        pairs = (
            Pair(self._amount(form.key(row, ratio.whole)), self._amount(form.key(row, ratio.part)))
            for ratio in source.ratios
        )
        return Line(label, detail, tuple(pairs))

    def _amount(self, key: CellKey) -> Amount:
        computed = self._computed(key.form).get(key)
        return Amount(computed[1] if computed else self._merged.figures.get(key), key)

    def _computed(self, code: str) -> Mapping[CellKey, tuple[Relation, Decimal | None]]:
        if code not in self._known:
            merged = self._merged
            self._known[code] = computed_values(merged.forms[code], merged.figures, merged.texts)
        return self._known[code]

    def _units_lines(self, form: Form, source: SourceText) -> Iterator[Line]:
        try:
            pieces = [self._pieces(form.key(source.total, column)) for column in _columns(source.ratios)]
        except _NoPlainSum:
            return
        parts = dict(zip(_columns(source.ratios), pieces, strict=True))
        for unit in self._units:
            pairs = (
                Pair(self._share(unit, form, parts[ratio.whole]), self._share(unit, form, parts[ratio.part]))
                for ratio in source.ratios
            )
            yield Line(unit, "", tuple(pairs))

    def _pieces(self, key: CellKey) -> tuple[CellKey, ...]:
        """The typed cells that a total adds up: together all that is there of their rows and columns.

        Raises :class:`_NoPlainSum` when it is anything but their sum.
        """
        pieces = tuple(self._leaves(key))
        if max(Counter(pieces).values()) > 1:
            raise _NoPlainSum
        own = set(pieces)
        rows, columns = {piece.row for piece in pieces}, {piece.column for piece in pieces}
        given = (other for other in self._merged.contributions if other.form == key.form)
        if any(other.row in rows and other.column in columns and other not in own for other in given):
            raise _NoPlainSum
        return pieces

    def _leaves(self, key: CellKey) -> Iterator[CellKey]:
        computed = self._computed(key.form).get(key)
        if computed is None:
            yield key
            return
        for part in _added(computed[0].right):
            yield from self._leaves(part)

    def _share(self, unit: str, form: Form, pieces: tuple[CellKey, ...]) -> Amount:
        found = [
            given.value
            for piece in pieces
            for given in self._merged.contributions.get(piece, ())
            if given.unit == unit and given.value is not None
        ]
        rows = tuple(dict.fromkeys(piece.row for piece in pieces))
        columns = tuple(dict.fromkeys(piece.column for piece in pieces))
        return Amount(sum(found, Decimal(0)) if found else None, Share(form.code, unit, rows, columns))


def _columns(ratios: tuple[RatioText, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column for ratio in ratios for column in (ratio.whole, ratio.part)))


def _added(node: Node) -> Iterator[CellKey]:
    """The cells that a node adds up; :class:`_NoPlainSum` when it does anything else."""
    match node:
        case Ref(key):
            yield key
        case Add(terms) if not any(isinstance(term, Negative) for term in terms):
            for term in terms:
                yield from _added(term)
        case Call("sum", arguments):
            for argument in arguments:
                yield from _added(argument)
        case _:
            raise _NoPlainSum
