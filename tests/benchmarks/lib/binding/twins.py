"""Forms that look alike: something on the sheet must still tell which one it is."""

from __future__ import annotations

from functools import cache

from mtqg_xl.catalogue import all_forms
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.units import fold
from tests.benchmarks.lib.binding.drafts import Draft

_ALIKE = 0.5


@cache
def twins(code: str) -> frozenset[str]:
    """The forms with much the same headings and labels as ``code``."""
    mine = [_words(form) for form in all_forms() if form.code == code]
    found = set()
    for form in all_forms():
        other = _words(form)
        if form.code != code and any(len(own & other) > _ALIKE * min(len(own), len(other)) for own in mine):
            found.add(form.code)
    return frozenset(found)


def _words(form: Form) -> frozenset[str]:
    headings = {fold(text) for column in form.columns for text in (*column.headings, column.title)}
    return frozenset(headings | {fold(row.label) for row in form.rows if row.label})


def keep_apart(draft: Draft) -> None:
    """Mark the figures of sheets of which nothing tells any more which of two forms they are."""
    for page in draft.form_pages:
        spots = [spot for _, _, spot in page.spots()]
        codes = {spot.truth.key.form for spot in spots if spot.truth is not None}
        for code in codes:
            if not twins(code):
                continue
            told = any(
                spot.shown and spot.part.form == code and spot.part.sort in ("number", "title")
                for spot in spots
            ) or any(spot.shown and not spot.part.form and spot.part.sort == "title" for spot in spots)
            if not told and page.name.strip().upper() != code:
                for spot in spots:
                    if spot.truth is not None and spot.truth.key.form == code:
                        spot.doubtful = True
