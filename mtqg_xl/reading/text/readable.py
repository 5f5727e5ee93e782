"""A sheet as a person sees it: the texts of old fonts and odd letters as plain Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from mtqg_xl.ooxml import Cell, Run, Sheet
from mtqg_xl.reading.text.encodings import shown_by
from mtqg_xl.reading.text.letters import clean, is_odd

if TYPE_CHECKING:
    from mtqg_xl.opening.book import Book

_RAISED = str.maketrans("0123456789abcde", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉ")


#: Letters of Vietnamese, or their marks, that no old encoding has.
_UNICODE_ONLY = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u0300-\u036f\u1ea0-\u1ef9]")

#: A longer raised text is no mark of a footnote and no power.
_MARK = 4
#: Longer texts are read anew each time, as they would fill the memory.
_REMEMBERED = 600


def readable_text(text: str, font: str = "") -> str:
    """``text`` of a cell in the font called ``font`` as a person reads it, in composed Unicode letters.

    Fonts of the old encodings decide what their text says. With an unknown font (``""``) nothing is
    guessed: ``legacy_readings`` tells what else the text may say.
    """
    return _remembered(text, font) if len(text) <= _REMEMBERED else _read(text, font)


def _read(text: str, font: str) -> str:
    shown = shown_by(font) if font else None
    cleaned = clean(text)
    if shown is None and cleaned == text:
        return text
    from mtqg_xl.reading.text.legacy import decode, legacy_readings  # large tables, rarely needed

    if shown is not None:
        return clean(decode(text, shown))
    # What looks odd may be letters of an old encoding: they must be there still when that is tried.
    return text if legacy_readings(text) else cleaned


_remembered = lru_cache(maxsize=8192)(_read)


def readable_runs(runs: Sequence[Run], font: str) -> str:
    """Text in several fonts as a person reads it; a run without a font has that of its cell.

    Raised digits and letters become those of Unicode, so that the mark of a footnote stays one.
    """
    pieces: list[str] = []
    for run in runs:
        piece = readable_text(run.text, run.font or font)
        pieces.append(piece.translate(_RAISED) if run.raised and len(piece) <= _MARK else piece)
    # Once more: a letter and its mark may stand in two runs.
    return clean("".join(pieces))


def readable(sheet: Sheet, book: Book) -> Sheet:
    """``sheet`` as a person sees it; the same object when there is nothing to change.

    Only cells of texts change. For matching only: what a cell literally holds is in ``sheet`` itself.
    """
    texts = {cell.text for cell in sheet.cells.values() if cell.kind == "text"}
    if not texts:
        return sheet
    old = _old_fonts(sheet, book)
    if not old and not sheet.runs and not is_odd("\n".join(texts)):
        return sheet
    changed: dict[tuple[int, int], Cell] = {}
    for place, cell in sheet.cells.items():
        if cell.kind != "text":
            continue
        font = old.get(cell.style, "")
        runs = sheet.runs.get(place)
        seen = readable_runs(runs, font) if runs else readable_text(cell.text, font)
        if seen != cell.text:
            changed[place] = cell._replace(text=seen)
    if not changed:
        return sheet
    return replace(sheet, cells={**sheet.cells, **changed})


def spelled_out(sheet: Sheet) -> Sheet | None:
    """``sheet`` in letters of an old encoding that no font declares, as its texts together tell.

    ``None`` when there is nothing to guess, which is nearly always.
    """
    texts = "\n".join(cell.text for cell in sheet.cells.values() if cell.kind == "text")
    if texts.isascii() or _UNICODE_ONLY.search(texts):
        return None
    from mtqg_xl.reading.text.undeclared import read_undeclared

    return read_undeclared(sheet)


def _old_fonts(sheet: Sheet, book: Book) -> Mapping[int, str]:
    """The fonts of old encodings that texts of ``sheet`` are in, by style."""
    styles = {cell.style for cell in sheet.cells.values() if cell.kind == "text"}
    fonts = {style: book.font(style) for style in styles}
    return {style: font for style, font in fonts.items() if shown_by(font) is not None}
