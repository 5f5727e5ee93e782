"""What the button in Excel and the engine write to each other: small tables of text in a work folder.

The format is a contract with the add-in, see docs/developers/exchange.md.
"""

from mtqg_xl.ribbon.diagnosis import diagnosis
from mtqg_xl.ribbon.request import Action, ExchangeProblem, Request, read_request
from mtqg_xl.ribbon.response import Response, Status
from mtqg_xl.ribbon.tables import findings_table, proposals_table, trace_table, unchecked_table
from mtqg_xl.ribbon.titles import MARK_COLOURS, note_text, title_of
from mtqg_xl.ribbon.tsv import decoded, encoded

__all__ = [
    "MARK_COLOURS",
    "Action",
    "ExchangeProblem",
    "Request",
    "Response",
    "Status",
    "decoded",
    "diagnosis",
    "encoded",
    "findings_table",
    "note_text",
    "proposals_table",
    "read_request",
    "title_of",
    "trace_table",
    "unchecked_table",
]
