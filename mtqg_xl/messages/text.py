"""Message texts by code, in the language in force (Vietnamese unless told otherwise)."""

from __future__ import annotations

import tomllib
from contextvars import ContextVar
from functools import cache
from importlib import resources
from typing import Final

LANGUAGES: Final = ("vi", "en")
_language: ContextVar[str] = ContextVar("mtqg_language", default="vi")


def use_language(language: str) -> None:
    """Speak ``language`` (``vi`` or ``en``) from here on in this context."""
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {LANGUAGES}, not {language!r}")
    _language.set(language)


def current_language() -> str:
    """The language in force, ``vi`` or ``en``."""
    return _language.get()


@cache
def _texts(language: str) -> dict[str, str]:
    """All texts of one language as ``{"group.code": text}``, from every ``<group>.<language>.toml``."""
    texts: dict[str, str] = {}
    folder = resources.files(__package__)
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        group, _, rest = entry.name.partition(".")
        if rest == f"{language}.toml":
            for code, text in tomllib.loads(entry.read_text(encoding="utf-8")).items():
                texts[f"{group}.{code}"] = text
    return texts


def known_codes(language: str = "vi") -> frozenset[str]:
    """The codes that have a text in ``language``."""
    return frozenset(_texts(language))


def say(code: str, /, **values: object) -> str:
    """The sentence of ``code`` (``"file.zero_bytes"``) with ``values`` filled in.

    A code without an English text is said in Vietnamese; an unknown code is a fault of ours.
    """
    text = _texts(_language.get()).get(code)
    return text.format(**values) if text is not None else in_vietnamese(code, **values)


def in_vietnamese(code: str, /, **values: object) -> str:
    """The same sentence in Vietnamese whatever the language in force: for what is put into documents."""
    return _texts("vi")[code].format(**values)
