"""The stored values of formulas after some cells of a workbook changed, without Excel."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from mtqg_xl.ooxml import Workbook
from mtqg_xl.recalculation.agreement import OPEN, Outcome, judge
from mtqg_xl.recalculation.bare import bare_book
from mtqg_xl.recalculation.book import Book
from mtqg_xl.recalculation.engines import EMBEDDED, Engine, Task
from mtqg_xl.recalculation.graph import Graph
from mtqg_xl.recalculation.plain import Plain, plain
from mtqg_xl.recalculation.references import ReferenceReader
from mtqg_xl.recalculation.result import Recalculation
from mtqg_xl.recalculation.sources import known_reason, largest_number, odd_texts, plain_reason
from mtqg_xl.recalculation.values import Place, Value, same

TIME_LIMIT: Final = 20.0


def recalculate(
    before: bytes | Workbook | None,
    after: bytes | Workbook,
    changed: Collection[Place] | None,
    *,
    settled: Collection[Place] = (),
    engines: Sequence[Engine] = EMBEDDED,
    arbiter: Engine | None = None,
    time_limit: float = TIME_LIMIT,
) -> Recalculation:
    """The values to store under the formulas of ``after`` that depend on the cells ``changed``.

    ``before`` is the workbook as it was, by which the engines are tried out (None: there is none);
    ``changed`` None means that every formula is to be computed; ``settled`` are formulas whose stored
    value in ``after`` is known to be right already. The ``arbiter``, a slower engine, is
    asked only when the ``engines`` leave something open. Each gets at most ``time_limit`` seconds.
    A value is given only where it is known to be right.

    Raises ``FileProblem`` when a workbook cannot be read.
    """
    return _Run(before, after, changed, settled).result(engines, arbiter, time_limit)


class _Run:
    """One recalculation, step by step."""

    def __init__(
        self,
        before: bytes | Workbook | None,
        after: bytes | Workbook,
        changed: Collection[Place] | None,
        settled: Collection[Place] = (),
    ) -> None:
        self.book = Book(after)
        self.old = Book(before) if before is not None else None
        self.trusted = self.old is not None and self.old.settings.trusted
        self.reader = ReferenceReader(self.book)
        formulas = self.book.formulas
        self.references = {place: self.reader.references(text, place) for place, text in formulas.items()}
        self.graph = Graph(self.references)
        self.settled = frozenset(settled)
        self.affected = self._affected(changed) - self.settled
        self.withheld: dict[Place, str] = {}
        self.plain: dict[Place, Plain] = {}

    def result(self, engines: Sequence[Engine], arbiter: Engine | None, time_limit: float) -> Recalculation:
        """Everything, from the references to the values."""
        if not self.affected:
            return Recalculation({}, {}, 0, len(self.references), ())
        wanted = self._wanted()
        self._withhold_beforehand(wanted)
        asked = {place: self.plain[place] for place in wanted if place not in self.withheld}
        outcomes = self._computed(asked, engines, time_limit) if asked else {}
        known, failed = self._judged(asked, list(outcomes.values()))
        if arbiter is not None and not set(failed.values()).isdisjoint(OPEN):
            outcomes |= self._computed(asked, [arbiter], time_limit)
            known, failed = self._judged(asked, list(outcomes.values()))
        self.withheld |= failed
        values = {
            place: value
            for place, value in known.items()
            if place in self.affected and not same(value, self.book.stored(place))
        }
        withheld = {place: reason for place, reason in self.withheld.items() if place in self.affected}
        confirmed = len(self.affected) - len(values) - len(withheld)
        unaffected = len(self.references) - len(self.affected)
        return Recalculation(values, withheld, confirmed, unaffected, tuple(outcomes))

    def _affected(self, changed: Collection[Place] | None) -> set[Place]:
        if changed is None:
            return set(self.references)
        # A cell that got a new formula needs its value as well.
        return self.graph.dependents(changed) | {place for place in changed if place in self.references}

    def _wanted(self) -> set[Place]:
        """The formulas to compute: the affected ones, and whatever they may need that is not stored."""
        if not self.trusted:
            return set(self.references) - self.settled
        empty = {place for place in self.references if self.book.stored(place) is None}
        return (self.affected | empty) - self.settled

    def _withhold_beforehand(self, wanted: set[Place]) -> None:
        book = self.book
        for place in self.references:
            found = self.references[place]
            if (place in wanted or found.volatile) and (reason := known_reason(book, place, found)):
                self.withheld[place] = reason
        for place in self.graph.circular(wanted):
            self.withheld.setdefault(place, "circular")
        self._withhold_dependents(wanted, [*self.withheld, *odd_texts(book, self._sheets(wanted))])
        unclear = []
        for place in wanted:
            if place in self.withheld:
                continue
            formula = plain(self.reader, book.formulas[place], place, place in book.one_cell_arrays)
            if (reason := plain_reason(formula)) is not None:
                self.withheld[place] = reason
                unclear.append(place)
            elif formula is not None:
                self.plain[place] = formula
        self._withhold_dependents(wanted, unclear)

    def _withhold_dependents(self, wanted: set[Place], places: Collection[Place]) -> None:
        for place in (self.graph.dependents(places) & wanted) - self.settled:
            self.withheld.setdefault(place, "depends")

    def _sheets(self, places: Collection[Place]) -> set[str]:
        """The sheets with ``places`` and with what they read."""
        sheets = {place[0] for place in places}
        for place in places:
            found = self.references[place]
            if found.anything:
                return set(self.book.order)
            sheets.update(area.sheet for area in found.areas)
        return sheets

    def _computed(
        self, asked: Mapping[Place, Plain], engines: Sequence[Engine], time_limit: float
    ) -> dict[str, Outcome]:
        """What the engines give, by their names."""
        sheets = self._sheets(list(asked))
        texts = {place: formula.text for place, formula in asked.items()}
        tasks = [Task(bare_book(self.book, texts, sheets), self.book.order, tuple(texts))]
        if self.trusted and self.old is not None:
            known = {place: text for place, text in texts.items() if self._unchanged(place)}
            tasks.append(Task(bare_book(self.old, known, sheets), self.old.order, tuple(known)))
        with ThreadPoolExecutor(len(engines)) as pool:
            found = list(pool.map(lambda engine: engine.compute(tasks, time_limit), engines))
        return {
            engine.name: Outcome(given[0], given[1] if len(given) > 1 else {})
            for engine, given in zip(engines, found, strict=True)
            if given is not None
        }

    def _unchanged(self, place: Place) -> bool:
        """Whether the formula in ``place`` stood there before."""
        return self.old is not None and self.old.formulas.get(place) == self.book.formulas[place]

    def _judged(
        self, asked: Mapping[Place, Plain], outcomes: Sequence[Outcome]
    ) -> tuple[dict[Place, Value], dict[Place, str]]:
        """The values known to be right, and the reasons for all others."""
        known: dict[Place, Value] = {}
        failed: dict[Place, str] = {}
        numbers = {
            place: value
            for outcome in outcomes
            for place, value in outcome.after.items()
            if isinstance(value, float)
        }
        for place, formula in asked.items():
            stored = None
            if self.trusted and self.old is not None and self._unchanged(place):
                stored = self.old.stored(place)
            scale = largest_number(numbers, self.book, self.references[place])
            verdict = judge(place, formula, outcomes, stored, scale)
            if verdict.value is None:
                failed[place] = verdict.reason
            else:
                known[place] = verdict.value
        for place in self.graph.dependents(list(failed)):
            if known.pop(place, None) is not None:
                failed[place] = "depends"
        return known, failed
