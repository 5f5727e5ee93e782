"""Workbooks of Excel up to 2003 (.xls), also as other programs write them."""

from mtqg_xl.opening.xls.book import XlsBook

__all__ = ["XlsBook"]
