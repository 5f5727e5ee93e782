"""The kinds of slips, their code in the output, and their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from mtqg_xl.domain.findings import Slip
from mtqg_xl.messages import say


class Kind(StrEnum):
    """How a right figure became the written one; finer than the code that the output carries."""

    REPLACE = "replace"
    INSERT = "insert"
    OMIT = "omit"
    SWAP = "swap"
    SIGN = "sign"
    UNIT = "unit"
    DECIMAL = "decimal"
    BLANK = "blank"
    COPY = "copy"
    COPY_PREVIOUS = "copy_previous"
    SHIFT = "shift"
    EXCHANGE = "exchange"
    LEFT_OUT = "left_out"
    DENOMINATOR = "denominator"
    NONE = "none"


#: The contract code of each kind.
CODES: Final[Mapping[Kind, Slip]] = MappingProxyType(
    {
        Kind.REPLACE: Slip.REPLACE,
        Kind.INSERT: Slip.INSERT,
        Kind.OMIT: Slip.OMIT,
        Kind.SWAP: Slip.SWAP,
        Kind.SIGN: Slip.SIGN,
        Kind.UNIT: Slip.UNIT,
        Kind.DECIMAL: Slip.UNIT,
        Kind.BLANK: Slip.BLANK,
        Kind.COPY: Slip.SHIFT,
        Kind.COPY_PREVIOUS: Slip.SHIFT,
        Kind.SHIFT: Slip.SHIFT,
        Kind.EXCHANGE: Slip.SHIFT,
        Kind.LEFT_OUT: Slip.NONE,
        Kind.DENOMINATOR: Slip.NONE,
        Kind.NONE: Slip.NONE,
    }
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One slip and how likely it is.

    ``log_likelihood`` is the natural logarithm of P(written | right), see ``model``. ``values`` fill in
    the words; ``values["way"]``, where given, chooses among the texts of the kind: ``row`` or
    ``column`` for ``SHIFT``; ``far``, ``whole``, ``rounded`` for ``UNIT`` and ``DECIMAL``.
    """

    kind: Kind
    log_likelihood: float
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def slip(self) -> Slip:
        """The contract code."""
        return CODES[self.kind]

    def words(self) -> str:
        """A few words for brackets after the right figure, in the language in force; empty for ``NONE``."""
        if self.kind is Kind.NONE:
            return ""
        way = self.values.get("way")
        code = f"{self.kind.value}_{way}" if way else self.kind.value
        return say(f"slip.{code}", **self.values)
