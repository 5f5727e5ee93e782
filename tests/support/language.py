"""What is wrong with a sentence, as an office would read it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

LONGEST: Final = 240
#: Words of programmers, and English ones that look like Vietnamese syllables.
FOREIGN: Final = frozenset(
    """
    app argument bug button cell check click column copy data database default enum error false file filter
    float folder format function hash index input int json key link list log menu merge mode module nan none
    null option output parameter parse parser patch path prompt regex report row run save script sheet slip
    str string sum table template text token tool total true update value void warning workbook xml yaml
    """.split()  # noqa: SIM905
)
#: What offices write that is no Vietnamese syllable.
KNOWN: Final = frozenset({"alt", "ctrl", "excel", "macro", "unicode", "kg", "km", "ha", "kwh"})
_QUOTED = re.compile(r"“[^”]*”")
_FORMULA = re.compile(r"=[A-Z(][^ ]*(?<![.;,])")
_OPTION = re.compile(r"--[a-z]+ \S+|--[a-z]+")
_ADDRESS = re.compile(r"\b[A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?\b")
_FILE = re.compile(r"\S+\.(?:xlsx|xlsm|xls|ods)\b|\.xlsx")
_LAW = re.compile(r"\b[\w/.-]*/[\w/Đ-]*-[A-ZĐ]\w*")
_SYLLABLE = re.compile(
    r"(?:b|ch|c|d|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|q|r|s|th|tr|t|v|x)?[aeiouy]{1,3}(?:ch|c|m|ng|nh|n|p|t)?"
)
_ODD = re.compile(
    r" {2,}|[,;:]{2,}|\.\.| [,.;!?](?![a-z])| :(?! )|\( | \)|\(\)|“ | ”|^ | $|[\n\t\r\u00a0\u200b]"
)
_LEFT_OVER = re.compile(r"[{}]|\bNone\b|\bTrue\b|\bFalse\b|\bDecimal\b")
_LONG_NUMBER = re.compile(r"(?<![\d.,/])\d{5,}(?![\d/])")
_OTHER_NUMBER = re.compile(r"(?<![\d.,/])\d+,\d{3},|\d{4,}[.,]\d{3}(?!\d)|(?<![\w.,/])0\.\d")


def plain(text: str) -> str:
    """The words of a sentence that are the software's: without quoted names, formulas, addresses, files."""
    for pattern in (_QUOTED, _FORMULA, _OPTION, _FILE, _LAW, _ADDRESS):
        text = pattern.sub(" ", text)
    return text


def faults(text: str) -> Iterator[str]:
    """What is wrong with the form of a sentence in either language."""
    if not unicodedata.is_normalized("NFC", text) or {"\u01a2", "\u01a3"} & set(text):
        yield "letters are not composed"
    without = _QUOTED.sub("“x”", text)
    if found := _ODD.search(without):
        yield f"odd spacing or punctuation {found[0]!r}"
    if found := _LEFT_OVER.search(without):
        yield f"not filled in: {found[0]}"
    if not (text[:1].isupper() or text[:1] in "“"):
        yield "does not begin with a capital"
    if not text.endswith((".", "?")) and not re.search(r"=\S+$", text):
        yield "does not end as a sentence"


def vietnamese_faults(text: str) -> Iterator[str]:
    """What is wrong with the words and figures of a Vietnamese sentence."""
    words = re.findall(r"[^\W\d_]+", plain(text))
    foreign = sorted({word for word in words if word.lower() in FOREIGN and not word.isupper()})
    if foreign:
        yield f"words of programmers: {foreign}"
    strange = sorted({word for word in words if not _is_vietnamese(word)})
    if strange:
        yield f"no Vietnamese: {strange}"
    if found := re.search(r"\b[a-z]+_[a-z_]+\b", _QUOTED.sub(" ", text)):
        yield f"a name of the inside: {found[0]}"


def figure_faults(text: str) -> Iterator[str]:
    """Figures that are not written as an office writes them: 12.345,6."""
    said = plain(text)
    for pattern in (_LONG_NUMBER, _OTHER_NUMBER):
        if found := pattern.search(said):
            yield f"a figure of another manner: {found[0]}"


def english_faults(text: str) -> Iterator[str]:
    """Vietnamese letters in an English sentence outside quoted names."""
    marked = [letter for letter in _QUOTED.sub(" ", text) if letter.isalpha() and ord(letter) > 127]
    if marked:
        yield f"Vietnamese letters: {marked}"


def unquoted_length(text: str) -> int:
    """How long a sentence is, names that the form itself prints not counted."""
    return len(_QUOTED.sub("", text))


def _is_vietnamese(word: str) -> bool:
    small = word.lower()
    if small in KNOWN or word.isupper() or len(word) == 1:
        return True
    bare = "".join(c for c in unicodedata.normalize("NFD", small.replace("đ", "d")) if c.isalpha())
    return _SYLLABLE.fullmatch(bare) is not None
