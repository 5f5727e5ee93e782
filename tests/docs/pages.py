"""The documentation as tests see it: pages, fenced blocks, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md")))
#: One page a form, all made by one script.
FORM_PAGES = tuple(page for page in PAGES if page.parent == DOCS / "bieu_mau")

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block and the line of the page it starts at."""

    kind: str
    text: str
    line: int


def name(page: Path) -> str:
    """The page as its path under the root."""
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of ``page``."""
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        yield Block(found[1], found[2], text.count("\n", 0, found.start()) + 1)


def form_files(page: Path) -> Iterator[tuple[str, str]]:
    """The form files that ``page`` shows whole, each with its code."""
    for block in blocks(page):
        if block.kind == "yaml" and (found := re.match(r"code: (\w+)", block.text)):
            yield found[1], block.text


def prose(page: Path) -> str:
    """The text of ``page`` without blocks, code words and addresses of links."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    text = re.sub(r"`[^`\n]*`", "", text)
    return re.sub(r"\]\([^)]*\)", "]", text)
