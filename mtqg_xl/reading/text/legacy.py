"""Text of the fonts from before Unicode (TCVN3, VNI) as a person reads it."""

from __future__ import annotations

import re

from mtqg_xl.reading.text.encodings import Encoding, Shown, encodings
from mtqg_xl.reading.text.syllables import is_syllable

#: Letters that no text of the old encodings holds: it was typed in Unicode, whatever its font.
_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0-\u01a3\u01af\u01b0\u1ea0-\u1ef9]"
)
_WORD = re.compile(r"[^\W\d_]+")
_SHORT_FORM = re.compile("[A-ZĐ]{1,8}")
#: Signs to Unicode, letters in TCVN3: the soft hyphen is ư.
_LETTERS_ELSEWHERE = frozenset(
    unit for encoding in encodings() for unit in encoding.letters if len(unit) == 1 and not unit.isalpha()
)
#: Bytes that Windows has punctuation for, from programs that did not know that.
_PUNCTUATION = {code: bytes([code]).decode("cp1252") for code in (0x82, 0x84, 0x85, *range(0x91, 0x98), 0x99)}


def decode(text: str, shown: Shown) -> str:
    """``text`` of a cell whose font shows it as ``shown``.

    Text that was typed in Unicode stays: it has letters that no old encoding has, or it makes words as
    it stands, while it has letters that this encoding has not, or makes none when it is decoded.
    """
    if text.isascii():
        return text.upper() if shown.capitals else text
    if is_surely_unicode(text):
        return text
    read = reading_by(text, shown.encoding)
    if read != text and _is_unicode(text, read, shown.encoding):
        return text
    return read.upper() if shown.capitals else read


def _is_unicode(text: str, read: str, encoding: Encoding) -> bool:
    left = encoding.unknown_letters(text)
    # A letter that stands alone is a word in any reading.
    telling = any(len(word) > 1 and not word.isascii() for word in _WORD.findall(text))
    return telling and (left or not is_spelled(read)) and is_spelled(text)


def legacy_readings(text: str) -> tuple[str, ...]:
    """The other readings that ``text`` may have where its font is not known; mostly none.

    ``text`` is what the cell literally holds. For text in plain ASCII or in Vietnamese Unicode there is
    none. A reading is given only when all its words are spelled as Vietnamese, which those of ``text``
    itself are not: it may be tried beside the text, and must not replace it.
    """
    if text.isascii() or is_surely_unicode(text) or is_spelled(text):
        return ()
    readings = (reading_by(text, encoding) for encoding in encodings())
    return tuple(reading for reading in readings if reading != text and is_spelled(reading))


def reading_by(text: str, encoding: Encoding) -> str:
    """``text`` as ``encoding`` reads it."""
    return encoding.decode(text.translate(_PUNCTUATION))


def is_surely_unicode(text: str) -> bool:
    """Whether ``text`` has Vietnamese letters that only Unicode has."""
    return _UNICODE.search(text) is not None


def is_spelled(text: str) -> bool:
    """Whether all words beyond ASCII are spelled as Vietnamese."""
    return all(part.isascii() or _spelled(part) for part in text.split(" "))


def _spelled(part: str) -> bool:
    if set(part) & _LETTERS_ELSEWHERE:
        return False
    words = (word for word in _WORD.findall(part) if not word.isascii())
    return all(is_syllable(word) or _SHORT_FORM.fullmatch(word) for word in words)
