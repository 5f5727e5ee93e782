"""The units' workbooks looked at once more, so that a total can be linked to them."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from mtqg_xl.api.batch import spread
from mtqg_xl.consolidation import Merged
from mtqg_xl.writing import Linked, linked, look_at


def links_to_units(merged: Merged, out: str | os.PathLike[str]) -> Linked:
    """The formulas that take the figures of ``merged`` from the units' workbooks, as seen from ``out``."""
    files = list({receipt.file: receipt.sha256 for receipt in merged.received}.items())
    found = spread(partial(look_at, frozenset(merged.forms)), files, None, None)
    sources = {source.file: source for source in found}
    return linked(merged, sources, Path(out).absolute().parent)
