"""What doubtful figures have to agree with: the relations of the forms in one workbook."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from mtqg_xl.catalogue import cross_rules
from mtqg_xl.catalogue.crossing import forms_in, in_force
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import Table
from mtqg_xl.rules import Figures, Relation, bind_rule, measure_lookup, relations_of


class Ground:
    """The figures of a workbook and the equalities between them."""

    def __init__(self, tables: Sequence[Table], period: Period | None) -> None:
        forms = tuple(table.form for table in tables)
        own = [relation for form in forms for relation in relations_of(form)]
        self._relations = (*own, *_between(forms, period))
        self._observations = {key: seen for table in tables for key, seen in table.observations.items()}
        self.figures = Figures(self._observations, measure_lookup(forms), self._relations)

    def address(self, key: CellKey) -> str:
        """Where a cell stands on its sheet; empty when it does not."""
        seen = self._observations.get(key)
        return seen.cell if seen is not None else ""

    def speaking_of(self, cells: Collection[CellKey]) -> list[tuple[Relation, tuple[CellKey, ...]]]:
        """The equalities that depend on some of ``cells``, each with those it depends on.

        A blank total stands for its parts, so that what is said of the total is said of them.
        """
        by_cell: dict[CellKey, list[Relation]] = {}
        for relation in self._relations:
            for key in relation.cells:
                by_cell.setdefault(key, []).append(relation)
        behind: dict[CellKey, set[CellKey]] = {key: {key} for key in cells}
        waiting = list(cells)
        while waiting:
            part = waiting.pop()
            for relation in by_cell.get(part, ()):
                total = relation.target
                if not relation.rule.defines or total is None or self.figures.stated(total) is not None:
                    continue
                known = behind.setdefault(total, set())
                if not behind[part] <= known:
                    known |= behind[part]
                    waiting.append(total)
        found: dict[int, tuple[Relation, tuple[CellKey, ...]]] = {}
        for key in behind:
            for relation in by_cell.get(key, ()):
                if relation.sign == "=" and id(relation) not in found:
                    found[id(relation)] = (relation, _joined(behind, relation.cells))
        return list(found.values())


def _joined(behind: dict[CellKey, set[CellKey]], cells: Iterable[CellKey]) -> tuple[CellKey, ...]:
    return tuple(dict.fromkeys(one for key in cells for one in sorted(behind.get(key, ()))))


@lru_cache(maxsize=64)
def _between(forms: tuple[Form, ...], period: Period | None) -> tuple[Relation, ...]:
    """The relations between ``forms`` of one report."""
    by_code = {form.code: form for form in forms}
    return tuple(
        relation
        for rule in cross_rules()
        if rule.previous is None and in_force(rule, period) and forms_in(rule) <= by_code.keys()
        for relation in bind_rule(rule, by_code, by_code.get(rule.home or ""))
    )
