"""Whether a word may be Vietnamese, by its spelling: beginning, middle with its tone, and end."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mtqg_xl.domain.units import fold

#: Those from "kr" on begin names of places in the Central Highlands: Krông, Plei, Đray.
_BEGINNING = (
    "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|kr|br|bl|pl|hr|dr|đr|kl|gr|pr|hl|ml"
)
#: Middles that end the syllable.
_OPEN = (
    "uya uyu oai oay oao oeo uây uôi ươi ươu iêu yêu ai ao au ay âu ây eo êu ia iu oa oe oi ôi ơi ua uê ui "
    "uơ uy ưa ưi ưu a e ê i o ô ơ u ư y"
)
#: Middles that go with an end, by the ends they go with.
_CLOSED = {
    "c ch k m n ng nh p t": "a oa",
    "c k m n ng p t": "ă â e o ô u iê ươ",
    "c k m n ng t": "uô oă ư",
    "ch k m n nh p t": "ê i",
    "m n p t": "ơ",
    "m n ng t": "yê uâ oe",
    "ch n nh p t": "uy uê y",
    "n t": "uyê",
    "c ng": "oo",
}
_MIDDLES = "|".join(
    (
        *(
            f"(?:{'|'.join(middles.split())})(?:{'|'.join(ends.split())})"
            for ends, middles in _CLOSED.items()
        ),
        *_OPEN.split(),
    )
)
_SYLLABLE = re.compile(rf"(?:{_BEGINNING})?(?:{_MIDDLES})")
#: The tone stands on the vowel before such an end, never on the end: "sáu", not "saú".
_TONE_ON_END = re.compile("[aăâeêôơư][íìỉĩịóòỏõọúùủũụýỳỷỹỵ]$")
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_STOPPED = "\u0301\u0323"


_LONGEST = 16
_FOLDED = re.compile(fold(f"(?:{_BEGINNING})?(?:{_MIDDLES})"))


def is_syllable(word: str) -> bool:
    """Whether ``word`` is spelled as one Vietnamese syllable; it need not mean anything."""
    return len(word) <= _LONGEST and _is_syllable(word)


@lru_cache(maxsize=4096)
def _is_syllable(word: str) -> bool:
    parts = unicodedata.normalize("NFD", word.lower())
    if _TONE_ON_END.search(unicodedata.normalize("NFC", parts)):
        return False
    tones = [mark for mark in parts if mark in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
    if _SYLLABLE.fullmatch(bare) is None:
        return False
    return not bare.endswith(("c", "ch", "p", "t")) or (bool(tones) and tones[0] in _STOPPED)


@lru_cache(maxsize=4096)
def is_folded_syllable(word: str) -> bool:
    """Whether ``word``, in small letters without marks, may be one Vietnamese syllable."""
    return len(word) <= _LONGEST and _FOLDED.fullmatch(word) is not None
