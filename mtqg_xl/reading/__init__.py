"""From a workbook to a submission: bind forms to their tables, read every cell as evidence."""

from mtqg_xl.reading.metadata import read_binding
from mtqg_xl.reading.provenance import trace_cell
from mtqg_xl.reading.submission import read_all, read_books, read_submission, read_workbook

__all__ = ["read_all", "read_binding", "read_books", "read_submission", "read_workbook", "trace_cell"]
