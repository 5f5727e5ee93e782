"""How likely each slip is: P(written | right), as data.

An error is first of a kind, with the prior below, then one of the equally likely outcomes that the kind
has from the right figure: n digits give 9n replacements, 10(n+1) insertions, n omissions, and as many
swaps as neighbouring digits differ; sign 1; unit 4 (10^3 and 10^6, either way); comma 4 (10 and 100,
either way). Anything else is some figure of about that size: 9 * 10^(k-1) of them, k the digits of the
longer one. Where several kinds explain a figure the likeliest counts, nothing is added up.

The share of the digit slips follows Scholtus 2009 (112 of 152 typing errors replaced a digit); the
priors add up to 1. Two outcomes are rarer than their kind: 10^9, and ten or a hundred times a figure
where neither side has a comma that could be misplaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from types import MappingProxyType
from typing import Final

from mtqg_xl.reconcile.slips.kinds import Kind

PRIORS: Final[Mapping[Kind, float]] = MappingProxyType(
    {
        Kind.REPLACE: 0.40,
        Kind.OMIT: 0.13,
        Kind.INSERT: 0.13,
        Kind.SWAP: 0.13,
        Kind.SIGN: 0.03,
        Kind.UNIT: 0.05,
        Kind.DECIMAL: 0.05,
        Kind.NONE: 0.08,
    }
)
#: Powers of ten by which a wrong unit, and a misplaced comma, put a figure out.
UNIT_POWERS: Final = (3, 6, 9)
COMMA_POWERS: Final = (1, 2)
#: Equally likely outcomes of either kind.
SCALINGS: Final = 4
#: How much rarer 10^9 is than 10^3, and a factor without a comma than one with it.
RARE_UNIT: Final = 0.1
RARE_COMMA: Final = 0.01

_LOG = {kind: log(prior) for kind, prior in PRIORS.items()}


def log_of(kind: Kind, outcomes: int, rarity: float = 1.0) -> float:
    """The logarithm of the prior of ``kind`` spread over ``outcomes``, times ``rarity``."""
    return _LOG[kind] + log(rarity / outcomes)


def log_of_none(digits: int) -> float:
    """The logarithm for any other figure of about ``digits`` digits, decimals included."""
    return _LOG[Kind.NONE] - log(9) - (digits - 1) * log(10)
