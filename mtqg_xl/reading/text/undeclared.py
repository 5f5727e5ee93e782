"""A sheet in an old encoding whose fonts are not known: told by all its texts together, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mtqg_xl.ooxml import Sheet
from mtqg_xl.reading.text.encodings import Encoding, encodings
from mtqg_xl.reading.text.legacy import is_spelled, is_surely_unicode, reading_by
from mtqg_xl.reading.text.letters import clean

#: So many texts that are no Vietnamese as they stand make it sure.
_ENOUGH = 5
_NEARLY_ALL = 0.95


def encoding_of(texts: Iterable[str]) -> Encoding | None:
    """The old encoding that ``texts`` of one sheet are in, by what they spell; ``None`` when in doubt.

    At least five of them are no Vietnamese as they stand, nearly all of these become Vietnamese by one
    encoding and fewer by any other, and no text was typed in Unicode.
    """
    beyond = {text for text in texts if not text.isascii()}
    if any(map(is_surely_unicode, beyond)):
        return None
    strange = [text for text in beyond if not is_spelled(text)]
    if len(strange) < _ENOUGH:
        return None
    read = sorted(
        (
            (sum(is_spelled(reading_by(text, encoding)) for text in strange), encoding)
            for encoding in encodings()
        ),
        key=lambda found: -found[0],
    )
    (most, best), (next_most, _) = read[0], read[1]
    return best if most >= _NEARLY_ALL * len(strange) and most > next_most else None


def read_undeclared(sheet: Sheet) -> Sheet | None:
    """``sheet`` as it would look in the right fonts; ``None`` when its texts do not tell the encoding.

    For sheets of files that tell no fonts, or others. Whoever uses it should say so: it rests on the
    spelling only.
    """
    texts = {cell.text for cell in sheet.cells.values() if cell.kind == "text"}
    encoding = encoding_of(texts)
    if encoding is None:
        return None
    seen = {text: clean(reading_by(text, encoding)) for text in texts if not text.isascii()}
    cells = {
        place: cell._replace(text=seen[cell.text]) if cell.kind == "text" and cell.text in seen else cell
        for place, cell in sheet.cells.items()
    }
    return replace(sheet, cells=cells, runs={})
