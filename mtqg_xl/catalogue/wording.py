"""How offices write the words of headings and labels: short forms, and words that must not be confused."""

from __future__ import annotations

from functools import cache

from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.catalogue.schema import AliasText, OppositesText, TotalsText


@cache
def aliases() -> tuple[AliasText, ...]:
    """Short forms and other names of words, for comparing labels, from ``data/aliases.yaml``."""
    return read(folder("data") / "aliases.yaml", tuple[AliasText, ...])


@cache
def opposites() -> OppositesText:
    """Words that tell labels apart and words that tell nothing, from ``data/opposites.yaml``."""
    return read(folder("data") / "opposites.yaml", OppositesText)


@cache
def totals() -> TotalsText:
    """The names that offices give to the row of the total, from ``data/totals.yaml``."""
    return read(folder("data") / "totals.yaml", TotalsText)
