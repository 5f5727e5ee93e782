"""The findings of a check, and what to type instead, as the engine told them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mtqg_calc.texts import Texts, cut

ERROR, WARNING, INFO = 3, 2, 1
_LONGEST_MESSAGE, _LONGEST_TODO = 600, 320


@dataclass(frozen=True)
class Finding:
    """One line of ``findings.tsv``; ``why`` ends with the law, by ``key`` the engine knows it again."""

    id: str
    parent: str
    severity: str
    rule: str
    form: str
    row: str
    column: str
    sheet: str
    cell: str
    stated: str
    expected: str
    difference: str
    title: str
    message: str
    why: str
    todo: str
    key: str
    mark: str

    @property
    def rank(self) -> int:
        """How gravely its cell is marked, as the engine tells."""
        return {"error": ERROR, "warning": WARNING}.get(self.mark, INFO)

    def note(self, text: Texts) -> str:
        """What the note on the cell says of it."""
        lines = [f"[{self.id}] {self.title}"]
        if self.message and self.message != self.title:
            lines.append(cut(self.message, _LONGEST_MESSAGE))
        if self.todo:
            lines.append(text("note.todo", cut(self.todo, _LONGEST_TODO)))
        return "\n".join(lines)


@dataclass(frozen=True)
class Proposal:
    """One line of ``proposals.tsv``: a cell, and what it has to hold. Lines of one ``way`` go together."""

    finding: str
    way: str
    sheet: str
    cell: str
    current: str
    proposed: str
    kind: str
    label: str


def findings_of(rows: Iterable[dict[str, str]], text: Texts) -> list[Finding]:
    """The findings of a table."""
    names = [name for name in Finding.__dataclass_fields__ if name != "why"]
    found = []
    for row in rows:
        law = text("list.law", row["law"]) if row.get("law") else ""
        why = " ".join(filter(None, (row.get("why", ""), law)))
        found.append(Finding(why=why, **{name: row.get(name, "") for name in names}))
    return found


def proposals_of(rows: Iterable[dict[str, str]]) -> list[Proposal]:
    """The proposals of a table."""
    renamed = {"finding": "id", "way": "n"}
    names = Proposal.__dataclass_fields__
    return [Proposal(**{name: row.get(renamed.get(name, name), "") for name in names}) for row in rows]
