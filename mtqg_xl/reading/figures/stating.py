"""Unit of measure in a text: ``Đơn vị tính: triệu đồng``, ``Kế hoạch (tỷ đồng)``, ``ĐVT: 1.000 đồng``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from mtqg_xl.catalogue import find_measure_label
from mtqg_xl.domain.measures import Measure
from mtqg_xl.domain.units import fold

MONEY: Final = "tien"
#: What a sheet writes before the unit of measure, folded.
_PREFIX = re.compile(
    r"^\(?\s*(?:don vi tinh|don vi|dvt|d\.v\.t|dv tinh|dv)\s*[:.\-]?\s*(?P<label>.*?)\s*\)?\s*$"
)
_BRACKETS = re.compile(r"\(([^()]{1,40})\)")
#: Several measures in one heading: "triệu đồng, %", "hộ; triệu đồng".
_BETWEEN = re.compile(r"[,;/]| và ")


@lru_cache(maxsize=8192)
def heads_measure(text: str) -> bool:
    """Whether ``text`` is the line above a table that names its unit of measure."""
    found = _PREFIX.match(fold(text))
    return found is not None and ":" in text + ":" and len(text) <= 60 and _named(text)


@lru_cache(maxsize=8192)
def measure_said(text: str) -> str:
    """The code of the measure that ``text`` names, "" for none; behind an equals sign that of a whole table.

    "?" stands for a measure that is not known. Headings repeat from sheet to sheet: each is looked at once.
    """
    if heads_measure(text):
        found = label_measure(text, MONEY) or label_measure(text)
        return f"={found.code}" if found is not None else "?" if bare_label(text) else ""
    found = measure_in_heading(text, MONEY)
    return found.code if found is not None else ""


def _named(text: str) -> bool:
    plain = fold(text).lstrip("( ")
    return plain.startswith(("don vi tinh", "dvt", "d.v.t", "dv tinh")) or (
        plain.startswith(("don vi", "dv")) and label_measure(text) is not None
    )


@lru_cache(maxsize=8192)
def label_measure(text: str, family: str | None = None) -> Measure | None:
    """The measure that a label is: ``ĐVT: triệu đồng``, ``(tỷ đồng)``, ``nghìn đồng``; else ``None``.

    Of several, the one of ``family``.
    """
    found = find_measure_label(bare_label(text))
    if found is not None:
        return found if family in (None, found.family) else None
    parts = [find_measure_label(part) for part in _BETWEEN.split(bare_label(text))]
    fitting = {part.code: part for part in parts if part is not None and family in (None, part.family)}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def bare_label(text: str) -> str:
    """The label in ``text`` without the words before it and without brackets."""
    body = text.strip().strip("()").strip()
    head, colon, rest = body.partition(":")
    if colon and _PREFIX.match(fold(head + ":")):
        return rest.strip(" .")
    found = _PREFIX.match(fold(body))
    if found is not None:
        words = len(fold(body).split()) - len(found["label"].split())
        return " ".join(body.split()[words:]).strip(" .:")
    return body.strip(" .:")


@lru_cache(maxsize=8192)
def measure_in_heading(text: str, family: str) -> Measure | None:
    """The measure of ``family`` that a heading or a label of a row names for its figures.

    In brackets anywhere, behind ``ĐVT:``, or as all that the heading says.
    """
    whole = label_measure(text, family)
    if whole is not None:
        return whole
    inside = [label_measure(part, family) for part in _BRACKETS.findall(text)]
    found = {part.code: part for part in inside if part is not None}
    return next(iter(found.values())) if len(found) == 1 else None
