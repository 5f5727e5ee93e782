"""Units that a text mentions: in a title, a file name, a folder name or the name of a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from mtqg_xl.domain.units import Unit, UnitRegister, place_name
from mtqg_xl.reading.identity.plain import is_marked, same_marks, words, written_words

#: What may stand before a name, with the kinds of unit it may mean.
_KINDS: Final[dict[tuple[str, ...], str]] = {
    ("thanh", "pho"): "thanh pho",
    ("thi", "xa"): "thi xa",
    ("thi", "tran"): "thi tran",
    ("huyen", "uy"): "huyen",
    ("tinh", "uy"): "tinh",
    ("tinh",): "tinh",
    ("huyen",): "huyen",
    ("quan",): "quan",
    ("phuong",): "phuong",
    ("xa",): "xa",
    ("tp",): "thanh pho",
    ("tx",): "thi xa",
    ("tt",): "thi tran",
    ("h",): "huyen",
    ("x",): "xa",
    ("p",): "phuong",
    ("q",): "quan",
}
#: No name is written as one word with the next unless it is at least this long: BaoLam.
_SHORTEST_JOINED = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text, and the units that it fits; ``told`` when the word for its kind stands before it."""

    units: tuple[Unit, ...]
    told: bool
    first: int
    last: int


class UnitWords:
    """Finds the units of a register in texts."""

    def __init__(self, register: UnitRegister) -> None:
        self.register = register
        self._coded = {unit.code: unit for unit in register.units}
        # The sheets of a workbook, and the workbooks of a folder, repeat most of what they say.
        self._remembered = lru_cache(maxsize=4096)(self._find)
        self._named: dict[str, list[tuple[list[str], Unit]]] = {}
        for unit in register.units:
            name = words(place_name(unit.name))
            self._named.setdefault(name[0], []).append((name, unit))
            for joined in ("".join(name), "".join(words(unit.name))):
                if len(name) > 1 and len(joined) >= _SHORTEST_JOINED:
                    self._named.setdefault(joined, []).append(([joined], unit))

    def mentions(self, text: str, day: date | None, *, bare_names: bool) -> tuple[Mention, ...]:
        """The units mentioned in ``text`` and in force on ``day``, in order.

        ``bare_names`` takes names without the word for their kind too, as file names have them. Of names that
        overlap the longest counts. A name after the word for another kind is another unit's.
        """
        return self._remembered(text, day, bare_names)

    def _find(self, text: str, day: date | None, bare_names: bool) -> tuple[Mention, ...]:
        said = words(text)
        if not any(word in self._named for word in said):
            return ()
        written = written_words(text) if is_marked(text) else said
        if len(written) != len(said):
            written = said
        found: list[Mention] = []
        at = 0
        while at < len(said):
            mention = self._mention(said, written, at, day, bare_names)
            if mention is None:
                at += 1
                continue
            if mention.units:
                found.append(mention)
            at = mention.last + 1
        return tuple(found)

    def narrowed(self, mentions: Iterable[Mention], around: Iterable[Unit] = ()) -> tuple[Unit, ...]:
        """The units that mentions leave open when they are taken together.

        A name that several units bear means the one above or below another one mentioned, or the one
        within ``around``: "Bảo Lâm, Cao Bằng" is the district. Units above others mentioned do not
        count. Empty for no mention; several units when it is not certain.
        """
        groups = [tuple(dict.fromkeys(mention.units)) for mention in mentions if mention.units]
        certain = [group[0] for group in groups if len(group) == 1]
        left: dict[str, Unit] = {}
        for group in groups:
            if len(group) > 1:
                group = (
                    tuple(unit for unit in group if any(self.is_under(one, unit) for one in certain))
                    or tuple(unit for unit in group if any(self.is_under(unit, one) for one in certain))
                    or tuple(unit for unit in group if any(self.is_under(unit, one) for one in around))
                    or group
                )
            if len(group) == 1:
                certain.append(group[0])
            left.update({unit.code: unit for unit in group})
        return tuple(one for one in left.values() if not any(self.is_under(other, one) for other in certain))

    def is_name(self, text: str, day: date | None) -> bool:
        """Whether ``text`` is the name of a unit and nothing else, with or without the word for its kind."""
        found = self.mentions(text, day, bare_names=True)
        return len(found) == 1 and found[0].first == 0 and found[0].last == len(words(text)) - 1

    def is_under(self, unit: Unit, above: Unit) -> bool:
        """Whether ``above`` is the parent of ``unit``, or its parent's."""
        seen = {unit.code}
        code = unit.parent
        while code is not None and code not in seen:
            if code == above.code:
                return True
            seen.add(code)
            parent = self._coded.get(code)
            code = parent.parent if parent else None
        return False

    def unit(self, code: str | None) -> Unit | None:
        """The unit of a code."""
        return self._coded.get(code) if code else None

    def _mention(
        self, said: list[str], written: list[str], at: int, day: date | None, bare_names: bool
    ) -> Mention | None:
        fits = [
            (name, unit)
            for name, unit in self._named.get(said[at], ())
            if said[at : at + len(name)] == name and (day is None or unit.validity.holds(day))
        ]
        if not fits:
            return None
        longest = max(len(name) for name, _ in fits)
        last = at + longest - 1
        kind, told_at = _kind_before(said, at)
        units = [unit for name, unit in fits if len(name) == longest]
        if kind:
            units = [unit for unit in units if words(unit.name)[: len(kind.split())] == kind.split()]
        elif not bare_names:
            return None
        if written is not said:
            units = self._by_marks(units, written[at : last + 1], told=bool(kind))
        return Mention(tuple(units), bool(kind), told_at, last)

    def _by_marks(self, units: list[Unit], written: list[str], *, told: bool) -> list[Unit]:
        """Those whose marks are written; after a kind a wrong mark is forgiven to a single one."""
        right = [unit for unit in units if _same_name(written, written_words(place_name(unit.name)))]
        return right or (units if told and len(units) == 1 else [])


def _kind_before(said: Sequence[str], at: int) -> tuple[str, int]:
    for length in (2, 1):
        if at >= length and (kind := _KINDS.get(tuple(said[at - length : at]))):
            return kind, at - length
    return "", at


def _same_name(written: Sequence[str], name: Sequence[str]) -> bool:
    if len(written) == 1 and len(name) > 1:
        return same_marks(written[0], "".join(name))
    return len(written) == len(name) and all(map(same_marks, written, name))
