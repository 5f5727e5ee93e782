"""The engine's side of the button in Excel: a request in a work folder is answered by files beside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from mtqg_xl.api.copies import CheckedCopy
from mtqg_xl.api.results import CheckReport, write_bytes
from mtqg_xl.domain.findings import FileVerdict, Severity
from mtqg_xl.domain.periods import Period
from mtqg_xl.messages import MtqgError, current_language, say, use_language
from mtqg_xl.ooxml import check_output
from mtqg_xl.ribbon import (
    Action,
    ExchangeProblem,
    Request,
    Response,
    Status,
    diagnosis,
    encoded,
    findings_table,
    proposals_table,
    read_request,
    trace_table,
    unchecked_table,
)
from mtqg_xl.ribbon.request import language_of, read_fields
from mtqg_xl.ribbon.tsv import Rows

PathLike = str | os.PathLike[str]
ANSWER: Final = "response.tsv"
#: Files of an earlier answer: none of them may be taken for this one.
_TABLES: Final = ("findings.tsv", "proposals.tsv", "unchecked.tsv", "trace.tsv")


def answer_request(path: PathLike, password: str | None = None) -> Response:
    """Carry out the request in the file ``path`` and write the answer beside it; returns the answer.

    Whatever goes wrong is an answer too, with status 2 (a file or argument that cannot be used) or 3 (a fault
    of ours) and one sentence. The workbook named is only read. Raises :class:`OutputProblem` only when the
    answer itself cannot be written.
    """
    home = Path(path).absolute().parent
    language = current_language()
    try:
        response = _response(Path(path), home, password)
        _write(home, ANSWER, response.rows())
    finally:
        use_language(language)
    return response


def _response(path: Path, home: Path, password: str | None) -> Response:
    from mtqg_xl import __version__

    try:
        fields = read_fields(path)
        use_language(language_of(fields))
        for name in (ANSWER, *_TABLES):
            (home / name).unlink(missing_ok=True)
        request = read_request(fields, home)
        return _WORK[request.action](request, password)
    except MtqgError as problem:
        unread = FileVerdict.UNREADABLE.value if problem.code.startswith("file.") else ""
        return Response(Status.UNUSABLE, str(problem), verdict=unread, engine=__version__)
    except Exception as fault:
        if os.environ.get("MTQG_XL_DEBUG"):
            raise
        told = say("run.fault", detail=f"{type(fault).__name__}: {fault}")
        return Response(Status.FAULT, told, engine=__version__)


# ---- what can be asked for -----------------------------------------------------------------------


def _check(request: Request, password: str | None) -> Response:
    found = _checked(request, password)
    proposals = list(proposals_table(found.offers()))
    _write(request.home, "proposals.tsv", proposals)
    _write(request.home, "findings.tsv", findings_table(found.report.files, proposals[1:]))
    _write(request.home, "unchecked.tsv", unchecked_table(found.report.files))
    return _of_check(found.report)


def _minutes(request: Request, password: str | None) -> Response:
    out = _out(request, say("ribbon.minutes_file"))
    report = _checked(request, password).report
    write_bytes(out, report.to_docx(), _sources(request))
    return _of_check(report, out, say("ribbon.wrote", path=out))


def _consolidate(request: Request, password: str | None) -> Response:
    from mtqg_xl import __version__
    from mtqg_xl.api import consolidate, find_workbooks

    place = request.input if request.input is not None and request.input.is_dir() else request.folder
    if not place:
        raise ExchangeProblem("ribbon.no_folder")
    out = _out(request, say("ribbon.total_file"))
    sources = find_workbooks([place], leaving_out=out)
    check_output(out, [*sources, *([request.template] if request.template else [])])
    total = consolidate(sources, request.unit or None, request.period or None, password=password)
    told = total.save_telling(out, request.template or None)
    first, *more = [text for text, _ in total.lines(out)]
    merged = total.merged
    return Response(
        Status.CLEAN,
        first,
        detail=_lines(*more, *(text for text, _ in told)),
        out=out,
        unit=merged.unit.name,
        period=str(merged.period),
        forms=",".join(merged.forms),
        engine=__version__,
    )


def _template(request: Request, _password: str | None) -> Response:
    from mtqg_xl import __version__
    from mtqg_xl.api.templates import TemplateRequest, save_template
    from mtqg_xl.catalogue.sets import form_sets

    wanted = request.set.strip()
    if not wanted:
        raise ExchangeProblem("ribbon.no_set")
    out = _out(request, say("ribbon.template_file"))
    whole = wanted.lower() in form_sets()
    codes = () if whole else tuple(code.strip() for code in wanted.split(",") if code.strip())
    asked = TemplateRequest(
        request.unit or None, request.period or None, request.level or None, wanted if whole else None
    )
    save_template(codes, out, asked)
    return Response(
        Status.CLEAN,
        say("ribbon.wrote", path=out),
        out=out,
        unit=request.unit,
        period=request.period,
        forms=",".join(codes),
        engine=__version__,
    )


def _trace(request: Request, password: str | None) -> Response:
    from mtqg_xl import __version__
    from mtqg_xl.api import trace

    found = trace(request.book, f"{request.sheet}!{request.cell}", password=password)
    _write(request.home, "trace.tsv", trace_table(found.traced))
    first, *more = [text for text, _ in found.lines()]
    return Response(
        Status.CLEAN, first, detail=_lines(*more), forms=found.traced.key.form, engine=__version__
    )


def _diagnose(request: Request, _password: str | None) -> Response:
    from mtqg_xl import __version__
    from mtqg_xl.catalogue import all_forms

    lines = diagnosis(__version__, request.home, len(all_forms()))
    return Response(
        Status.CLEAN, say("ribbon.engine_works", version=__version__), _lines(*lines), engine=__version__
    )


_WORK: Final[dict[Action, Callable[[Request, str | None], Response]]] = {
    Action.CHECK: _check,
    Action.MINUTES: _minutes,
    Action.CONSOLIDATE: _consolidate,
    Action.TEMPLATE: _template,
    Action.TRACE: _trace,
    Action.DIAGNOSE: _diagnose,
}


# ---- parts of the work ---------------------------------------------------------------------------


def _checked(request: Request, password: str | None) -> CheckedCopy:
    previous = request.previous or None
    return CheckedCopy.of(request.book, request.stands_for, previous=previous, password=password)


def _of_check(report: CheckReport, out: str = "", wrote: str = "") -> Response:
    from mtqg_xl import __version__

    files = report.files
    counts = [sum(one.counts[severity] for one in files) for severity in Severity]
    errors, warnings, infos = counts
    explained = sum(one.counts["explained"] for one in files)
    verdicts = {one.verdict for one in files}
    graver = (one for one in (FileVerdict.INVALID, FileVerdict.WARNINGS) if one in verdicts)
    verdict = next(graver, FileVerdict.VALID)
    if any(counts) or explained:
        said = say("ribbon.found", errors=errors, warnings=warnings, infos=infos)
        said += say("ribbon.found_explained", count=explained) if explained else ""
    else:
        said = say("ribbon.clean")
    unchecked = [item for one in files for item in one.unchecked]
    return Response(
        Status.FOUND if errors else Status.CLEAN,
        wrote or say(f"ribbon.verdict_{verdict.value}", found=said),
        detail=_lines(*(([said]) if wrote else []), *_about(report)),
        verdict=verdict.value,
        out=out,
        errors=errors,
        warnings=warnings,
        infos=infos,
        explained=explained,
        unit="; ".join(one.unit for one in files if one.unit),
        period="; ".join(dict.fromkeys(one.period for one in files if one.period)),
        forms=",".join(dict.fromkeys(form for one in files for form in one.forms)),
        engine=__version__,
        unchecked=len(unchecked),
    )


def _about(report: CheckReport) -> Iterator[str]:
    """Whose figures were checked, and what could not be."""
    for one in report.files:
        period = Period.parse(one.period).label if one.period and current_language() == "vi" else one.period
        unit = one.unit or say("mark_sheet.unit_unknown")
        yield say("ribbon.about", unit=unit, period=period or "…", forms=", ".join(one.forms))
    unchecked = [item for one in report.files for item in one.unchecked]
    if unchecked:
        yield say("ribbon.unchecked", count=len(unchecked))


def _out(request: Request, usual: str) -> str:
    """Where the result goes: where the user wants it, else into the folder of the exchange."""
    out = request.out or os.fspath(request.home / usual)
    check_output(out, _sources(request))
    return out


def _sources(request: Request) -> list[str]:
    """What must not be written over: the copy, the workbook that it was made of, the report before."""
    given = [os.fspath(request.input)] if request.input is not None and request.input.is_file() else []
    original = [request.stands_for] if given and request.folder and request.name else []
    return [*given, *original, *filter(None, (request.previous,))]


def _lines(*lines: str) -> str:
    return "\n".join(line.rstrip() for line in lines if line.strip())


def _write(home: Path, name: str, rows: Rows) -> None:
    write_bytes(home / name, encoded(rows))
