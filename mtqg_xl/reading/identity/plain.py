"""Texts as bare words, so that headings, file names and folder names can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mtqg_xl.domain.units import fold
from mtqg_xl.reading.text import letters

_APART = re.compile(r"[^\w/]+|_+", re.ASCII)
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """``text`` composed, without unseen characters, in one line."""
    return " ".join(letters.clean(unicodedata.normalize("NFC", text)).replace("_", " ").split())


def bare(text: str) -> str:
    """``text`` without marks and case; what stands between words is kept, as dates need it."""
    return fold(_APOSTROPHES.sub("", clean(text)))


def words(text: str) -> list[str]:
    """The words of ``text``, bare: ``BC_6T_2023_huyen_Bao_Lam`` has six."""
    return _APART.sub(" ", bare(text)).replace("/", " ").split()


def written_words(text: str) -> list[str]:
    """The same words as they are written, in small letters: one for one with :func:`words`."""
    spread = re.sub(r"[\W_]+", " ", _APOSTROPHES.sub("", clean(text)))
    return spread.lower().split()


def is_marked(text: str) -> bool:
    """Whether the writer used Vietnamese letters, so that a missing mark means something."""
    return any(ord(letter) > 127 and letter.isalpha() for letter in clean(text))


def same_marks(one: str, other: str) -> bool:
    """Whether two words have the same letters and marks, wherever the tone is put (``hoà``, ``hòa``)."""
    return _parts(one) == _parts(other)


def _parts(word: str) -> tuple[str, list[str]]:
    letters: list[str] = []
    marks: list[str] = []
    for sign in unicodedata.normalize("NFD", word.lower()):
        (marks if unicodedata.combining(sign) else letters).append(sign)
    return "".join(letters), sorted(marks)
