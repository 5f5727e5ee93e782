"""Whether one version of a part holds all of another and only adds to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from lxml import etree

#: What may change when something is added: counts, and the extent of the cells.
_COUNTS = {"count", "uniqueCount", "ref", "spans"}


def lost_by_adding(
    before: Mapping[str, bytes], after: Mapping[str, bytes], anew: Collection[str]
) -> list[str]:
    """Members and elements of ``before`` that are not in ``after``; attributes ``anew`` may differ."""
    found = [f"{name} is gone" for name in before if name not in after]
    if [name for name in after if name in before] != [name for name in before if name in after]:
        found.append("the members are in another order")
    for name in before.keys() & after.keys():
        if before[name] == after[name]:
            continue
        if not name.endswith((".xml", ".rels", ".vml")):
            found.append(f"{name} changed")
        elif not _holds(etree.fromstring(after[name]), etree.fromstring(before[name]), {*_COUNTS, *anew}):
            found.append(f"{name} lost something")
    return found


def _holds(new: Any, old: Any, free: Collection[str]) -> bool:
    """Whether ``new`` is ``old`` with more in it."""
    if new.tag != old.tag or (new.text or "").strip() != (old.text or "").strip():
        return False
    if any(new.get(key) != value for key, value in old.attrib.items() if key not in free):
        return False
    left = iter(new)
    return all(any(_holds(candidate, item, free) for candidate in left) for item in old)
