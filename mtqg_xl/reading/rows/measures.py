"""Rows of one name that count different things: households and people of the same place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mtqg_xl.reading.rows.model import Wanted
from mtqg_xl.reading.rows.sheet_lines import Seen

_IN = " / "


def by_measure(
    wanted: Sequence[Wanted], keys: Sequence[str], seen: Sequence[Seen]
) -> tuple[list[str], list[Seen]]:
    """The keys of rows and lines, with the measure in them where only it tells rows of one label apart.

    Labels stay as they are where a line does not say what it counts, or counts what no such row does.
    """
    measures: dict[str, set[str]] = {}
    for row, key in zip(wanted, keys, strict=True):
        measures.setdefault(key, set()).add(row.measure)
    parted = {key for key, found in measures.items() if key and len(found) > 1 and "" not in found}
    for one in seen:
        if one.key in parted and one.line.figures and one.line.measure not in measures[one.key]:
            parted.discard(one.key)
    shown = [
        f"{key}{_IN}{row.measure}" if key in parted else key for row, key in zip(wanted, keys, strict=True)
    ]
    lines = [
        replace(one, key=f"{one.key}{_IN}{one.line.measure}")
        if one.key in parted and one.line.measure
        else one
        for one in seen
    ]
    return shown, lines


def without_measure(key: str) -> str:
    """The key of a label alone."""
    return key.partition(_IN)[0]
