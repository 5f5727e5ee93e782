"""The rules of a form file: can each be read, and are the codes it speaks of there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mtqg_xl.linting.layout import columns, entries, formula_of, key_of, rows, rules
from mtqg_xl.linting.notes import Note, error, remark
from mtqg_xl.linting.positions import Source
from mtqg_xl.linting.trial import PLACEHOLDER, known_parameters, with_parameters
from mtqg_xl.messages import DefinitionProblem
from mtqg_xl.rules import parse_relation


@dataclass(frozen=True)
class Written:
    """One rule as it stands in the file: its id in the form, the notation, the line.

    ``of_table`` says that it is the formula of a column or row.
    """

    id: str
    notation: str
    line: int
    of_table: bool = True


def written_rules(source: Source, code: str) -> Iterator[Written]:
    """Every rule that the file itself writes, printed codes and sums of rows among them."""
    for column in columns(source):
        key, formula = key_of(column.text("code")), formula_of(column.text("code"))
        parts = list(entries(source, *column.place, "formulas"))
        stated = [(formula, column.line("code"))] if formula else []
        stated += [(part.text("as"), part.line("as")) for part in parts]
        several = len(parts) > 1
        for number, (text, line) in enumerate(stated, start=1):
            yield Written(f"{code}.{key}" + (f".{number}" if several else ""), f"{key}={text}", line)
    for row in rows(source):
        if row.text("sum"):
            yield Written(
                f"{code}.{row.text('key')}", f"{row.text('key')}={row.text('sum')}", row.line("sum")
            )
    for rule in rules(source):
        if rule.text("rule"):
            yield Written(f"{code}.{rule.text('id')}", rule.text("rule"), rule.line("rule"), False)


def notation_notes(source: Source) -> Iterator[Note]:
    """Rules that cannot be read, and parameters that nobody has given a value."""
    known = known_parameters()
    for written in written_rules(source, ""):
        names = PLACEHOLDER.findall(written.notation)
        for name in names:
            if name not in known:
                yield remark(written.line, "unknown_parameter", name=name, known=", ".join(sorted(known)))
        plain = PLACEHOLDER.sub("{1}", written.notation)
        try:
            parse_relation(plain)
        except DefinitionProblem as problem:
            yield error(written.line, "unreadable_rule", text=written.notation, at=problem.values["at"])
        except (ArithmeticError, ValueError, RecursionError):
            yield error(written.line, "unreadable_rule", text=written.notation, at=written.notation)


def line_of(source: Source, code: str, rule: str, notation: str | None = None) -> int:
    """The line of a rule by its id in the form; of a rule of a block, the line where the block is used.

    A printed code and a rule may go by one id: then the ``notation`` tells.
    """
    named = [written for written in written_rules(source, code) if written.id == rule]
    for written in named:
        if notation is None or notation in (written.notation, with_parameters(written.notation)):
            return written.line
    if named:
        return named[0].line
    for entry in (*columns(source), *entries(source, "tables")):
        if "use" in entry.data:
            return entry.line()
    return source.line("rules")
