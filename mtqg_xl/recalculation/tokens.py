"""A formula taken apart into its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from mtqg_xl.ooxml.formulas import BRACKETED, COLUMN, ROW

_CELL = rf"{COLUMN}\$?[1-9][0-9]{{0,6}}"
# What may not follow an address: then it is the beginning of a longer word.
_END = r"(?![\w.(!?\\\[])"

_TOKEN: Final = re.compile(
    rf"""
    (?P<text> "(?:[^"]|"")*" )
  | (?P<sheet> (?: '(?:[^']|'')+' | (?:\[\d+\])?[\w.]+(?::[\w.]+)? | \[\d+\] )! )
  | (?P<error> \#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|GETTING_DATA) )
  | (?P<range> {_CELL}:{_CELL} {_END} )
  | (?P<columns> {COLUMN}:{COLUMN} {_END} )
  | (?P<rows> {ROW}:{ROW} {_END} )
  | (?P<cell> {_CELL} {_END} )
  | (?P<number> (?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)? {_END} )
  | (?P<function> [^\W\d][\w.]*(?=\() )
  | (?P<name> (?:[^\W\d]|\\)[\w.?\\]* )
  | (?P<bracket> {BRACKETED} )
  | (?P<space> \s+ )
  | (?P<mark> <=|>=|<>|. )
    """,
    re.VERBOSE | re.DOTALL,
)


#: The references of an ordinary formula: sheet, address, function, and what asks for a closer look.
QUICK: Final = re.compile(
    rf"""
    "(?:[^"]|"")*"
  | ( (?: '(?:[^']|'')+' | [\w.]+ )! )?
    ( {_CELL}:{_CELL} | {COLUMN}:{COLUMN} | {ROW}:{ROW} | {_CELL} ) {_END}
  | ( [^\W\d][\w.]* ) \(
  | ( (?:[^\W\d]|\\)[\w.?\\]* | [\[\]:@\#!'] )
  | (?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A word of a formula: its kind, and the characters as written.

    Kinds are ``text``, ``number``, ``error``, ``function`` (its name), ``sheet`` (with the
    exclamation mark), ``cell``, ``range``, ``columns``, ``rows``, ``name``, ``bracket`` (of a
    table), ``space`` and ``mark`` (everything else, a comparison of two characters being one).
    """

    kind: str
    text: str


def tokens(formula: str) -> Iterator[Token]:
    """The words of ``formula`` (without its equals sign) in order; joined they are the formula."""
    for match in _TOKEN.finditer(formula):
        yield Token(match.lastgroup or "mark", match[0])


def function_name(text: str) -> str:
    """The name of a function as people know it: without the marks of newer functions in files."""
    name = text.upper()
    for mark in ("_XLFN.", "_XLWS.", "_XLUDF."):
        name = name.removeprefix(mark)
    return name
