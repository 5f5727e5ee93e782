"""The result of a check as one page for the browser: everything inside it, nothing fetched."""

from mtqg_xl.reports.html.page import html_page

__all__ = ["html_page"]
