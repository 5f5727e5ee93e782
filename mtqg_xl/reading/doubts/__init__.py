"""Figures that can be read in two ways, decided by what they have to agree with."""

from mtqg_xl.reading.doubts.passing import settle_doubts

__all__ = ["settle_doubts"]
