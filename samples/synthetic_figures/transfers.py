"""Decimals, brought in as transfers: what one district gains another one loses."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from .money import Money

#: Amounts moved between districts so that some report decimals: project, column, to, from, amount.
MOVED: Final = (
    ("DA2", "K5", "042", "052", "0.440"),
    ("DA4.1", "K5", "042", "053", "0.178"),
    ("DA4.2", "K5", "042", "043", "0.56"),
    ("DA4.3", "K5", "042", "052", "0.84"),
    ("DA3.1", "K5", "045", "048", "0.5"),
    ("DA1.1", "G1", "045", "047", "0.5"),
    ("DA2", "G5", "042", "052", "0.440"),
    ("DA3.1", "G4", "043", "048", "0.25"),
    ("DA4.1", "G4", "042", "053", "0.178"),
    ("DA7.1", "G4", "052", "042", "0.125"),
)


def move(money: Money, kind: str) -> None:
    """Make the transfers in the columns of a ``kind``: K for the plan, G for disbursement."""
    for leaf, column, gains, loses, amount in MOVED:
        if column.startswith(kind):
            money[leaf, column, gains] += Decimal(amount)
            money[leaf, column, loses] -= Decimal(amount)
