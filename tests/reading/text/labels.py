"""The headings and labels of every form, for every unit and period it is filed for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from mtqg_xl.domain.forms import Form
from tests.support.everyform import cases

Path = tuple[str, ...]


@cache
def catalogue_labels() -> tuple[str, ...]:
    """Every heading and row label of the catalogue, once."""
    labels = {text for paths in column_paths() for path in paths for text in path}
    labels |= {label for rows in row_labels() for label in rows}
    return tuple(sorted(label for label in labels if label))


@cache
def column_paths() -> frozenset[frozenset[Path]]:
    """For each table of each form, the paths of headings of its columns."""
    return frozenset(
        frozenset((*column.headings, column.title) for column in form.columns if column.section == section)
        for form in _forms()
        for section in range(len(form.sections))
    )


@cache
def row_labels() -> frozenset[frozenset[str]]:
    """For each table of each form, the labels of its rows."""
    return frozenset(
        frozenset(row.label for row in form.rows if row.section == section)
        for form in _forms()
        for section in range(len(form.sections))
    )


def _forms() -> Iterator[Form]:
    return (case.form for case in cases())
