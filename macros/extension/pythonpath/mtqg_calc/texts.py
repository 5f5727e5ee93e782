"""Sentences for the user, by their keys; the same ones as in Excel, see ``texts.json`` in the package."""

from __future__ import annotations

import json
import pkgutil
import re
from collections.abc import Mapping


class Texts:
    """The sentences; called with a key and the values for its places ``{0}``, ``{1}``."""

    def __init__(self, told: Mapping[str, str]) -> None:
        self._told: dict[str, str] = dict(told)

    def __call__(self, key: str, *values: object) -> str:
        """The sentence of ``key``. Values are put in at once: one that looks like a place stays as it is."""
        pattern = self._told.get(key, key)
        if not values:
            return pattern

        def filled(found: re.Match) -> str:
            at = int(found[1])
            return str(values[at]) if at < len(values) else ""

        return re.sub(r"\{(\d+)\}", filled, pattern)


def load_texts() -> Texts:
    """The sentences that came with the extension."""
    data = pkgutil.get_data(__package__, "texts.json")
    return Texts(json.loads(data.decode("utf-8")) if data else {})


def joined(*texts: str) -> str:
    """Texts after one another with a gap between; empty ones leave none."""
    return "\n\n".join(text for text in texts if text)


def cut(text: str, longest: int) -> str:
    """The text, or its beginning with an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
