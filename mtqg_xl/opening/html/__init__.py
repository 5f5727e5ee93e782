"""Tables in web pages, plain or as Excel and LibreOffice save them, and web archives (.mht)."""

from mtqg_xl.opening.html.book import HtmlBook

__all__ = ["HtmlBook"]
