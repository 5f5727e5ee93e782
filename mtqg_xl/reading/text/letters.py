"""Unicode text as a person sees it: composed letters, plain blanks, nothing invisible, no foreign letters.

Programs and fonts leave letters that look right and are others: OI for Ư, Eth for Đ, letters of Cyrillic
and Greek, wide letters of East Asia, blanks of many widths, signs without any width.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: Whatever needs a second look; nearly no text has any of it.
_ODD: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\xd0\xf0\u0189\u01a2\u01a3\u0300-\u036f\u0370-\u03ff"
    "\u0400-\u052f\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f"
    "\ufeff\uff01-\uff5e\uffa0\ufff9-\ufffc\U000e0000-\U000e007f]"
)
_BLANKS: Final = "\x0b\x0c\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_BLANK: Final = re.compile(f"[{_BLANKS}]")
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\U000e0000-\U000e007f]"
)
_LOOK_ALIKE: Final = str.maketrans("\u01a2\u01a3ÐƉð", "ƯưĐĐđ")
#: What some programs make of ơ: the letter and its horn once more.
_DOUBLED: Final = str.maketrans({"\u031b": None})
_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WORD: Final = re.compile(r"[\w\u0300-\u036f]+")
_FOREIGN: Final = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_TO_LATIN: Final = str.maketrans(
    # Cyrillic, then Greek.
    "АВСЕНІЈКМОРЅТХУҮасеһіјкорѕхуү" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲ",
    "ABCEHIJKMOPSTXYYacehijkopsxyy" + "ABEZHIKMNOPTYXoc",
)


def clean(text: str) -> str:
    """``text`` with what only a program can tell apart made equal; ends of lines stay."""
    if text.isascii():
        return text if _ODD.search(text) is None else _UNSEEN.sub("", _BLANK.sub(" ", text))
    if _ODD.search(text) is None:
        return text
    return _cleaned(text)


def is_odd(text: str) -> bool:
    """Whether ``clean`` may change ``text``; of many texts joined, whether it may change any of them."""
    return _ODD.search(text) is not None


def _cleaned(text: str) -> str:
    text = _UNSEEN.sub("", _BLANK.sub(" ", text)).translate(_WIDE)
    if _FOREIGN.search(text):
        text = _WORD.sub(_latin, text)
    text = unicodedata.normalize("NFC", text.translate(_LOOK_ALIKE))
    # A horn that found no letter to join stands on one that has it already.
    return text.translate(_DOUBLED)


def _latin(word: re.Match[str]) -> str:
    """A word in Latin letters, if all its foreign letters have one that looks the same."""
    latin = word[0].translate(_TO_LATIN)
    return word[0] if _FOREIGN.search(latin) else latin
