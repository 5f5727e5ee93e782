"""Working on a workbook that is open in Excel, through xlwings: check it, mark it, bring others into it.

::

    import xlwings as xw
    from mtqg_xl import excel

    book = xw.Book.caller()            # or xw.books.active
    report = excel.check(book)
    excel.mark(book, report)           # cells painted, notes, a sheet "Kiểm tra"
    excel.clear(book)                  # and all as it was before

Only the free part of xlwings is used. Nothing is saved: that is left to the person at the screen.
"""

from mtqg_xl.excel.checking import check
from mtqg_xl.excel.consolidating import consolidate
from mtqg_xl.excel.marking import clear, mark

__all__ = ["check", "clear", "consolidate", "mark"]
