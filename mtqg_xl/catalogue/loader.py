"""The form definitions by code and date."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from threading import RLock

from mtqg_xl.catalogue.building import build_form
from mtqg_xl.catalogue.schema import PresetText
from mtqg_xl.catalogue.sources import form_files, form_text, own_folder
from mtqg_xl.domain.forms import Form
from mtqg_xl.messages import ArgumentProblem, DefinitionProblem

_one_builder = RLock()


def form_codes() -> tuple[str, ...]:
    """The codes of all forms known."""
    return tuple(form_files(own_folder()))


def all_forms() -> tuple[Form, ...]:
    """All form definitions; a form that changed with the law is there once for each of its layouts."""
    return _all_of(own_folder())


@lru_cache(maxsize=8)
def _all_of(own: Path | None) -> tuple[Form, ...]:
    return tuple(form for files in form_files(own).values() for form in _variants(files))


def own_forms() -> tuple[Form, ...]:
    """The forms of the user's own folder; nothing is loaded when none is named."""
    own = own_folder()
    if own is None:
        return ()
    files = form_files(own).items()
    codes = (code for code, places in files if any(place.parent == own for place in places))
    return tuple(form for code in codes for form in variants(code))


def variants(code: str) -> tuple[Form, ...]:
    """The layouts of form ``code`` over time, the earliest first.

    Raises :class:`ArgumentProblem` when the code is not known, :class:`DefinitionProblem` when
    two layouts are in force on one day.
    """
    files = form_files(own_folder()).get(code.strip().upper())
    if files is None:
        raise ArgumentProblem("unknown_form", code=code, known=", ".join(form_codes()))
    return _variants(files)


def load_form(code: str, day: date | None = None) -> Form:
    """The definition of form ``code`` in force on ``day``; the latest when none is, or no day is given.

    Raises :class:`ArgumentProblem` when the code is not known.
    """
    known = variants(code)
    in_force = (form for form in known if day is not None and form.validity.holds(day))
    return next(in_force, known[-1])


@cache
def presets_of(form: Form) -> tuple[PresetText, ...]:
    """The preset cells of ``form``."""
    return form_text(_file_of(form)).presets


def _file_of(form: Form) -> Path:
    files = form_files(own_folder())[form.code]
    return next(file for file in files if _built(file) is form)


def _built(file: Path) -> Form:
    # Forms are told apart by identity: two threads asking at once must get the same one.
    with _one_builder:
        return _build(file)


@cache
def _build(file: Path) -> Form:
    return build_form(form_text(file))


@cache
def _variants(files: tuple[Path, ...]) -> tuple[Form, ...]:
    known = sorted((_built(file) for file in files), key=lambda form: form.validity.start or date.min)
    for earlier, later in pairwise(known):
        if (earlier.validity.end or date.max) >= (later.validity.start or date.min):
            raise DefinitionProblem("overlapping", form=earlier.code)
    return tuple(known)
