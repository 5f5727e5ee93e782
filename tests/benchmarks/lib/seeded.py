"""Workbooks with one to three slips in them, or templates begun: the same seed gives the same workbook."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path
from typing import Final

import mtqg_xl as mx
from mtqg_xl.reading import read_all
from tests.macros.calc import ROOT
from tests.macros.lite.slips import slipped

TEMPLATES: Final = tuple(sorted((ROOT / "workbook_templates").glob("*.xlsx")))
SYNTHETIC: Final = tuple(sorted((ROOT / "samples" / "synthetic").rglob("*.xlsx")))
REAL: Final = tuple(sorted((ROOT / "samples" / "real").glob("*.xlsx")))
#: Where the workbook of a seed comes from, in turn: most of what goes wrong does so in real ones.
_TURN: Final = ("real", "template", "real", "synthetic")
_FEWEST, _MOST = 4, 12


def seeded(seed: int, folder: Path) -> tuple[str, Path]:
    """The kind of the workbook of ``seed``, and the workbook, written into ``folder``."""
    kind = _TURN[seed % len(_TURN)]
    # Within its kind the next one, so that all of them have their turn.
    turn = seed // len(_TURN) * _TURN.count(kind) + _TURN[: seed % len(_TURN)].count(kind)
    if kind == "template":
        return kind, _begun(TEMPLATES[turn % len(TEMPLATES)], seed, folder)
    books = REAL if kind == "real" else SYNTHETIC
    book = books[turn * 7 % len(books)]
    made = slipped(seed, folder, (book,))
    return kind, made


def _begun(template: Path, seed: int, folder: Path) -> Path:
    """``template`` with figures by chance in a few of the cells that are to be filled in."""
    chance = random.Random(seed)
    blank = [
        f"{seen.sheet}!{seen.cell}"
        for submission in read_all(str(template), None, {})
        for seen in submission.observations()
        if seen.formula is None and seen.value is None
    ]
    picked = chance.sample(blank, min(len(blank), chance.randint(_FEWEST, _MOST)))
    changes = {place: Decimal(chance.randint(-3, 3_000)) / chance.choice((1, 1, 100)) for place in picked}
    out = folder / f"{template.stem}_{seed}.xlsx"
    mx.fill(template, changes, out)
    return out
