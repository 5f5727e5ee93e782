"""The key of a heading or label: equal for all ways in which offices write the same words.

A key is the words in small letters without marks, one blank between them: no footnote, no punctuation, no
bullets, short forms written out. Texts with equal keys may be taken for one; nothing else may.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from mtqg_xl.catalogue import aliases
from mtqg_xl.domain.units import fold
from mtqg_xl.reading.text.letters import clean

#: A raised digit at a measure of length belongs to it (m², km³); elsewhere it points to a footnote.
_POWER: Final = re.compile(r"(?<![^\W\d_])([kdc]?m)([²³])", re.IGNORECASE)
_POWERS: Final = {"²": "2", "³": "3"}
#: What has to be looked at before all that is not ASCII is dropped.
_SIGN: Final = re.compile(r"[\u00b9\u00b2\u00b3\u00d7\u2010-\u2015\u2026\u2070\u2074-\u207e\u2212]")
_SIGNS: Final = {
    **dict.fromkeys((0xB9, 0xB2, 0xB3, 0x2070, *range(0x2074, 0x207F)), " "),
    **dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-"),
    0xD7: " x ",
    0x2026: "...",
}
_END_SIGNS: Final = " \t\r\n.:;,*"
_END_MARK: Final = re.compile(r"(?:\(\*{1,3}\)|\[\d{1,2}\])$")
_LONGEST_CODE: Final = 120
#: Longer texts are no headings, and would fill the memory.
_REMEMBERED: Final = 600
#: What programs that read pages leave of raised and bold text.
_TAG: Final = re.compile(
    r"<sup>[^<>]*</sup>|</?(?:sup|sub|b|i|u|em|strong|br|span|p)\b[^<>]*>", re.IGNORECASE
)
_CODE: Final = r"\(?[a-z]{0,2}\d{1,3}(?:\.\d+)*[a-z]?\)?"
#: A column code printed in the heading itself: "(3)", "(4)=(3)/(1)*100", "(3=1+2)".
_CODE_AT_END: Final = re.compile(
    rf"[\s:]*(?:\(\d{{1,3}}[a-z]?\)(?:\s*=[\s\d()+\-*/:x.]+)?|\({_CODE}\s*=[\s\d()+\-*/:x.%]+\))$"
)
_TOKEN: Final = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*|[%+]")
_ROMAN_NUMBERS: Final = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv"
_ROMAN: Final = {roman: str(number) for number, roman in enumerate(_ROMAN_NUMBERS.split(), 1)}
#: Words that a number follows, in figures or in Roman numerals.
NUMBERED: Final = frozenset({"an", "da", "tda", "phan", "muc", "nhom", "qui", "bieu", "luc", "dung"})
_Y_ENDS: Final = {f"{letter}y": f"{letter}i" for letter in "hklmst"} | {"quy": "qui"}


def match_key(text: str) -> str:
    """What a heading or label says, for comparing it with others.

    Equal for texts that differ only in case, marks, blanks, punctuation, footnote signs, end signs, a
    column code printed in them, the look of letters, i for y, or short forms that the catalogue knows
    (``data/aliases.yaml``). A text without any letter or digit is its own key.
    """
    return _known_key(text) if len(text) <= _REMEMBERED else _key(text)


def words_as_written(text: str) -> list[str]:
    """The words that a key is made of, short forms as they stand."""
    return _words(_bare(text))


def _key(text: str) -> str:
    words = words_as_written(text)
    return " ".join(_written_out(words)) if words else fold(text).strip(" .:;,")


_known_key = lru_cache(maxsize=65536)(_key)


def _bare(text: str) -> str:
    """``text`` in small ASCII letters, without footnotes and without a column code."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if not text.isascii():
        text = clean(text)
        if _SIGN.search(text):
            text = _POWER.sub(_power, text).translate(_SIGNS)
        text = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
        text = text.encode("ascii", "ignore").decode("ascii")
    text = text.strip().lower()
    if "&" in text:
        text = text.replace("&", " va ")
    if text and (text[-1] in ")]*:.;," or "=" in text):
        without = _without_end(text)
        tail = without[-_LONGEST_CODE:]
        if (code := _CODE_AT_END.search(tail)) is not None and len(code[0]) < len(without):
            without = _without_end(without[: -len(code[0])])
        return without or text
    return text


def _without_end(text: str) -> str:
    """``text`` without end signs and marks of footnotes."""
    while True:
        text = text.rstrip(_END_SIGNS)
        mark = _END_MARK.search(text[-8:])
        if mark is None:
            return text
        text = text[: -len(mark[0])]


def _power(match: re.Match[str]) -> str:
    return f"{match[1]}{_POWERS[match[2]]}"


def _words(text: str) -> list[str]:
    words = _TOKEN.findall(text)
    before = ""
    for at, word in enumerate(words):
        if word in _Y_ENDS:
            words[at] = _Y_ENDS[word]
        elif before in NUMBERED and word in _ROMAN:
            words[at] = _ROMAN[word]
        elif word[0] == "0" and len(word) > 1 and word.isdigit():
            words[at] = word.lstrip("0") or "0"
        before = words[at]
    return words


@dataclass(frozen=True, slots=True)
class _Short:
    """A short form: its words, what they mean, and the words that must follow it, if any."""

    words: list[str]
    means: list[str]
    before: frozenset[str]

    def stands(self, words: list[str], at: int) -> bool:
        end = at + len(self.words)
        if words[at:end] != self.words:
            return False
        if not self.before:
            return True
        after = words[end] if end < len(words) else ""
        return after in self.before or ("#" in self.before and after[:1].isdigit())


@cache
def _alone() -> dict[tuple[str, ...], list[str]]:
    return {
        tuple(_words(_bare(short))): _words(_bare(alias.means))
        for alias in aliases()
        for short in alias.alone
    }


@cache
def _short_forms() -> dict[str, tuple[_Short, ...]]:
    """The short forms by their first word, the longest first."""
    found: dict[str, list[_Short]] = {}
    for alias in aliases():
        means = _words(_bare(alias.means))
        before = frozenset(part if part == "#" else _bare(part) for part in alias.before)
        # What is written out already must not be taken for a shorter form inside it.
        for words in (means, *(_words(_bare(short)) for short in alias.also)):
            wanted = before if words != means else frozenset()
            found.setdefault(words[0], []).append(_Short(words, means, wanted))
    return {
        first: tuple(sorted(forms, key=lambda form: (-len(form.words), form.words, not form.before)))
        for first, forms in found.items()
    }


def _written_out(words: list[str]) -> list[str]:
    if (alone := _alone().get(tuple(words))) is not None:
        return alone
    forms = _short_forms()
    if forms.keys().isdisjoint(words):
        return words
    written: list[str] = []
    at = 0
    while at < len(words):
        for form in forms.get(words[at], ()):
            if form.stands(words, at):
                written.extend(form.means)
                at += len(form.words)
                break
        else:
            written.append(words[at])
            at += 1
    return written
