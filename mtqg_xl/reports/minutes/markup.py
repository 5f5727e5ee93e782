"""The few pieces of WordprocessingML that a minute is made of, as text: ten thousand rows cost no more.

Every text goes through :func:`run`, which leaves nothing in it that could be markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal
from xml.sax.saxutils import escape

from mtqg_xl.reports.plain_text import plain_text

Align = Literal["both", "left", "center", "right"]
#: Twentieths of a point in a millimetre.
_TWIPS: Final = 1440 / 25.4
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def twips(millimetres: float) -> int:
    """Millimetres in the unit of the format."""
    return round(millimetres * _TWIPS)


def run(text: str, *, bold: bool = False, italic: bool = False, size: float | None = None) -> str:
    """A piece of text in one manner; line ends in ``text`` are kept, tabs go to the next tab stop."""
    half = round(size * 2) if size else 0
    manner = (
        ("<w:b/>" if bold else "")
        + ("<w:i/>" if italic else "")
        + (f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if half else "")
    )
    lines = (_with_tabs(line) for line in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{manner}</w:rPr>' if manner else ''}{'<w:br/>'.join(lines)}</w:r>"


def _with_tabs(line: str) -> str:
    parts = (plain_text_kept(part) for part in line.split("\t"))
    return "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in parts
    )


def plain_text_kept(text: str) -> str:
    """:func:`plain_text` with the blank at either end, where a piece of a line ends."""
    body = plain_text(text)
    return (" " if text[:1] == " " else "") + body + (" " if body and text[-1:] == " " else "")


def paragraph(
    *runs: str,
    align: Align = "both",
    first: float = 0,
    left: float = 0,
    right: float = 0,
    before: float = 0,
    after: float = 0,
    stops: Sequence[float] = (),
    line_below: bool = False,
    keep: bool = False,
    new_page: bool = False,
    lines: float = 1.0,
) -> str:
    """A paragraph; indents and dotted tab ``stops`` in millimetres, room before and after in points.

    ``line_below`` rules a line from ``left`` to ``right``; ``keep`` holds it on the page of the next,
    ``new_page`` begins one.
    """
    settings = ("<w:keepNext/>" if keep else "") + ("<w:pageBreakBefore/>" if new_page else "")
    if line_below:
        settings += '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    if stops:
        places = (f'<w:tab w:val="right" w:leader="dot" w:pos="{twips(stop)}"/>' for stop in stops)
        settings += f"<w:tabs>{''.join(places)}</w:tabs>"
    settings += (
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"'
        f' w:line="{round(lines * 240)}" w:lineRule="auto"/>'
    )
    settings += f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}" w:firstLine="{twips(first)}"/>'
    return f'<w:p><w:pPr>{settings}<w:jc w:val="{align}"/></w:pPr>{"".join(runs)}</w:p>'


def ruled(left: float, right: float) -> str:
    """A line ruled under what stands above it, as under the name of an office."""
    return paragraph(run("", size=2), left=left, right=right, line_below=True, lines=0.2)


def cell(content: str, width: float, *, span: int = 1, shaded: bool = False, middle: bool = False) -> str:
    """A cell of a table with the paragraphs ``content``."""
    settings = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>'
    settings += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    settings += '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>' if shaded else ""
    settings += '<w:vAlign w:val="center"/>' if middle else ""
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{content}</w:tc>"


def row(cells: Iterable[str], *, head: bool = False, whole: bool = True) -> str:
    """A row; a ``head`` comes again on every page, a ``whole`` one is not broken between two."""
    settings = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head else "")
    return f"<w:tr>{f'<w:trPr>{settings}</w:trPr>' if settings else ''}{''.join(cells)}</w:tr>"


def table(widths: Sequence[float], rows: Iterable[str], *, bordered: bool = True) -> str:
    """A table with columns so many millimetres wide."""
    inner = 70 if bordered else 0
    margins = f'<w:left w:w="{inner}" w:type="dxa"/><w:right w:w="{inner}" w:type="dxa"/>'
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f"{f'<w:tblBorders>{_BORDERS}</w:tblBorders>' if bordered else ''}"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )
