"""Pages of the documentation as pages for the browser: no network, no script, styles inside."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from handout.links import Places

# What every page leads to, by its path in the checkout.
_MENU: Final = {
    "docs/huong_dan.md": "Hướng dẫn",
    "docs/bieu_mau.md": "Danh mục biểu",
    "docs/quy_tac.md": "Sổ quy tắc",
    "docs/cho_don_vi_cong_nghe.md": "Cho đơn vị công nghệ",
    "README.md": "Giới thiệu",
}
# A shorter page needs no list of its sections.
_FEW_SECTIONS: Final = 4
_STYLE: Final = Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def slug(heading: str) -> str:
    """The anchor of a heading, as the places where pages are read make it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def html_page(page: str, text: str, places: Places) -> str:
    """``text``, the Markdown of ``page``, as a whole page.

    Links that lead out of the archive become plain words; a picture that is not in it raises ValueError.
    """
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = reader.parse(text)
    sections: list[tuple[str, str]] = []
    title = ""
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            words = _words(tokens[at + 1])
            token.attrSet("id", slug(words))
            title = title or words
            if token.tag == "h2":
                sections.append((slug(words), words))
        if token.children:
            token.children = _relinked(token.children, page, places)
    body = reader.renderer.render(tokens, reader.options, {})
    body = body.replace("<table>", '<div class="table"><table>').replace("</table>", "</table></div>")
    if len(sections) >= _FEW_SECTIONS:
        body = body.replace("</h1>", "</h1>\n" + _contents(sections), 1)
    return (
        f'<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n"
        f"{_menu(page, places)}\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _words(inline: Token) -> str:
    return "".join(child.content for child in inline.children or ())


def _menu(page: str, places: Places) -> str:
    links = (
        (places.target(page, f"{'../' * page.count('/')}{name}"), label) for name, label in _MENU.items()
    )
    shown = "".join(f'<a href="{escape(link)}">{escape(label)}</a>' for link, label in links if link)
    return f"<header>{shown}</header>"


def _contents(sections: list[tuple[str, str]]) -> str:
    items = "".join(f'<li><a href="#{escape(anchor)}">{escape(words)}</a></li>' for anchor, words in sections)
    return f"<nav><ul>{items}</ul></nav>"


def _relinked(children: list[Token], page: str, places: Places) -> list[Token]:
    """The parts of a paragraph with their links as they stand in the archive."""
    kept: list[Token] = []
    dropped = 0
    for token in children:
        if token.type == "link_open":
            target = places.target(page, str(token.attrs["href"]))
            if target is None:
                dropped += 1
                continue
            token.attrSet("href", target)
        elif token.type == "link_close" and dropped:
            dropped -= 1
            continue
        elif token.type == "image":
            target = places.target(page, str(token.attrs["src"]))
            if target is None:
                raise ValueError(f"{page}: the picture {token.attrs['src']} is not in the archive")
            token.attrSet("src", target)
        kept.append(token)
    return kept
