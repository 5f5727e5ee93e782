"""Looking at a workbook that was just written, before anybody gets it.

Nothing here shares code with what wrote it beyond the list of places where it says it wrote:
the container is read by ``zipfile``, the XML by expat.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from mtqg_xl.messages import SelfCheckProblem
from mtqg_xl.ooxml.addresses import column_letters
from mtqg_xl.ooxml.archive import raw_members
from mtqg_xl.ooxml.patching.encoding import to_utf8
from mtqg_xl.ooxml.patching.markup import Splice


@dataclass(slots=True)
class SheetClaim:
    """What is claimed of one changed sheet: where its text differs, which cells, how many formulas more.

    ``splices`` are those of the whole part, ``named`` the cells by row and column that may differ;
    ``changed`` is the number of cells whose element is another now, ``created`` that of new ones.
    ``formulas`` is how many formulas more there are; with ``same_formulas`` none is another than it was.
    """

    splices: Sequence[Splice]
    named: Mapping[int, Iterable[int]]
    changed: int
    created: int
    formulas: int
    same_formulas: bool = False


def check_members(before: bytes, after: bytes, wanted: Mapping[str, bytes], removed: Collection[str]) -> None:
    """Every member that was not to change lies in ``after`` with the same bytes, in the same order.

    ``wanted`` are the contents of the members that were replaced or added.
    """
    old, new = raw_members(before), raw_members(after)
    kept = [name for name in old if name not in removed]
    if [name for name in new if name in old] != kept:
        raise SelfCheckProblem("order")
    for name in kept:
        if name not in wanted and old[name] != new[name]:
            raise SelfCheckProblem("member", part=name)
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        if len(set(names)) != len(names) or not wanted.keys() <= new.keys():
            raise SelfCheckProblem("order")
        if not new.keys() - old.keys() <= wanted.keys():
            raise SelfCheckProblem("order")
        for name, content in wanted.items():
            try:
                written = archive.read(name)
            except (zipfile.BadZipFile, zlib.error) as error:
                raise SelfCheckProblem("member", part=name) from error
            if written != content:
                raise SelfCheckProblem("member", part=name)
            if name.lower().endswith((".xml", ".rels")):
                check_well_formed(name, written)


def check_well_formed(name: str, content: bytes) -> None:
    """The part can be parsed."""
    try:
        expat.ParserCreate().Parse(content, True)
    except expat.ExpatError as error:
        raise SelfCheckProblem("broken", part=name) from error


def check_sheet(name: str, before: bytes, after: bytes, claim: SheetClaim) -> None:
    """The sheet differs from what it was only in the cells named and in what had to follow them."""
    old, new = to_utf8(before).data, to_utf8(after).data
    pieces: list[bytes] = []
    at = 0
    for start, end, replacement in claim.splices:
        if start < at:
            raise SelfCheckProblem("sheet", part=name)
        pieces.append(old[at:start])
        pieces.append(replacement)
        at = end
    pieces.append(old[at:])
    if b"".join(pieces) != new:
        raise SelfCheckProblem("sheet", part=name)
    prefix = _PREFIX.search(old)
    assert prefix is not None
    _check_stretches(name, prefix[1], old, claim)


def _count(data: bytes, name: bytes) -> int:
    """How many elements with this name and prefix begin in ``data``."""
    return sum(data.count(b"<" + name + mark) for mark in (b">", b" ", b"/", b"\n", b"\r", b"\t"))


_OPAQUE = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
# The value of a cell, whose text may hold anything that looks like a formula.
_VALUE = re.compile(
    rb"<((?:[^\s/>:!?]+:)?)(v|is)(?=[\s>])(?:<!\[CDATA\[.*?\]\]>|<!--.*?-->|.)*?</\1\2\s*>", re.DOTALL
)
#: What may be written anew in a sheet whose cells change: cells, and what tells their extent.
_MAY_CHANGE = frozenset({b"c", b"row", b"dimension", b"sheetData", b"hyperlinks"})
_PREFIX = re.compile(rb"<((?:[^\s/>:!?]+:)?)worksheet[\s>]")


def _check_stretches(name: str, prefix: bytes, old: bytes, claim: SheetClaim) -> None:
    """Each stretch that was replaced is the cell that was named, or a tag that had to follow.

    That a stretch is whole follows: the part was well-formed before, is so now, and the rest is equal.
    """
    stretches = [(old[start:end], new) for start, end, new in claim.splices if end > start]
    # Both sides in one piece each: a zero byte stands in no XML.
    before = b"\0" + b"\0".join([piece for piece, _ in stretches])
    after = b"\0" + b"\0".join([new for _, new in stretches])
    columns = {column for cells in claim.named.values() for column in cells}
    letters = {column: column_letters(column).encode() for column in columns}
    named = {
        letters[column] + digits
        for row, cells in claim.named.items()
        for digits in (b"%d" % row,)
        for column in cells
    }
    if claim.same_formulas and not _same_formulas(prefix, before, after):
        raise SelfCheckProblem("formulas", part=name)
    if claim.created or not _all_plain(prefix, before, after, len(stretches), claim, named):
        _check_in_detail(name, prefix, stretches, claim, named)


def _same_formulas(prefix: bytes, old: bytes, new: bytes) -> bool:
    """Whether the formula elements in the old and the new text are the same."""
    name = b"<" + re.escape(prefix) + rb"f(?=[\s/>])"
    if b"<!" not in old and b"<!" not in new:
        # Without comments and CDATA the text of a formula ends where the next tag begins.
        whole = re.compile(name + b"[^<]*")
    else:
        end = rb"</" + re.escape(prefix) + rb"f\s*>"
        whole = re.compile(name + rb"(?:[^>]*/>|[^>]*>.*?" + end + b")", re.DOTALL)
        old, new = (_VALUE.sub(b"", side) for side in (old, new))
    return whole.findall(old) == whole.findall(new)


def _all_plain(
    prefix: bytes, before: bytes, after: bytes, count: int, claim: SheetClaim, named: set[bytes]
) -> bool:
    """Whether all is as it should be in the commonest case: cells that begin with their address."""
    cell, formula = b"<" + prefix + b"c", b"<" + prefix + b"f"
    address = re.compile(rb"\0" + re.escape(cell) + rb' r="([A-Z]+[0-9]+)"')
    places = address.findall(before)
    return (
        len(places) == count == claim.changed == before.count(cell) == after.count(cell)
        and places == address.findall(after)
        and named.issuperset(places)
        and after.count(formula) - before.count(formula) == claim.formulas
        and b"<!" not in before
        and b"<!" not in after
    )


def _check_in_detail(
    name: str, prefix: bytes, stretches: list[tuple[bytes, bytes]], claim: SheetClaim, named: set[bytes]
) -> None:
    gone = _plain(b"\0".join([piece for piece, _ in stretches]))
    written = _plain(b"\0".join([new for _, _, new in claim.splices]))
    cell = prefix + b"c"
    tag = re.compile(rb"(?:^|\0)<" + re.escape(prefix) + rb"([A-Za-z]+)(?=[\s/>])")
    kinds = tag.findall(gone)
    if len(kinds) != len(stretches) or not _MAY_CHANGE.issuperset(kinds):
        raise SelfCheckProblem("sheet", part=name)
    cells = [pair for kind, pair in zip(kinds, stretches, strict=True) if kind == b"c"]
    changed = len(cells)
    if not _count(gone, cell) == changed == claim.changed == _count(written, cell) - claim.created:
        raise SelfCheckProblem("sheet", part=name)
    # The rest being equal, the formulas of the sheet differ by those of the stretches.
    if _count(written, prefix + b"f") - _count(gone, prefix + b"f") != claim.formulas:
        raise SelfCheckProblem("formulas", part=name)
    before = _addresses(_plain(b"\0".join([piece for piece, _ in cells])), cell)
    after = _addresses(_plain(b"\0".join([new for _, new in cells])), cell)
    if before != after or not named.issuperset(before):
        raise SelfCheckProblem("sheet", part=name)
    if claim.created:
        places = _addresses(written, cell)
        if not named.issuperset(places) or len(places) != len(before) + claim.created:
            raise SelfCheckProblem("sheet", part=name)


def _addresses(data: bytes, cell: bytes) -> list[bytes]:
    """The addresses of the cells in ``data``, those without one left out."""
    name = b"<" + re.escape(cell)
    plain: list[bytes] = re.findall(name + rb' r="([A-Z]+[0-9]+)"', data)
    if len(plain) == _count(data, cell):
        return plain
    found = re.findall(name + rb"""(?:\s[^>]*?)?\sr\s*=\s*["']([^"']+)["']""", data)
    return [address.replace(b"$", b"").strip().upper() for address in found]


def _plain(data: bytes) -> bytes:
    """``data`` without what only looks like cells: comments, CDATA sections, instructions."""
    return (
        re.sub(rb"<!.*?>|<\?.*?\?>", b"", _OPAQUE.sub(b"", data)) if b"<!" in data or b"<?" in data else data
    )
