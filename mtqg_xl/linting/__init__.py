"""Looking through a form file: what is missing or wrong in it, line by line."""

from mtqg_xl.linting.linter import lint_file
from mtqg_xl.linting.notes import FileNotes, Note, UnusableFile, Weight

__all__ = ["FileNotes", "Note", "UnusableFile", "Weight", "lint_file"]
