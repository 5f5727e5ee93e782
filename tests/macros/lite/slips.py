"""Workbooks of the samples with one to three slips typed into them; the same seed gives the same slips."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import mtqg_xl as mx
from mtqg_xl.domain.cells import Observation
from mtqg_xl.reading import read_all
from tests.macros.calc import ROOT

REAL = ROOT / "samples" / "real"
#: Small enough that an office opens a hundred of them in a minute or two.
BOOKS = tuple(
    REAL / f"{name}.xlsx"
    for name in (
        "kon_ray_2023-6T",
        "kon_ray_2022-N",
        "kon_ray_2023-KH",
        "cao_bang_2019-N",
        "cao_bang_2019-6T",
    )
)
_MOST = 3


def slipped(seed: int, folder: Path, books: Sequence[Path] = BOOKS) -> Path:
    """A copy of one of ``books`` with the slips of ``seed``."""
    chance = random.Random(seed)
    source = books[seed % len(books)]
    figures = _typed(source)
    picked = chance.sample(figures, chance.randint(1, _MOST))
    changes = {f"{seen.sheet}!{seen.cell}": _slip(seen.value or Decimal(0), chance) for seen in picked}
    out = folder / f"{source.stem}_{seed}.xlsx"
    mx.fill(source, changes, out)
    return out


def _typed(book: Path) -> list[Observation]:
    """The figures that somebody typed, as an office would slip on them."""
    return [
        seen
        for submission in read_all(str(book), None, {})
        for seen in submission.observations()
        if seen.value is not None and seen.value != 0 and seen.formula is None and seen.note is None
    ]


def _slip(value: Decimal, chance: random.Random) -> Decimal:
    """``value`` as it is typed by mistake: a digit replaced, two swapped, one too many, a sign."""
    kind = chance.choice(("replace", "swap", "ten", "sign", "last"))
    digits = list(str(abs(value)))
    places = [at for at, digit in enumerate(digits) if digit.isdigit()]
    if kind == "replace":
        digits[chance.choice(places)] = chance.choice("123456789")
    elif kind == "swap" and len(places) > 1:
        one, other = chance.sample(places, 2)
        digits[one], digits[other] = digits[other], digits[one]
    elif kind == "ten":
        return value * 10
    elif kind == "sign":
        return -value
    else:
        step = Decimal(1).scaleb(int(value.as_tuple().exponent))
        return value + step
    return Decimal("".join(digits)).copy_sign(value)
