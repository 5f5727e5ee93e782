"""All workbooks of the register, for those who want each of them."""

from tests.ooxml.features.builders import (
    archives,
    controls,
    data,
    drawings,
    package,
    protection,
    rules,
    texts,
    wording,
)
from tests.ooxml.features.specimen import FEATURES

__all__ = [
    "FEATURES",
    "archives",
    "controls",
    "data",
    "drawings",
    "package",
    "protection",
    "rules",
    "texts",
    "wording",
]
