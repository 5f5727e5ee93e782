"""Headings and labels of the catalogue, shortened by rule, are most like what they were made from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from random import Random

import pytest

from mtqg_xl.reading.text.keys import match_key
from mtqg_xl.reading.text.likeness import ALIKE, similarity
from tests.reading.text.labels import column_paths, row_labels
from tests.reading.text.shortening import shortened_forms

#: Likenesses nearer than this are a tie for whoever binds by them.
MARGIN = 0.08
#: Below this nothing speaks for one heading being another.
SPEAKS = 0.75


def tables() -> Iterator[frozenset[str]]:
    """The texts that stand beside each other: labels of rows, headings, whole paths of headings."""
    yield from row_labels()
    for paths in column_paths():
        yield frozenset(text for path in paths for text in path)
        yield frozenset(" ".join(path) for path in paths)


def tried(chance: Random) -> Iterator[tuple[str, str, str, frozenset[str]]]:
    """A short form of every text: the way, the form, the key it was made from, and all keys beside."""
    for texts in sorted(tables(), key=sorted):
        keys = frozenset(match_key(text) for text in texts if text)
        for text in sorted(text for text in texts if text):
            forms = shortened_forms(text, chance)
            if forms:
                way = chance.choice(sorted(forms))
                yield way, forms[way], match_key(text), keys


@pytest.mark.parametrize("seed", [1, 2])
def test_no_short_form_is_nearer_to_another_heading(seed: int) -> None:
    strange: list[tuple[str, str, str]] = []
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for way, short, own, keys in tried(Random(seed)):
        if match_key(short) in keys:
            continue  # a short form of the catalogue, or nothing shortened
        mine = similarity(short, own)
        other, best = max(((similarity(short, key), key) for key in keys if key != own), default=(0.0, ""))
        if other >= SPEAKS and other >= mine + MARGIN:
            strange.append((short, own, best))
        found[way]["alike" if mine >= ALIKE else "like" if mine >= SPEAKS else "not known"] += 1
    print({way: dict(sorted(counted.items())) for way, counted in sorted(found.items())})
    assert strange == []
    everything = sum(found.values(), Counter[str]())
    assert everything.total() > 1000
    assert everything["alike"] > 0.8 * everything.total()
    assert everything["not known"] < 0.1 * everything.total()
