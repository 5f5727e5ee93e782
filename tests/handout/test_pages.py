"""The guide as pages for the browser: every link leads somewhere inside, nothing is fetched."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from handout.links import Places
from handout.pages import html_page

from tests.docs.pages import DOCS


class Page(HTMLParser):
    """The links, pictures, anchors, elements and words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.elements: set[str] = set()
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements.add(tag)
        self.links += [unquote(given[name] or "") for name in ("href", "src") if name in given]
        self.anchors.add(given.get("id") or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def pages(unpacked: Path) -> dict[Path, Page]:
    return {path: Page(path.read_text(encoding="utf-8")) for path in sorted(unpacked.rglob("*.html"))}


def test_every_link_and_picture_is_inside_the_archive(pages: dict[Path, Page], unpacked: Path) -> None:
    assert len(pages) > 40
    for path, page in pages.items():
        assert page.links
        for link in page.links:
            if link.startswith("https://"):
                continue
            name, _, anchor = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            assert target.exists(), f"{path.name}: {link}"
            assert target.is_relative_to(unpacked.resolve()), f"{path.name}: {link}"
            assert not anchor or anchor in pages[target].anchors, f"{path.name}: {link}"


def test_every_picture_is_shown_somewhere(pages: dict[Path, Page], unpacked: Path) -> None:
    shown = {(path.parent / link).resolve() for path, page in pages.items() for link in page.links}
    assert [path.name for path in unpacked.rglob("*.png") if path.resolve() not in shown] == []


def test_a_page_fetches_nothing_and_runs_nothing(pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        assert not page.elements & {"script", "link", "iframe", "form", "object", "embed"}, path.name
        assert "url(" not in path.read_text(encoding="utf-8")


def test_no_heading_of_the_guide_is_lost_and_no_markup_is_left(pages: dict[Path, Page]) -> None:
    (guide,) = (page for path, page in pages.items() if path.name == "huong_dan.html")
    text = "".join(guide.words)
    for heading in re.findall(
        r"^#+ (.+)$", (DOCS / "huong_dan.md").read_text(encoding="utf-8"), re.MULTILINE
    ):
        assert heading in text
    assert "**" not in text
    assert "](" not in text


PLACES = Places({"README.md": "README.html", "docs/a.md": "docs/a.html", "docs/anh/x.png": "docs/anh/x.png"})


def test_a_link_out_of_the_archive_becomes_plain_words() -> None:
    text = "# T\n\nSee [the **source**](../mtqg_xl/api.py), [home](../README.md#b) and [web](https://example.org)."
    made = html_page("docs/a.md", text, PLACES)
    assert "See the <strong>source</strong>, " in made
    assert '<a href="../README.html#b">home</a>' in made
    assert '<a href="https://example.org">web</a>' in made


def test_a_picture_that_is_not_there_stops_the_building() -> None:
    assert 'src="anh/x.png"' in html_page("docs/a.md", "![x](anh/x.png)", PLACES)
    with pytest.raises(ValueError, match=r"docs/a\.md: the picture anh/y\.png"):
        html_page("docs/a.md", "![y](anh/y.png)", PLACES)


def test_a_long_page_begins_with_its_sections_and_tables_are_tables() -> None:
    long = html_page("docs/a.md", "# T\n\n" + "".join(f"## Mục {n}\n\nx\n\n" for n in range(5)), PLACES)
    assert '<a href="#mục-3">Mục 3</a>' in long
    assert "<nav>" not in html_page("docs/a.md", "# T\n\n## Một\n", PLACES)
    assert "<td>b</td>" in html_page("docs/a.md", "| a |\n| --- |\n| b |\n", PLACES)
