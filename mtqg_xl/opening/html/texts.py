"""The text a person sees in an element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml.etree import _Element

from mtqg_xl.ooxml.sheet import Run
from mtqg_xl.opening.building import TooMuchError
from mtqg_xl.opening.html.css import declarations, is_hidden
from mtqg_xl.opening.limits import LIMITS

SILENT: Final = frozenset(
    {"script", "style", "head", "title", "meta", "link", "template", "noscript", "xml", "comment"}
)
#: Elements that begin and end on a line of their own.
BLOCKS: Final = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "center", "section", "article"}
    | {"header", "footer", "form", "fieldset", "address", "blockquote", "pre", "hr", "main", "nav"}
    | {"aside", "figure", "dl", "dt", "dd", "body", "html"}
)
_TYPED_IN: Final = ("", "text", "number", "tel")
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_AROUND_LINES: Final = re.compile(r" ?\n ?")


def element_text(element: _Element) -> tuple[str, list[Run]]:
    """The text of an element, and its stretches by font; breaks and blocks begin new lines."""
    runs = _tidied(_runs(element, "", False, 0))
    return "".join(run.text for run in runs), runs


def tag_of(element: _Element) -> str:
    """The name of an element in small letters; empty for what is none."""
    tag = element.tag
    return tag.lower() if isinstance(tag, str) else ""


def is_silent(element: _Element, tag: str) -> bool:
    """Whether an element is not shown as part of the page: programs, hidden things, comments of cells."""
    style = element.get("style")
    return (
        tag in SILENT
        or (style is not None and ("mso-element:comment" in style or is_hidden(style)))
        or (element.get("class") or "").lower().startswith("msocom")
    )


def _runs(element: _Element, font: str, raised: bool, depth: int) -> Iterator[Run]:
    if depth > LIMITS.nesting:
        raise TooMuchError("levels", LIMITS.nesting)
    if element.text:
        yield Run(_BLANKS.sub(" ", element.text), font, raised)
    for item in element:
        tag = tag_of(item)
        if tag == "br":
            yield Run("\n", font, raised)
        elif tag == "input" and (item.get("type") or "").lower() in _TYPED_IN:
            yield Run(item.get("value") or "", font, raised)
        elif tag == "select":
            chosen = next((one for one in item.iter("option") if "selected" in one.attrib), None)
            yield Run((chosen.text or "") if chosen is not None else "", font, raised)
        elif tag and not is_silent(item, tag):
            own, up = font, raised or tag == "sup"
            if tag == "font" and item.get("face"):
                own = (item.get("face") or "").split(",")[0].strip("'\" ")
            elif style := item.get("style"):
                parts = declarations(style)
                own = parts.get("font-family", own).split(",")[0].strip("'\" ")
                up = up or parts.get("vertical-align") == "super"
            block = tag in BLOCKS
            if block:
                yield Run("\n", font, raised)
            yield from _runs(item, own, up, depth + 1)
            if block:
                yield Run("\n", font, raised)
        if item.tail:
            yield Run(_BLANKS.sub(" ", item.tail), font, raised)


def _tidied(runs: Iterator[Run]) -> list[Run]:
    """One blank where blanks meet, one line end where lines meet, none around the whole."""
    tidy: list[Run] = []
    last = "\n"
    for run in runs:
        text = _AROUND_LINES.sub("\n", run.text)
        if last == "\n":
            text = text.lstrip(" \n")
        elif last == " ":
            text = text.lstrip(" ")
            if text.startswith("\n") and tidy:
                tidy[-1] = tidy[-1]._replace(text=tidy[-1].text.rstrip(" "))
        if not text:
            continue
        last = text[-1]
        if tidy and tidy[-1][1:] == run[1:]:
            tidy[-1] = tidy[-1]._replace(text=tidy[-1].text + text)
        else:
            tidy.append(run._replace(text=text))
    while tidy:
        text = tidy[-1].text.rstrip(" \n")
        if text:
            tidy[-1] = tidy[-1]._replace(text=text)
            break
        tidy.pop()
    return tidy
