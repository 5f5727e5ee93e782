"""Opens whatever an office sends, by what the file is and not by what it is called."""

from mtqg_xl.opening.book import Book
from mtqg_xl.opening.opened import open_book

__all__ = ["Book", "open_book"]
