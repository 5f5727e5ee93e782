"""What the api hands out: the same result as objects, lines, JSON and files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from mtqg_xl.domain.findings import FileReport, FileVerdict, Finding
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.domain.tracing import Traced
from mtqg_xl.messages import ArgumentProblem
from mtqg_xl.ooxml import check_output, save_atomically

if TYPE_CHECKING:
    from pandas import DataFrame

    from mtqg_xl.consolidation import Awaited, Merged

Line = tuple[str, str]


def check_ending(book: str | os.PathLike[str], out: str | os.PathLike[str]) -> None:
    """Refuse an output whose ending tells another kind than its inside: Excel would not open it."""
    ending = Path(book).suffix.lower()
    if ending in (".xlsx", ".xlsm", ".xltx", ".xltm") and Path(out).suffix.lower() != ending:
        raise ArgumentProblem("other_ending", path=os.fspath(out), ending=ending)


def write_text(
    path: str | os.PathLike[str], text: str, inputs: Sequence[str | os.PathLike[str]] = ()
) -> None:
    """Write ``text`` as UTF-8, whole or not at all, never over an input."""
    write_bytes(path, text.encode("utf-8"), inputs)


def write_bytes(
    path: str | os.PathLike[str], content: bytes, inputs: Sequence[str | os.PathLike[str]] = ()
) -> None:
    """Write ``content``, whole or not at all, never over an input."""

    def write(file: BinaryIO) -> None:
        file.write(content)

    save_atomically(path, write, inputs=inputs)


@dataclass(frozen=True)
class Book(Submission):
    """A workbook read: ``forms``, ``unit``, ``period``, every cell as evidence."""

    @classmethod
    def of(cls, submission: Submission) -> Book:
        """The same submission with tables for analysis."""
        return cls(**{entry.name: getattr(submission, entry.name) for entry in fields(submission)})

    def frame(self, code: str | None = None) -> DataFrame:
        """One form as printed, as a pandas table of exact decimals; without a code the long table."""
        from mtqg_xl.reports.frames import long_frame, submission_frame

        if code is None:
            return long_frame(self)
        if code not in self.forms:
            raise ArgumentProblem("unknown_form", code=code, known=", ".join(self.forms))
        return submission_frame(self, code)

    def to_json(self) -> str:
        """The export as JSON."""
        from mtqg_xl.reports.export import export_json

        return export_json(self)

    def to_csv(self) -> str:
        """The export as CSV."""
        from mtqg_xl.reports.export import export_csv

        return export_csv(self)

    def to_parquet(self, path: str | os.PathLike[str]) -> None:
        """The long table as a Parquet file."""
        frame = self.frame()
        try:
            import pyarrow  # noqa: F401
        except ImportError:
            raise ArgumentProblem("no_parquet") from None
        frame["formula"] = frame["formula"].astype("string")
        save_atomically(path, lambda file: frame.to_parquet(file), inputs=[self.path])


@dataclass(frozen=True)
class CheckReport:
    """The check of one or more files."""

    files: tuple[FileReport, ...]

    @cached_property
    def awaited(self) -> tuple[Awaited, ...]:
        """Of several files: which units above wait for reports, and who has sent nothing."""
        if len(self.files) < 2:
            return ()
        from mtqg_xl.consolidation import awaited

        return awaited(self.files)

    @property
    def missing(self) -> tuple[str, ...]:
        """The units that sent nothing though others of the same unit above did."""
        several = len(self.awaited) > 1
        return tuple(
            f"{name} ({one.unit}, {one.period.label})" if several else name
            for one in self.awaited
            for name in one.missing
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of all files."""
        return tuple(finding for report in self.files for finding in report.findings)

    @property
    def ok(self) -> bool:
        """Whether every file was read and none has an error."""
        return not (self.any_invalid or self.any_unreadable)

    @property
    def any_invalid(self) -> bool:
        """Whether a file has errors in its data."""
        return any(report.verdict is FileVerdict.INVALID for report in self.files)

    @property
    def any_unreadable(self) -> bool:
        """Whether a file could not be read."""
        return any(report.verdict is FileVerdict.UNREADABLE for report in self.files)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why files could not be read, a sentence each."""
        return tuple(report.reason for report in self.files if report.reason is not None)

    def to_json(self) -> str:
        """The JSON of the contract."""
        from mtqg_xl import __version__
        from mtqg_xl.reports.check_json import check_object

        return json.dumps(check_object(self.files, __version__), ensure_ascii=False, indent=1)

    def lines(self, every: bool = False) -> Iterator[Line]:
        """Lines for a terminal, each with its style."""
        from mtqg_xl.reports.check_text import check_lines

        return check_lines(self.files, every, self.awaited)

    def show(self, terminal: TextIO, every: bool = False, places: Sequence[str] = ()) -> None:
        """Show the report at a terminal: by form, what matters most last, with the command to type next.

        ``places`` are the files and folders named by the person who asked.
        """
        from mtqg_xl.reports.check_terminal import show_check

        show_check(self.files, terminal, every=every, awaited=self.awaited, places=places)

    def to_text(self, every: bool = False) -> str:
        """The report as plain text."""
        return "\n".join(text for text, _ in self.lines(every)) + "\n"

    def to_html(
        self,
        beside: str | os.PathLike[str] | None = None,
        missing: Sequence[str] | None = None,
        day: date | None = None,
    ) -> str:
        """The report as one page for the browser, whole in itself.

        ``beside`` is the folder it will lie in: with it the page links the workbooks. ``missing`` are the
        units that sent nothing, found by the register of units unless given. The tables around wrong cells
        are in it when ``check`` was asked for them.
        """
        from mtqg_xl import __version__
        from mtqg_xl.reports.html import html_page

        excerpts = [report.excerpts for report in self.files]
        lacking = self.missing if missing is None else missing
        return html_page(self.files, excerpts, version=__version__, missing=lacking, beside=beside, day=day)

    def to_docx(
        self,
        *,
        day: date | None = None,
        place: str | None = None,
        number: str | None = None,
        authority: str | None = None,
        office: str | None = None,
        deadline: date | None = None,
    ) -> bytes:
        """The minutes of the check as a Word document, to be signed.

        ``day`` is the date of the document, today unless given; what else is not given is left to be filled
        in by hand: the ``place``, the ``number``, the ``authority`` above and the ``office`` that checks, and
        the ``deadline`` for corrections.
        """
        from mtqg_xl.reports.minutes import minutes

        return minutes(
            self.files,
            day=day or date.today(),
            place=place,
            number=number,
            authority=authority,
            office=office,
            deadline=deadline,
            missing=self.missing,
        )

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the report as ``.json``, ``.txt``, ``.html`` or ``.docx``, by the ending of ``path``."""
        ending = Path(path).suffix.lower()
        inputs = [report.path for report in self.files]
        match ending:
            case ".docx":
                write_bytes(path, self.to_docx(), inputs)
                return
            case ".json":
                text = self.to_json()
            case ".txt":
                text = self.to_text(every=True)
            case ".html" | ".htm":
                text = self.to_html(Path(path).parent)
            case _:
                raise ArgumentProblem("report_format", path=os.fspath(path))
        write_text(path, text, inputs)


@dataclass(frozen=True)
class Consolidation:
    """Many submissions brought together; ``sources`` are the files looked at."""

    merged: Merged
    sources: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The units that sent nothing."""
        return self.merged.missing

    def check_out(self, path: str | os.PathLike[str]) -> None:
        """Refuse early an output that is an input or cannot be written."""
        check_output(path, self.sources)

    def save(
        self,
        path: str | os.PathLike[str],
        template: str | os.PathLike[str] | None = None,
        *,
        live: bool = False,
    ) -> None:
        """Write the consolidated workbook: formulas as formulas, with right values, and provenance.

        With ``template`` the figures go into that workbook of the user's own, which is only read. With
        ``live`` the sums are formulas that take the figures from the units' workbooks, so that they follow
        these when Excel updates its links. Both together raise :class:`ArgumentProblem`.
        """
        self.save_telling(path, template, live=live)

    def save_telling(
        self,
        path: str | os.PathLike[str],
        template: str | os.PathLike[str] | None = None,
        *,
        live: bool = False,
    ) -> tuple[Line, ...]:
        """As :meth:`save`; returns lines about what a template could not take, what was not linked."""
        from mtqg_xl.writing import consolidated_book

        if live and template is not None:
            raise ArgumentProblem("live_template")
        self.check_out(path)
        if live:
            from mtqg_xl.api.linking import links_to_units
            from mtqg_xl.reports.consolidation import link_lines

            linked = links_to_units(self.merged, path)
            write_bytes(path, consolidated_book(self.merged, path, linked), self.sources)
            return tuple(link_lines(linked, os.fspath(path)))
        if template is None:
            write_bytes(path, consolidated_book(self.merged, path), self.sources)
            return ()
        from mtqg_xl.reports.filling import template_lines
        from mtqg_xl.writing.into_template import into_template

        check_ending(template, path)
        filled = into_template(self.merged, template, path)
        filled.entered.save(path, inputs=self.sources)
        return tuple(template_lines(filled))

    def frame(self, code: str) -> DataFrame:
        """One consolidated form as a pandas table of exact decimals, totals and rates computed."""
        from mtqg_xl.reports.frames import form_frame
        from mtqg_xl.rules import computed_values

        form = self._form(code)
        computed = computed_values(form, self.merged.figures, self.merged.texts)
        values: dict[Any, Any] = {key: value for key, (_, value) in computed.items()}
        return form_frame(form, {**self.merged.figures, **values, **self.merged.texts})

    def trace(self, form: str, row: str, column: str) -> tuple[Any, ...]:
        """What each unit gave to one cell, by the keys of the form definition."""
        return self.merged.contributions.get(self._form(form).key(row, column), ())

    def to_json(self, out: str | os.PathLike[str] = "") -> str:
        """The JSON of the contract."""
        from mtqg_xl.reports.consolidation import consolidation_object

        return json.dumps(consolidation_object(self.merged, os.fspath(out)), ensure_ascii=False, indent=1)

    def lines(self, out: str | os.PathLike[str]) -> Iterator[Line]:
        """Lines for a terminal."""
        from mtqg_xl.reports.consolidation import consolidation_lines

        return consolidation_lines(self.merged, os.fspath(out))

    def _form(self, code: str) -> Form:
        if code not in self.merged.forms:
            raise ArgumentProblem("unknown_form", code=code, known=", ".join(self.merged.forms))
        return self.merged.forms[code]


@dataclass(frozen=True)
class TraceResult:
    """Where one consolidated figure came from."""

    traced: Traced

    def to_json(self) -> str:
        """The JSON of the contract."""
        from mtqg_xl.reports.tracing import trace_object

        return json.dumps(trace_object(self.traced), ensure_ascii=False, indent=1)

    def lines(self) -> Iterator[Line]:
        """Lines for a terminal."""
        from mtqg_xl.reports.tracing import trace_lines

        return trace_lines(self.traced)


class FormList(tuple[Form, ...]):
    """The forms known."""

    def to_json(self) -> str:
        """The JSON of the contract."""
        from mtqg_xl.reports.forms import forms_object

        return json.dumps(forms_object(self), ensure_ascii=False, indent=1)

    def lines(self) -> Iterator[Line]:
        """Lines for a terminal."""
        from mtqg_xl.reports.forms import forms_lines

        return forms_lines(self)
