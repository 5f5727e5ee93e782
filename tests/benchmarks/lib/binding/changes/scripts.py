"""Texts in the old letters: TCVN3 (ABC) and VNI, told by the font only."""

from __future__ import annotations

import unicodedata

from tests.benchmarks.lib.binding.changes.registry import Stage, kind
from tests.benchmarks.lib.binding.drafts import Draft
from tests.benchmarks.lib.binding.spots import Page, Spot

_TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
#: Vowel, then grave, hook, tilde, acute, dot below, in TCVN 5712:1993 (VN3).
_TCVN3 = {
    "a": "aµ¶·¸¹",
    "ă": "¨»¼½¾Æ",
    "â": "©ÇÈÉÊË",
    "e": "eÌÎÏÐÑ",
    "ê": "ªÒÓÔÕÖ",
    "i": "i×ØÜÝÞ",
    "o": "oßáâãä",
    "ô": "«åæçèé",
    "ơ": "¬êëìíî",
    "u": "uïñòóô",
    "ư": "\u00adõö÷øù",
    "y": "yúûüýþ",
}
_TCVN3_CAPITALS = {"Ă": "¡", "Â": "¢", "Ê": "£", "Ô": "¤", "Ơ": "¥", "Ư": "¦", "Đ": "§", "đ": "®"}
_VNI_MARKS = {1: "ø", 2: "û", 3: "õ", 4: "ù", 5: "ï"}
_VNI_CIRCUMFLEX = {0: "â", 1: "à", 2: "å", 3: "ã", 4: "á", 5: "ä"}
_VNI_BREVE = {0: "ê", 1: "è", 2: "ú", 3: "ü", 4: "é", 5: "ë"}
_VNI_I = "iìæóíò"
#: Letters of a cell that no font of those times has, or has for something else.
_FOREIGN = "\u01a3\u01a2\u200b\u00ad\u00a0¹²³\u00d0\u00f0"


def _taken_apart(letter: str) -> tuple[str, int]:
    """The vowel without its tone, and the tone."""
    parts = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in parts[1:] if mark in _TONES), "")
    rest = "".join(c for c in parts if c != tone or not tone)
    return unicodedata.normalize("NFC", rest), _TONES[tone]


def to_tcvn3(text: str, *, capital_font: bool) -> str:
    """``text`` in TCVN3 codes; a font of capitals shows small letters as capitals."""
    shown = []
    for letter in unicodedata.normalize("NFC", text):
        low = letter.lower()
        if capital_font:
            letter = low
        vowel, tone = _taken_apart(letter)
        if letter in _TCVN3_CAPITALS:
            shown.append(_TCVN3_CAPITALS[letter])
        elif vowel.lower() in _TCVN3 and (tone or vowel.lower() not in "aeiouy"):
            # Capitals with a tone do not exist in the font: the small letter stands for them.
            shown.append(_TCVN3[vowel.lower()][tone])
        else:
            shown.append(letter)
    return "".join(shown)


def to_vni(text: str) -> str:
    """``text`` in VNI codes: a letter and its mark are two characters."""
    shown = []
    for letter in unicodedata.normalize("NFC", text):
        vowel, tone = _taken_apart(letter)
        low, upper = vowel.lower(), vowel.isupper()
        if low == "đ":
            new = "ñ"
        elif low == "i" and tone:
            new = _VNI_I[tone]
        elif low == "y" and tone == 5:
            new = "î"
        elif low == "â" or low == "ê" or low == "ô":
            new = {"â": "a", "ê": "e", "ô": "o"}[low] + _VNI_CIRCUMFLEX[tone]
        elif low == "ă":
            new = "a" + _VNI_BREVE[tone]
        elif low in ("ơ", "ư"):
            new = {"ơ": "ô", "ư": "ö"}[low] + _VNI_MARKS.get(tone, "")
        elif low in "aeouy" and tone:
            new = low + _VNI_MARKS[tone]
        else:
            shown.append(letter)
            continue
        shown.append(new.upper() if upper else new)
    return "".join(shown)


def _is_text(spot: Spot) -> bool:
    return spot.kind == "text" and spot.formula is None and not spot.is_figure


def _rewrite(page: Page, vni: bool) -> None:
    for _, _, spot in page.spots():
        if not _is_text(spot) or not any(ord(letter) > 127 for letter in spot.text):
            continue
        if any(0x0300 <= ord(letter) <= 0x036F or letter in _FOREIGN for letter in spot.text):
            continue  # already in other letters: nobody has both in one cell
        if spot.text.upper().replace("²", "") == spot.text and not vni:
            spot.font = ".VnTimeH"
            spot.text = to_tcvn3(spot.text, capital_font=True)
        elif vni:
            spot.font, spot.text = "VNI-Times", to_vni(spot.text)
        else:
            spot.font, spot.text = ".VnTime", to_tcvn3(spot.text, capital_font=False)


@kind("scripts", Stage.LOOKS, 1.5)
def script_tcvn3(draft: Draft) -> bool:
    """A sheet kept since the time of ABC fonts, only its figures are new."""
    _rewrite(draft.page(), vni=False)
    return True


@kind("scripts", Stage.LOOKS)
def script_vni(draft: Draft) -> bool:
    """A sheet typed with VNI fonts, as in the south."""
    _rewrite(draft.page(), vni=True)
    return True
