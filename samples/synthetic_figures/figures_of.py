"""Figures of a book as other forms repeat them."""

from __future__ import annotations

from decimal import Decimal

from .books import Book


def figure(book: Book, form: str, row: str, column: str) -> Decimal:
    """The figure of a cell; nothing where none is."""
    found = book.forms.get(form, {}).get((row, column), Decimal(0))
    assert isinstance(found, Decimal)
    return found


def summed(book: Book, form: str, column: str, *rows: str) -> Decimal:
    """The figures of a column in these rows added up."""
    return sum((figure(book, form, row, column) for row in rows), Decimal(0))
