"""Texts as a person reads them, whatever font or program they came from, and keys to compare them by."""

from mtqg_xl.reading.text.encodings import shown_by
from mtqg_xl.reading.text.keys import match_key
from mtqg_xl.reading.text.legacy import legacy_readings
from mtqg_xl.reading.text.likeness import ALIKE, similarity
from mtqg_xl.reading.text.readable import readable, readable_text
from mtqg_xl.reading.text.totals import is_total
from mtqg_xl.reading.text.undeclared import read_undeclared

__all__ = [
    "ALIKE",
    "is_total",
    "legacy_readings",
    "match_key",
    "read_undeclared",
    "readable",
    "readable_text",
    "shown_by",
    "similarity",
]
