"""The encodings of Vietnamese from before Unicode: one table for each, and the fonts that show it.

A text in such an encoding looks right only in its own fonts; the file holds other letters (``Tæng céng``
for ``Tổng cộng``). The tables are data beside this file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

_FILES = ("tcvn3.toml", "vni.toml")


@dataclass(frozen=True, eq=False)
class Encoding:
    """One encoding: what each unit of one or two characters of the file is shown as."""

    name: str
    prefixes: tuple[str, ...]
    capitals_ending: str
    letters: Mapping[str, str]
    _units: re.Pattern[str]

    def decode(self, text: str) -> str:
        """``text`` as its fonts show it; what the table does not know stays."""
        letters = self.letters
        return self._units.sub(lambda unit: letters[unit[0]], text)

    def unknown_letters(self, text: str) -> bool:
        """Whether ``text`` has letters beyond ASCII that the table does not know where they stand."""
        return any(letter.isalpha() and not letter.isascii() for letter in self._units.sub("", text))


@dataclass(frozen=True, slots=True)
class Shown:
    """How a font shows text: by an encoding, with every letter as a capital or not."""

    encoding: Encoding
    capitals: bool


@cache
def encodings() -> tuple[Encoding, ...]:
    """The encodings known."""
    return tuple(_encoding(name) for name in _FILES)


@lru_cache(maxsize=1024)
def shown_by(font: str) -> Shown | None:
    """How the font called ``font`` shows text; ``None`` for Unicode and for fonts not known."""
    name = font[:80].strip().lstrip("@").lower()
    for encoding in encodings():
        if name.startswith(encoding.prefixes):
            # ".VnTimeH" shows capitals, and so does its "Bold" or "Italic".
            family = re.sub(r"[\s,]+(bold|italic|regular|[bi])\b.*$", "", name)
            ending = encoding.capitals_ending
            return Shown(encoding, bool(ending) and family.endswith(ending))
    return None


def _encoding(file: str) -> Encoding:
    table = tomllib.loads(resources.files(__package__).joinpath(file).read_text(encoding="utf-8"))
    letters: dict[str, str] = {}
    for line in table["letters"]:
        for letter, code in zip(line["are"], line["codes"].split(), strict=True):
            unit = bytes.fromhex(code).decode("latin-1")
            letters[unit] = letter
            if len(code) == 2:
                # The same byte as Windows names it, for programs that took it for a letter of its own.
                letters.setdefault(_as_windows(unit), letter)
    if file == "vni.toml":
        _add_capitals(letters)
    longest_first = sorted(letters, key=len, reverse=True)
    return Encoding(
        name=file.removesuffix(".toml"),
        prefixes=tuple(table["fonts"]["prefixes"]),
        capitals_ending=table["fonts"].get("capitals_ending", ""),
        letters=letters,
        _units=re.compile("|".join(map(re.escape, longest_first))),
    )


def _as_windows(unit: str) -> str:
    try:
        return unit.encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return unit


def _add_capitals(letters: dict[str, str]) -> None:
    """Capitals; the sign after a capital is often typed small, and the other way round."""
    for unit, letter in list(letters.items()):
        base, sign = unit[0], unit[1:]
        for sign_typed in {sign, sign.upper()}:
            letters[base + sign_typed] = letter
            letters[base.upper() + sign_typed] = letter.upper()
