"""Whether a form file has the keys it must have, no others, and in each what belongs there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from math import isfinite
from typing import Any

import msgspec
from msgspec import inspect

from mtqg_xl.catalogue.schema import FormText
from mtqg_xl.linting.notes import Note, error
from mtqg_xl.linting.positions import Place, Source
from mtqg_xl.messages import say

#: The order in which the keys of a form stand on paper: a missing one is told where it belongs.
_ORDER = (
    "code",
    "number",
    "title",
    "programme",
    "mark",
    "source",
    "law",
    "levels",
    "periods",
    "valid",
    "measure",
    "stub",
    "columns",
    "rows",
    "rules",
)
#: Stands just before what follows it; all others just after what they follow.
_LEADS = "measure"
#: Keys that have a name in the officials' words.
_NAMED = (
    "code",
    "number",
    "title",
    "programme",
    "mark",
    "law",
    "levels",
    "periods",
    "valid",
    "measure",
    "stub",
    "columns",
    "rows",
    "key",
    "label",
    "id",
    "rule",
    "kind",
)
_CLOSE = 0.6


def shape_notes(source: Source) -> list[Note]:
    """Every place where the file does not have the shape of a form."""
    notes = [error(line, "key_twice", key=place[-1]) for place, line in source.twice]
    form = inspect.type_info(FormText)
    notes.extend(_Checker(source).check(source.data, form, ()))
    return notes


def named(key: str) -> str:
    """A key as it is told: in quotes, with its name in words where it has one."""
    return say("lint.key", key=key, name=say(f"lint.name_{key}")) if key in _NAMED else f"“{key}”"


def close_to(word: str, known: Sequence[str]) -> str | None:
    """The one of ``known`` that ``word`` was most likely meant to be."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=_CLOSE)), None)


class _Checker:
    def __init__(self, source: Source) -> None:
        self._source = source

    def check(self, value: Any, kind: inspect.Type, place: Place) -> Iterator[Note]:
        match kind:
            case inspect.UnionType(types):
                yield from self.check(value, _fitting(value, types), place)
            case inspect.StructType():
                yield from self._group(value, kind, place)
            case inspect.VarTupleType(item_type):
                yield from self._list(value, item_type, place)
            case inspect.TupleType(item_types):
                yield from self._fixed(value, item_types, place)
            case inspect.DictType(_, value_type):
                yield from self._free(value, value_type, place)
            case _:
                yield from self._scalar(value, kind, place)

    def _group(self, value: Any, kind: inspect.StructType, place: Place) -> Iterator[Note]:
        if not isinstance(value, dict):
            yield error(self._source.line(*place), "wrong_group", key=_last(place))
            return
        known = {field.encode_name: field for field in kind.fields}
        meant = set()
        for key, inside in value.items():
            if key in known:
                yield from self.check(inside, known[key].type, (*place, key))
                continue
            line = self._source.line(*place, key)
            guess = close_to(key, [name for name in known if name not in value])
            if guess is None:
                yield error(line, "unknown_key", key=key, known=", ".join(known))
            else:
                meant.add(guess)
                yield error(line, "unknown_key_like", key=key, guess=guess)
        for name, field in known.items():
            if field.required and name not in value and name not in meant:
                yield error(self._where_missing(value, name, place), "missing_key", key=named(name))

    def _where_missing(self, value: dict[str, Any], name: str, place: Place) -> int:
        """The line at which a missing key belongs, judged by the keys around it."""
        line = self._source.line
        if place or name not in _ORDER:
            return line(*place)
        at = _ORDER.index(name)
        before = [key for key in _ORDER[:at] if key in value]
        after = [key for key in _ORDER[at + 1 :] if key in value]
        if not before or (name == _LEADS and after):
            return max(1, line(after[0]) - 1) if after else 1
        # What a key holds may go on for lines: it ends where the next begins. Measures of the form's own
        # follow the measure.
        starts = sorted(line(key) for key in value if key != "measures")
        end = next((start for start in starts if start > line(before[-1])), len(self._source.lines) + 1)
        return end - 1

    def _list(self, value: Any, item: inspect.Type, place: Place) -> Iterator[Note]:
        if not isinstance(value, list):
            yield error(self._source.line(*place), "wrong_list", key=_last(place))
            return
        for number, entry in enumerate(value):
            yield from self.check(entry, item, (*place, number))

    def _fixed(self, value: Any, items: Sequence[inspect.Type], place: Place) -> Iterator[Note]:
        if not isinstance(value, list) or len(value) != len(items):
            yield error(self._source.line(*place), "wrong_count", key=_last(place), count=len(items))
            return
        for number, (entry, item) in enumerate(zip(value, items, strict=True)):
            yield from self.check(entry, item, (*place, number))

    def _free(self, value: Any, item: inspect.Type, place: Place) -> Iterator[Note]:
        if not isinstance(value, dict):
            yield error(self._source.line(*place), "wrong_group", key=_last(place))
            return
        for key, entry in value.items():
            yield from self.check(entry, item, (*place, key))

    def _scalar(self, value: Any, kind: inspect.Type, place: Place) -> Iterator[Note]:
        line = self._source.line(*place)
        if not isinstance(value, str):
            yield error(line, "wrong_text", key=_last(place))
            return
        told = {"key": _last(place), "value": value}
        match kind:
            case inspect.EnumType(cls):
                yield from _choice(line, value, [member.value for member in cls], told)
            case inspect.LiteralType(values):
                yield from _choice(line, value, list(values), told)
            case inspect.IntType() if not _reads(value, int):
                yield error(line, "wrong_whole", **told)
            case inspect.FloatType() if not (_reads(value, float) and isfinite(float(value))):
                yield error(line, "wrong_number", **told)
            case inspect.DecimalType() if not (_reads(value, Decimal) and Decimal(value).is_finite()):
                yield error(line, "wrong_number", **told)
            case inspect.BoolType() if not _reads(value, bool):
                yield error(line, "wrong_yes_no", **told)
            case inspect.DateType() if not _reads(value, date):
                yield error(line, "wrong_date", **told)
            case _:
                return


def _choice(line: int, value: str, allowed: list[Any], told: dict[str, str]) -> Iterator[Note]:
    names = [str(choice) for choice in allowed]
    if value not in names:
        yield error(line, "wrong_choice", **told, choices=", ".join(names))


def _fitting(value: Any, types: Sequence[inspect.Type]) -> inspect.Type:
    """Of several shapes allowed the one that ``value`` was written for."""
    shapes = [kind for kind in types if not isinstance(kind, inspect.NoneType)]
    if isinstance(value, dict):
        wanted: tuple[type, ...] = (inspect.StructType, inspect.DictType)
    elif isinstance(value, list):
        wanted = (inspect.VarTupleType, inspect.TupleType)
    else:
        nested = (inspect.StructType, inspect.DictType, inspect.VarTupleType, inspect.TupleType)
        return next((kind for kind in shapes if not isinstance(kind, nested)), shapes[0])
    return next((kind for kind in shapes if isinstance(kind, wanted)), shapes[0])


def _reads(value: str, kind: type) -> bool:
    try:
        msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError:
        return False
    return True


def _last(place: Place) -> str:
    """The innermost key of a place, as it is told."""
    return next((named(part) for part in reversed(place) if isinstance(part, str)), say("lint.whole_file"))
