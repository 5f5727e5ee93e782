"""Made-up figures for a form that satisfy all its rules: for templates' tests, examples and proofs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from random import Random

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.numerals import round_half_up
from mtqg_xl.proving.filling.grid import as_decimal, decimals_typed
from mtqg_xl.proving.filling.lattice import Lattice
from mtqg_xl.proving.filling.texts import made_up_texts
from mtqg_xl.proving.filling.walking import walk
from mtqg_xl.proving.problems import NoFilling
from mtqg_xl.proving.soundness.claims import contradictory_rules
from mtqg_xl.proving.system.judging import failing, stated
from mtqg_xl.proving.system.model import Model
from mtqg_xl.rules import Figures, Relation

_ATTEMPTS = 40
#: In how many ways lists are filled.
_PATTERNS = 3


@dataclass(frozen=True)
class Filling:
    """A made-up report: figures of input cells, and texts of the lines of lists."""

    figures: Mapping[CellKey, Decimal]
    texts: Mapping[CellKey, str]


def random_filling(form: Form, seed: int, zeros: float = 0.0, blanks: float = 0.0) -> dict[CellKey, Decimal]:
    """Figures for the input cells of ``form`` that satisfy every rule of severity error and warning.

    The same ``seed`` gives the same figures. About the share ``zeros`` of the cells is zero and the
    share ``blanks`` is left out, where the rules allow it. For a form with lists, whose rules count
    lines, take :func:`filling`, which has the texts as well. Raises :class:`NoFilling` when nothing
    satisfies the rules.
    """
    return dict(filling(form, seed, zeros, blanks).figures)


def filling(form: Form, seed: int, zeros: float = 0.0, blanks: float = 0.0) -> Filling:
    """Figures and texts for ``form``; see :func:`random_filling`."""
    return _filler(form, seed % _PATTERNS).filling(seed, zeros, blanks)


@lru_cache(maxsize=256)
def _filler(form: Form, pattern: int) -> Filler:
    """Lists are filled, and rates assumed, in a few ways only, as each way needs a start of its own."""
    return Filler([form], pattern=pattern)


class Filler:
    """Fills several forms of one unit and period at once; the start is searched for only once.

    ``between`` gives the relations between the forms, ``pattern`` the way in which lists are filled.
    """

    def __init__(self, forms: Sequence[Form], between: Iterable[Relation] = (), pattern: int = 0) -> None:
        rng, between = Random(pattern), tuple(between)
        texts = made_up_texts(forms, between, rng)
        self.model = Model(forms, between, texts)
        if self.model.to_assume:
            assumed = {
                key: round_half_up(Decimal(10 ** rng.uniform(-1, 1)), 2) for key in self.model.to_assume
            }
            self.model = Model(forms, between, texts, assumed)
        self._lattice = Lattice(self.model)
        self._measures = [self.model.measure(key) for key in self._lattice.cells]

    @cached_property
    def _start(self) -> list[int]:
        found = self._lattice.start(Random(0))
        if found is None:
            names = ", ".join(contradictory_rules(self.model)) or "…"
            raise NoFilling(forms=", ".join(self.model.forms), rules=names)
        return found

    def fillings(self, count: int, zeros: float = 0.0, blanks: float = 0.0) -> Iterator[Filling]:
        """``count`` fillings, of the seeds from 0 on."""
        return (self.filling(seed, zeros, blanks) for seed in range(count))

    def filling(self, seed: int, zeros: float = 0.0, blanks: float = 0.0) -> Filling:
        """The filling of ``seed``; see :func:`random_filling`."""
        rng = Random(seed)
        problems: list[Relation] = []
        for _ in range(_ATTEMPTS):
            point = walk(self._lattice, self._start, self._measures, rng, max(zeros, blanks))
            figures = self._figures(point)
            problems = failing(self.model, stated(self.model, figures))
            if not problems:
                if blanks:
                    figures = self._with_blanks(figures, rng, blanks / max(zeros, blanks))
                return Filling(figures, self.model.texts)
        names = ", ".join(dict.fromkeys(relation.rule.id for relation in problems))
        raise NoFilling(rules=names, forms=", ".join(self.model.forms))

    def _figures(self, point: Sequence[int]) -> dict[CellKey, Decimal]:
        figures = {
            key: as_decimal(steps, measure)
            for key, steps, measure in zip(self._lattice.cells, point, self._measures, strict=True)
        }
        figures.update(self.model.assumed)
        if self.model.followers:
            book = Figures(stated(self.model, figures), self.model.measure, ())
            for key, relation in self.model.followers.items():
                value = book.right_of(relation)
                if value is not None:
                    figures[key] = round_half_up(value, decimals_typed(self.model.measure(key)))
        return figures

    def _with_blanks(
        self, figures: Mapping[CellKey, Decimal], rng: Random, share: float
    ) -> dict[CellKey, Decimal]:
        """``figures`` with this share of the zeros left out; put back where a rule would miss them."""
        gone = {key for key, value in figures.items() if not value and rng.random() < share}
        while gone:
            kept = {key: value for key, value in figures.items() if key not in gone}
            problems = failing(self.model, stated(self.model, kept))
            if not problems:
                return kept
            missed = {key for relation in problems for key in relation.cells}
            gone = gone - missed if gone & missed else set()
        return dict(figures)


def _low_rate(rng: Random) -> Decimal:
    return round_half_up(Decimal(10 ** rng.uniform(-1, 1)), 2)
