"""Binary workbooks of Excel from 2007 on (.xlsb)."""

from mtqg_xl.opening.xlsb.book import XlsbBook

__all__ = ["XlsbBook"]
