"""XML changed as XML: attributes, texts, order, depth, numbers of elements, encodings."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Final

from lxml import etree
from lxml.etree import _Element

from tests.benchmarks.lib.hostile import values

#: No change makes a part longer than this, or a run would spend its time on size alone.
_MOST: Final = 4_000_000
_CELLS: Final = ("c", "row", "v", "f", "is", "t", "si", "mergeCell", "dimension", "col")


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _elements(root: _Element) -> list[_Element]:
    return [element for element in root.iter() if isinstance(element.tag, str)]


def _some(root: _Element, chance: Random) -> _Element:
    """An element, cells and what belongs to them no likelier than the few things around them."""
    found = _elements(root)
    if chance.random() < 0.5:
        names = sorted({_local(element) for element in found})
        name = chance.choice(names)
        found = [element for element in found if _local(element) == name]
    return chance.choice(found)


def attribute(root: _Element, chance: Random) -> None:
    """Put something else into an attribute, take it away, or add one."""
    element = _some(root, chance)
    names = [str(name) for name in element.attrib]
    if names and chance.random() < 0.85:
        name = chance.choice(names)
        if chance.random() < 0.1:
            del element.attrib[name]
            return
    else:
        name = chance.choice(sorted(values.KINDS))
    kinds = values.KINDS.get(name.rpartition("}")[2], (values.anything,))
    kind = values.anything if chance.random() < 0.15 else chance.choice(kinds)
    element.set(name, _clean(kind(chance)))


def content(root: _Element, chance: Random) -> None:
    """Put something else into the text of an element."""
    found = [element for element in _elements(root) if element.text and element.text.strip()]
    if not found:
        return
    element = chance.choice(found)
    kinds: dict[str, tuple[Callable[[Random], str], ...]] = {
        "v": (values.number, values.number, values.text, values.word),
        "f": (values.formula,),
        "t": (values.text, values.word, values.number),
    }
    kind = chance.choice(kinds.get(_local(element), (values.anything,)))
    element.text = _clean(kind(chance))


def swapped(root: _Element, chance: Random) -> None:
    """Let two elements of one name change texts and places."""
    one = _some(root, chance)
    same = [element for element in _elements(root) if element.tag == one.tag]
    other = chance.choice(same)
    one.text, other.text = other.text, one.text
    if chance.random() < 0.3:
        for name in set(one.attrib) & set(other.attrib):
            mine, theirs = one.get(name), other.get(name)
            one.set(name, theirs or "")
            other.set(name, mine or "")


def deleted(root: _Element, chance: Random) -> None:
    """Take an element out with all it holds."""
    element = _some(root, chance)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def repeated(root: _Element, chance: Random) -> None:
    """Write an element again, once or thousands of times."""
    element = _some(root, chance)
    parent = element.getparent()
    if parent is None:
        return
    size = len(etree.tostring(element))
    times = min(chance.choice((1, 2, 17, 1000, 20000)), max(1, _MOST // size))
    at = parent.index(element)
    for _ in range(times):
        parent.insert(at, deepcopy(element))


def moved(root: _Element, chance: Random) -> None:
    """Move an element to another place, into another parent."""
    element, place = _some(root, chance), _some(root, chance)
    if element.getparent() is None or place is element or element in place.iterancestors():
        return
    place.insert(chance.randint(0, len(place)), element)


def deeper(root: _Element, chance: Random) -> None:
    """Put an element many levels down."""
    element = _some(root, chance)
    parent = element.getparent()
    if parent is None:
        return
    at, depth = parent.index(element), chance.choice((1, 5, 200, 250, 260, 3000))
    tag = chance.choice((element.tag, "{x}AlternateContent", "r", "si", "is"))
    inner = outer = etree.Element(tag)
    for _ in range(depth):
        inner = etree.SubElement(inner, tag)
    parent.remove(element)
    inner.append(element)
    parent.insert(at, outer)


def renamed(root: _Element, chance: Random) -> None:
    """Give an element another name, or another namespace."""
    element = _some(root, chance)
    space, _, name = str(element.tag).rpartition("}")
    if chance.random() < 0.5:
        name = chance.choice(_CELLS)
    else:
        space = chance.choice(("", "{urn:x", "{http://purl.oclc.org/ooxml/spreadsheetml/main"))
    element.tag = f"{space}}}{name}" if space else name


def recorded(root: _Element, chance: Random) -> None:
    """Change numbers by little, and texts to words that mean something here."""
    found = [element for element in _elements(root) if _local(element) in ("v", "t")]
    if not found:
        return
    for element in chance.sample(found, min(len(found), chance.choice((1, 3, 40)))):
        text = element.text or ""
        if _local(element) == "v" and text.isdecimal() and chance.random() < 0.8:
            element.text = str(max(0, int(text) + chance.choice((-1, 1, 2, -7, 60, 1000))))
        else:
            element.text = _clean(values.word(chance) if chance.random() < 0.7 else values.number(chance))


def merged(root: _Element, chance: Random) -> None:
    """Add merges: over everything, over one another, or by the thousand."""
    space = str(root.tag).rpartition("}")[0]
    mark = space + "}" if space else ""
    block = etree.SubElement(root, mark + "mergeCells")
    for at in range(chance.choice((1, 3, 300, 30000))):
        reference = values.area(chance) if chance.random() < 0.02 else f"A{at + 1}:XFD{at + 1 + at % 3}"
        etree.SubElement(block, mark + "mergeCell", ref=reference)


def shared(root: _Element, chance: Random) -> None:
    """Make cells name one formula group, with a master or without, or twice."""
    cells = [element for element in _elements(root) if _local(element) == "c"]
    if not cells:
        return
    mark = str(cells[0].tag)[: -len("c")]
    for at, cell in enumerate(chance.sample(cells, min(len(cells), 30))):
        for old in cell.findall(mark + "f"):
            cell.remove(old)
        formula = etree.Element(mark + "f", t=chance.choice(("shared", "array", "dataTable")), si="0")
        if at % 7 == 0:
            formula.text = _clean(values.formula(chance))
            formula.set("ref", values.area(chance))
        cell.insert(0, formula)


CHANGES: Final[dict[str, Callable[[_Element, Random], None]]] = {
    "an attribute": attribute,
    "a text": content,
    "texts exchanged": swapped,
    "an element deleted": deleted,
    "an element repeated": repeated,
    "an element moved": moved,
    "an element put deeper": deeper,
    "an element renamed": renamed,
    "figures and names recorded": recorded,
    "merges added": merged,
    "formula groups": shared,
}


def changed(part: bytes, kind: str, chance: Random) -> bytes:
    """``part`` after one to four changes of one kind; as it was when it is no XML."""
    try:
        root = etree.fromstring(part)
    except etree.XMLSyntaxError:
        return part
    for _ in range(chance.choice((1, 1, 2, 4))):
        CHANGES[kind](root, chance)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def dressed(part: bytes, chance: Random) -> bytes:
    """``part`` in another encoding, with a document type, entities, a mark or rubbish around it."""
    text = part.decode("utf-8", "replace")
    body = text.partition("?>")[2] if text.startswith("<?xml") else text
    encoding = chance.choice(
        ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso-8859-1", "cp1258", "cp037", "utf-7", "utf-8-sig")
    )
    declared = chance.choice((encoding, "utf-8", "windows-1258", "EBCDIC-CP-US", "none", ""))
    choice = chance.randrange(8)
    if choice < 3:
        head = f'<?xml version="1.0" encoding="{declared}"?>' if choice else '<?xml version="1.1"?>'
        return (head + body).encode(encoding, "replace")
    if choice == 3:
        return b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;&b;&b;">]>' + body.encode()
    if choice == 4:
        return b'<!DOCTYPE a SYSTEM "file:///dev/zero">' + body.encode()
    if choice == 5:
        return body.replace("<v>", "<v>&nope;", 1).encode()
    if choice == 6:
        return body.replace(">", "><!-- " + "-x" * chance.choice((1, 5000)) + " -->", 3).encode()
    return body.replace("<", "<?pi " + "y" * chance.choice((1, 5000)) + "?><", 3).encode()


def _clean(text: str) -> str:
    """``text`` without the characters that no XML may hold."""
    return "".join(
        mark for mark in text if mark in "\t\n\r" or (ord(mark) >= 32 and mark not in "\ufffe\uffff")
    )
