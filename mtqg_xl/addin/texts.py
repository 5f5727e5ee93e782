"""Texts of the add-in against the code that says them: no key without a text, no text without a user."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from mtqg_xl.addin.faults import Fault
from mtqg_xl.addin.source_lines import statements
from mtqg_xl.addin.sources import TEXTS, SourceFile

#: The functions of the add-in that look a text up by its key, which is their first argument.
LOOKUPS: Final = ("T", "TF")
#: What a cell can hold.
LONGEST_TEXT: Final = 32_767
_KEY: Final = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
_LOOKUP: Final = re.compile(rf'(?<![\w.])(?:\w+\.)?(?:{"|".join(LOOKUPS)})\s*\(\s*"(\d+)"\s*(&?)')
_GAP: Final = re.compile(r"\{(\d+)\}")


def check_texts(files: Iterable[SourceFile], texts: Mapping[str, str]) -> Iterator[Fault]:
    """Everything that does not fit between the code in ``files`` and ``texts``."""
    said: set[str] = set()
    beginnings: set[str] = set()
    for file in files:
        for statement in statements(file.text):
            said.update(statement.texts)
            for found in _LOOKUP.finditer(statement.code):
                key = statement.texts[int(found[1])]
                if found[2]:
                    beginnings.add(key)
                    if not any(known.startswith(key) for known in texts):
                        yield Fault(file.label, statement.line, "text_unknown", {"key": f"{key}…"})
                elif key not in texts:
                    yield Fault(file.label, statement.line, "text_unknown", {"key": key})
    for key, text in texts.items():
        if not _KEY.fullmatch(key):
            yield Fault(TEXTS, 0, "text_bad_key", {"key": key})
        if key not in said and not any(key.startswith(beginning) for beginning in beginnings if beginning):
            yield Fault(TEXTS, 0, "text_unused", {"key": key})
        yield from _wording(key, text)


def _wording(key: str, text: str) -> Iterator[Fault]:
    if not text.strip():
        yield Fault(TEXTS, 0, "text_empty", {"key": key})
    if not unicodedata.is_normalized("NFC", text):
        yield Fault(TEXTS, 0, "text_not_composed", {"key": key})
    if len(text) > LONGEST_TEXT:
        yield Fault(TEXTS, 0, "text_too_long", {"key": key})
    gaps = {int(number) for number in _GAP.findall(text)}
    if gaps != set(range(len(gaps))):
        yield Fault(TEXTS, 0, "text_gaps", {"key": key})
