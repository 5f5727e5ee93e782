"""Notes on cells: ours stands below what the user wrote, and is taken out again without touching that."""

from __future__ import annotations

from collections.abc import Iterable

from mtqg_calc.texts import cut

#: What a note of ours ends with, so that it is found again when something was written below it.
END_MARK = "─" * 12
_LONGEST = 3000


def whole_note(notes: Iterable[str]) -> str:
    """One note of those of all findings about a cell."""
    return cut("\n\n".join(notes), _LONGEST) + "\n" + END_MARK


def our_stretch(whole: str, ours: str) -> tuple[int, int] | None:
    """Where ours stands in a note: as we wrote it, or from its first word to its end mark; none if gone.

    The line end before it belongs to it, since we wrote that too.
    """
    first = whole.find(ours)
    end = first + len(ours)
    if first < 0:
        first = whole.find(ours.split(" ", 1)[0])
        finish = whole.find(END_MARK, first) if first >= 0 else -1
        if finish < 0:
            return None
        end = finish + len(END_MARK)
    if first > 0 and whole[first - 1] == "\n":
        first -= 1
    elif first == 0 and whole[end : end + 1] == "\n":
        end += 1
    return first, end
