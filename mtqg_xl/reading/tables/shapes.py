"""What a table of a form prints above and beside its figures, as keys to look for."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

from mtqg_xl.catalogue import form_codes, load_form
from mtqg_xl.domain.forms import Form, RowKind
from mtqg_xl.reading.tables.paths import Path, as_path
from mtqg_xl.reading.text.keys import match_key

_WRAPPED = re.compile(r"[(\[]?\s*(?:(?:cot|cột|column)\s*)?\(?\s*(.+?)\s*[)\].]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """One column as it is printed: the keys of its headings, outermost first, and of its code."""

    column: str
    path: Path
    code: str


@dataclass(frozen=True, eq=False)
class Shape:
    """One table of a form (``section``), as it is looked for on a sheet."""

    section: int
    headings: tuple[Heading, ...]
    codes: frozenset[str]
    vocabulary: frozenset[str]
    leaves: frozenset[str]
    stub: tuple[str, str]
    labels: frozenset[str]
    title: str
    lists_units: bool


@lru_cache(maxsize=512)
def shapes_of(form: Form) -> tuple[Shape, ...]:
    """The tables of a form; concrete forms share theirs as long as they are kept."""
    return tuple(_shape(form, at) for at in range(len(form.sections)))


@lru_cache(maxsize=32)
def stub_keys(forms: tuple[Form, ...]) -> frozenset[str]:
    """What ``forms`` print over the numbers of their rows, as keys."""
    return frozenset(shape.stub[0] for form in forms for shape in shapes_of(form) if shape.stub[0])


def code_key(text: str) -> str:
    """A column code for comparison: ``(3)``, ``3=1+2``, ``Cột 3`` and the figure ``3`` are all ``3``."""
    bare = "".join(text.split())
    if not bare or len(bare) > 40:
        return ""
    head = bare.partition("=")[0]
    match = _WRAPPED.match(head)
    return (match[1] if match else head).removesuffix(".0").casefold()


def part_of(shape: Shape, columns: Collection[str]) -> Shape:
    """The table as if it had only some of its columns."""
    headings = tuple(heading for heading in shape.headings if heading.column in columns)
    return replace(
        shape,
        headings=headings,
        codes=frozenset(heading.code for heading in headings if heading.code),
        vocabulary=frozenset(key for heading in headings for key in heading.path),
        leaves=frozenset(heading.path[-1] for heading in headings if heading.path),
    )


def _shape(form: Form, at: int) -> Shape:
    section = form.sections[at]
    headings = tuple(
        Heading(column.key, as_path((*column.headings, column.title)), code_key(column.code_text))
        for column in form.columns
        if column.section == at and not column.in_stub
    )
    rows = (row for row in form.rows if row.section == at and row.kind is not RowKind.CLOSING)
    return Shape(
        section=at,
        headings=headings,
        codes=frozenset(heading.code for heading in headings if heading.code),
        vocabulary=frozenset(key for heading in headings for key in heading.path),
        leaves=frozenset(heading.path[-1] for heading in headings if heading.path),
        stub=(match_key(section.stub[0]), match_key(section.stub[1])),
        labels=frozenset(key for row in rows if (key := match_key(row.label))),
        title=match_key(section.title),
        lists_units=any(row.kind is RowKind.ZONE for row in _definition(form).rows),
    )


def _definition(form: Form) -> Form:
    """The form before its rows of units were spread out; a form that no catalogue knows is that itself."""
    return load_form(form.code) if form.code in form_codes() else form
