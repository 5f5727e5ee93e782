"""Where a code that rules speak of, and nobody has, was most likely meant to stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mtqg_xl.catalogue import cross_rules
from mtqg_xl.linting.formulas import written_rules
from mtqg_xl.linting.layout import Entry, columns, entries, key_of, rows, rules
from mtqg_xl.linting.positions import Source

_WORD = re.compile(r"[A-Za-z0-9._]+")


def meant_for(source: Source, missing: str, among: str | None = None) -> Entry | None:
    """The column or row that the code ``missing`` was most likely meant for.

    ``among`` says whether a column or a row is missing (``columns``, ``rows``), if that is known. A
    row that bears the code as its number comes first; then what stands where the code belongs in
    its series, ``3`` after ``2`` or before ``4``; then the only one that no rule speaks of.
    """
    listed = {"columns": list(columns(source)), "rows": list(rows(source))}
    chosen = [name for name in listed if among in (None, name)]
    for name in chosen:
        found = _by_number(listed[name], missing) or _by_series(listed[name], missing)
        if found is not None:
            return found
    spoken = _spoken_of(source)
    for name in chosen:
        idle = [entry for entry in listed[name] if _key(entry) and _key(entry) not in spoken]
        if len(idle) == 1:
            return idle[0]
    return None


def _key(entry: Entry) -> str:
    return key_of(entry.text("code")) or entry.text("key")


def _by_number(listed: Sequence[Entry], missing: str) -> Entry | None:
    return next((entry for entry in listed if entry.text("number") == missing != _key(entry)), None)


def _by_series(listed: Sequence[Entry], missing: str) -> Entry | None:
    """What follows the code before ``missing`` or leads that after it, and is not of the series itself."""
    before, after = _neighbours(missing)
    keys = [_key(entry) for entry in listed]
    for at, entry in enumerate(listed):
        follows = at > 0 and keys[at - 1] == before
        leads = at + 1 < len(keys) and keys[at + 1] == after
        if (follows and keys[at] != after) or (leads and keys[at] != before):
            return entry
    return None


def _neighbours(code: str) -> tuple[str | None, str | None]:
    """The codes before and after ``code`` in its series; nothing matches where it has none."""
    stem = code.rstrip("0123456789")
    digits = code[len(stem) :]
    if digits:
        number = int(digits)
        return (f"{stem}{number - 1}" if number > 1 else None), f"{stem}{number + 1}"
    head, last = code[:-1], code[-1:]
    if len(last) == 1 and last.isalpha() and head:
        return f"{head}{chr(ord(last) - 1)}", f"{head}{chr(ord(last) + 1)}"
    return None, None


def _spoken_of(source: Source) -> set[str]:
    """The words of all rules that look at this form, and of all selectors in it."""
    words: set[str] = set()
    for written in written_rules(source, ""):
        _, sign, formula = written.notation.partition("=")
        words.update(_WORD.findall(formula if sign and written.of_table else written.notation))
    code = source.data.get("code")
    for rule in cross_rules():
        if isinstance(code, str) and f"{code}[" in rule.notation:
            words.update(_WORD.findall(rule.notation))
    for entry in _selecting(source):
        for key in ("rows", "columns"):
            words.update(word for text in entry.texts(key) for word in _WORD.findall(text))
    return words


def _selecting(source: Source) -> Iterator[Entry]:
    yield from rules(source)
    yield from rows(source)
    for column in columns(source):
        yield column
        yield from entries(source, *column.place, "formulas")
