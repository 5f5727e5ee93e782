"""Headings shortened by rule, as offices shorten them."""

from __future__ import annotations

from random import Random

from mtqg_xl.domain.units import fold

_BEGINNINGS = ("ngh", "ng", "nh", "ch", "gh", "kh", "ph", "qu", "th", "tr", "đ")


def shortened_forms(text: str, chance: Random) -> dict[str, str]:
    """``text`` shortened in each way that it can be, by the name of the way."""
    words = text.split()
    places = [at for at in range(len(words) - 1) if words[at].isalpha() and words[at + 1].isalpha()]
    runs = [(a, a + n) for n in (2, 3, 4) for a in places if _plain(words[a : a + n], n)]
    if not runs:
        return {}
    at = chance.choice(places)
    begin, end = chance.choice(runs)
    forms = {
        "initial before": [*words[:at], f"{words[at][0]}.{words[at + 1]}", *words[at + 2 :]],
        "initial after": [*words[: at + 1], f"{words[at + 1][0]}.", *words[at + 2 :]],
        "beginning": [*words[:at], f"{_beginning(words[at])}.{words[at + 1]}", *words[at + 2 :]],
        "letters": [*words[:begin], "".join(word[0].upper() for word in words[begin:end]), *words[end:]],
        "first word twice": [words[0].upper(), *words],
        "letters in brackets": [
            *words[:end],
            f"({''.join(word[0].upper() for word in words[begin:end])})",
            *words[end:],
        ],
        "every other": [f"{w[0]}." if i % 2 == 0 and w.isalpha() else w for i, w in enumerate(words)],
    }
    return {way: " ".join(shown) for way, shown in forms.items() if " ".join(shown) != text}


def _plain(words: list[str], number: int) -> bool:
    return len(words) == number and all(word.isalpha() and len(fold(word)) > 1 for word in words)


def _beginning(word: str) -> str:
    return next((word[: len(part)] for part in _BEGINNINGS if word.lower().startswith(part)), word[0])
