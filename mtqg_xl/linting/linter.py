"""A form file looked through from its writing to its proofs: each step only where those before allow it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from mtqg_xl.catalogue.building import build_form
from mtqg_xl.catalogue.schema import FormText
from mtqg_xl.domain.forms import Form
from mtqg_xl.linting.formulas import notation_notes
from mtqg_xl.linting.meaning import meaning_notes
from mtqg_xl.linting.notes import FileNotes, Note, UnusableFile, Weight, error, in_order
from mtqg_xl.linting.positions import Source
from mtqg_xl.linting.proofs import Builder, proof_notes, template_notes
from mtqg_xl.linting.references import reference_notes, unit_tags
from mtqg_xl.linting.shape import shape_notes
from mtqg_xl.linting.slips import Slip
from mtqg_xl.linting.standing import standing_notes
from mtqg_xl.linting.stub import stub_notes
from mtqg_xl.linting.trial import trials
from mtqg_xl.messages import MtqgError


def lint_file(
    path: Path, together: Iterable[Path] = (), *, build: Builder | None = None, prove: bool = True
) -> FileNotes:
    """Everything there is to say about the form file at ``path``.

    ``together`` are files looked through at the same time. ``build`` makes an empty workbook of a
    concrete form, to see whether one can be made. Without ``prove`` nothing is proved of the rules.
    """
    try:
        source = Source.of_file(path)
    except UnusableFile as problem:
        return FileNotes(str(path), unusable=str(problem))
    except Slip as slip:
        return FileNotes(str(path), notes=(slip.note,))
    if not isinstance(source.data, dict):
        return FileNotes(str(path), notes=(error(1, "no_form"),))
    notes = list(_written(source, path, together))
    if not any(note.weight is Weight.ERROR for note in notes):
        notes.extend(_built(source, build, prove))
    code = source.data.get("code")
    return FileNotes(str(path), code if isinstance(code, str) else "", in_order(notes))


def _written(source: Source, path: Path, together: Iterable[Path]) -> Iterator[Note]:
    """What can be told from the file as it is written."""
    yield from shape_notes(source)
    yield from meaning_notes(source)
    yield from stub_notes(source)
    yield from notation_notes(source)
    yield from standing_notes(source, path, together)


def _built(source: Source, build: Builder | None, prove: bool) -> Iterator[Note]:
    """What can be told only of the form that the file makes."""
    try:
        form = _form(source)
        tried = list(trials(form, unit_tags()))
    except (MtqgError, msgspec.ValidationError) as problem:
        yield error(source.line("code"), "no_build", detail=str(problem))
        return
    if not tried:
        yield error(source.line("valid"), "never_in_force")
        return
    found = list(reference_notes(source, form, tried))
    yield from found
    if any(note.weight is Weight.ERROR for note in found):
        return
    if build is not None:
        yield from template_notes(source, tried, build)
    if prove:
        yield from proof_notes(source, tried)


def _form(source: Source) -> Form:
    return build_form(msgspec.convert(source.data, FormText, strict=False))
