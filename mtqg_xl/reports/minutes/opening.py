"""The head of a minute after Nghị định 30/2020/NĐ-CP, Phụ lục I: offices, number, place and day, title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mtqg_xl.domain.findings import FileReport
from mtqg_xl.messages import say
from mtqg_xl.reports.minutes.facts import DOTS, Heading, laws, unit_of
from mtqg_xl.reports.minutes.markup import cell, paragraph, row, ruled, run, table
from mtqg_xl.reports.plain_text import plain_text

#: Width of the text of an upright page, and of its left column.
WIDTH: Final = 165.0
_LEFT: Final = 67.0
INDENT: Final = 10.0


def opening(reports: Sequence[FileReport], heading: Heading) -> Iterator[str]:
    """Everything above the findings: head, title, legal grounds, those present."""
    yield _head(heading)
    yield paragraph(run(say("minutes.title"), bold=True, size=14), align="center", before=14, keep=True)
    yield paragraph(run(_subject(reports), bold=True, size=14), align="center", keep=True)
    yield ruled(62, 62)
    yield from _grounds(reports)
    yield text(say("minutes.today", day=heading.dated, place=plain_text(heading.place) or DOTS))
    yield from _present(reports)


def text(words: str, *, keep: bool = False, before: float = 0, after: float = 6) -> str:
    """A paragraph of the body: justified, the first line set in, room behind it."""
    return paragraph(run(words), first=INDENT, before=before, after=after, keep=keep, lines=1.1)


def title(words: str) -> str:
    """The title of a part."""
    return paragraph(run(words, bold=True), first=INDENT, before=6, after=6, keep=True)


def line(words: str, *stops: float) -> str:
    """A line with dotted places to fill in; tabs in ``words`` run to ``stops``."""
    return paragraph(run(words), align="left", first=INDENT, after=5, stops=stops or (WIDTH,))


def _head(heading: Heading) -> str:
    right = WIDTH - _LEFT
    left = [
        paragraph(run(plain_text(heading.authority).upper() or DOTS, size=12), align="center"),
        paragraph(run(plain_text(heading.office).upper() or DOTS, bold=True, size=12), align="center"),
        ruled(22, 22),
        paragraph(run(say("minutes.number", number=heading.reference), size=13), align="center", before=8),
    ]
    state = [
        paragraph(run(say("minutes.state"), bold=True, size=12), align="center"),
        paragraph(run(say("minutes.motto"), bold=True, size=13), align="center"),
        ruled(22, 22),
        paragraph(
            run(f"{plain_text(heading.place) or DOTS}, {heading.dated}", italic=True, size=13),
            align="center",
            before=8,
        ),
    ]
    cells = [cell("".join(left), _LEFT), cell("".join(state), right)]
    return table([_LEFT, right], [row(cells)], bordered=False)


def _subject(reports: Sequence[FileReport]) -> str:
    if len(reports) == 1:
        return say("minutes.subject_of", unit=unit_of(reports[0]))
    return say("minutes.subject_many", count=len(reports))


def _grounds(reports: Sequence[FileReport]) -> Iterator[str]:
    named = laws(reports)
    if not named:
        yield paragraph(
            run(say("minutes.ground_blank"), italic=True), first=INDENT, before=10, after=6, stops=[WIDTH]
        )
    for number, law in enumerate(named, start=1):
        ending = "." if number == len(named) else ";"
        ground = run(say("minutes.ground", law=law) + ending, italic=True)
        yield paragraph(ground, first=INDENT, before=10 if number == 1 else 0, after=4)


def _present(reports: Sequence[FileReport]) -> Iterator[str]:
    unit = unit_of(reports[0]) if len(reports) == 1 else ""
    yield title(say("minutes.part_present"))
    yield text(say("minutes.side_checking"), after=4, keep=True)
    for _ in range(2):
        yield line(say("minutes.person"), 100, WIDTH)
    yield text(
        say("minutes.side_checked", unit=unit) if unit else say("minutes.side_checked_many"),
        after=4,
        keep=True,
    )
    for _ in range(2):
        yield line(say("minutes.person"), 100, WIDTH)
