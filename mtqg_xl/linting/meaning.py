"""Whether what a form file says makes sense: heading, dates, units of measure, words, questions left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from mtqg_xl.catalogue.measures import measures
from mtqg_xl.catalogue.vocabulary import placeholders
from mtqg_xl.domain.periods import Period
from mtqg_xl.linting.layout import Entry, columns, entries, rows, rules, tables
from mtqg_xl.linting.notes import Note, error, remark
from mtqg_xl.linting.positions import Source
from mtqg_xl.linting.shape import close_to, named

#: Keys that must not be empty.
_FULL = ("code", "number", "title", "programme")
_QUESTION = re.compile(r"HỎI\s*:?\s*(.*)", re.IGNORECASE)
_SLOT = re.compile(r"\{([A-Za-z_]\w*)\}")
#: Any period will do to ask which words are known.
_SOME_PERIOD = Period.parse("2024-N")


def meaning_notes(source: Source) -> Iterator[Note]:
    """What is wrong or open in the heading of a form and in the words of its tables."""
    yield from _heading(source)
    yield from _measures(source)
    yield from _dates(source)
    yield from _words(source)
    for line, comment in source.comments():
        match = _QUESTION.match(comment)
        if match:
            yield remark(line, "question", text=match[1] or "…")


def _heading(source: Source) -> Iterator[Note]:
    form = Entry(source, (), source.data)
    for key in _FULL:
        if key in form.data and not form.text(key).strip():
            yield error(form.line(key), "empty", key=named(key))
    if not form.data.get("law"):
        yield remark(form.line("law" if "law" in form.data else "source"), "no_law")
    if not form.text("source").strip() and form.text("mark") != "official":
        yield remark(form.line("source" if "source" in form.data else "mark"), "no_source")
    if form.text("mark") == "official" and not form.text("issued_with").strip():
        yield remark(form.line("mark"), "no_issuer")
    # An entry may leave a key out; a key that is written must say something.
    for entry, keys in _entries(source):
        for key in keys:
            if key in entry.data and isinstance(entry.data[key], str) and not entry.text(key).strip():
                yield error(entry.line(key), "empty", key=named(key))
    for key in ("columns", "rows", "levels", "periods"):
        if form.data.get(key) == []:
            yield error(form.line(key), "empty", key=named(key))


def _entries(source: Source) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    yield from ((entry, ("measure",)) for entry in (*tables(source), *columns(source)))
    yield from ((entry, ("key", "measure", "sum")) for entry in rows(source))
    yield from ((entry, ("id", "rule")) for entry in rules(source))


def known_measures(source: Source) -> set[str]:
    """The codes of the units of measure that the catalogue or the file itself knows."""
    return set(measures()) | {entry.text("code") for entry in entries(source, "measures")}


def _measures(source: Source) -> Iterator[Note]:
    known = known_measures(source)
    for entry in (*tables(source), *columns(source), *rows(source)):
        code = entry.text("measure")
        if not code or code in known:
            continue
        guess = close_to(code, sorted(known))
        if guess is None:
            yield error(entry.line("measure"), "unknown_measure", code=code)
        else:
            yield error(entry.line("measure"), "unknown_measure_like", code=code, guess=guess)
    used = {entry.text("measure") for entry in (*tables(source), *columns(source), *rows(source))}
    for entry in entries(source, "measures"):
        if entry.text("code") not in used:
            yield remark(entry.line("code"), "measure_unused", code=entry.text("code"))
        if entry.text("code") in measures():
            yield remark(entry.line("code"), "measure_known", code=entry.text("code"))


def _dates(source: Source) -> Iterator[Note]:
    for entry in (Entry(source, (), source.data), *rows(source), *rules(source), *entries(source, "law")):
        span = entry.data.get("valid")
        if not isinstance(span, dict):
            continue
        first, last = _day(span.get("from")), _day(span.get("until"))
        if first and last and first > last:
            yield error(entry.line("valid"), "backwards", first=_told(first), last=_told(last))


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _told(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def _words(source: Source) -> Iterator[Note]:
    """Words in braces that stand for nothing: they would be printed as they are."""
    known = placeholders(_SOME_PERIOD)
    for entry, key, text in _printed(source):
        for name in _SLOT.findall(text):
            if name not in known:
                yield error(entry.line(key), "unknown_word", name=name, known=", ".join(sorted(known)))


def _printed(source: Source) -> Iterator[tuple[Entry, str, str]]:
    for entry in (*tables(source), *columns(source)):
        yield entry, "title", entry.text("title")
    for entry in columns(source):
        yield from ((entry, "under", text) for text in entry.texts("under"))
    for entry in rows(source):
        yield entry, "label", entry.text("label")
    for entry in entries(source, "filing"):
        yield from ((entry, key, entry.text(key)) for key in ("by", "to"))
