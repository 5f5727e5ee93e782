"""OpenDocument spreadsheets (.ods, and .fods which is one in a single XML text)."""

from mtqg_xl.opening.ods.book import OdsBook

__all__ = ["OdsBook"]
